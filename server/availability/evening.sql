-- Who has which tables in the days of service between two, as packing wants to know it (Seated in seating/pack.ts):
-- one entry a holder. Whoever is at the table, pinned, or no reservation at all is fixed. The area that a guest was
-- told is the one of their table. `except_holder` is left out (null: nobody).
CREATE OR REPLACE FUNCTION evening_of(organization uuid, restaurant uuid, from_day date, to_day date, except_holder uuid)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(json_build_object(
             'id', k.holder_id, 'party', coalesce(r.party, 0), 'day', k.service_date,
             'from', k.from_ms, 'to', k.to_ms, 'tableIds', k.tables, 'area', k.area,
             'fixed', k.spans > 1 OR r.id IS NULL OR r.pinned OR r.status NOT IN ('requested', 'confirmed'))
             ORDER BY k.from_ms, k.holder_id), '[]')
      FROM (SELECT c.holder_id, min(c.service_date) AS service_date, json_agg(c.table_id ORDER BY c.table_id) AS tables,
                   extract(epoch FROM min(lower(c.during))) * 1000 AS from_ms,
                   extract(epoch FROM max(upper(c.during))) * 1000 AS to_ms,
                   count(DISTINCT c.during) AS spans, min(a.name) AS area
              FROM claims c
              JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
              JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
             WHERE c.restaurant_id = restaurant AND c.organization_id = organization AND c.live
               AND (c.keep_until IS NULL OR c.keep_until > now())
               AND c.service_date BETWEEN from_day AND to_day AND c.holder_id IS DISTINCT FROM except_holder
             GROUP BY c.holder_id) k
      LEFT JOIN reservations r ON r.id = k.holder_id AND r.organization_id = organization)::text;
END $$;
