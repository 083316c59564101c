-- A restaurant's service (rules, shifts, places) and the live claims that reach into the days between two days of
-- service (see around() in offer.ts), the night after the last included.
-- No row for an unknown slug, or for a restaurant of another organisation than the one asked for (null: any).
-- `except_holder`: the holder whose own claims are in nobody's way (null: none).
--
-- A function, so that each connection plans it once: it runs per booking and per party that a guest taps.
CREATE OR REPLACE FUNCTION service_of(wanted text, of_organization uuid, from_day date, to_day date, except_holder uuid)
RETURNS TABLE (service text, claims text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT json_build_object(
           'id', r.id, 'organizationId', r.organization_id, 'slug', r.slug, 'name', r.name,
           'timeZone', r.time_zone, 'country', r.country, 'locale', r.locale,
           'minParty', r.min_party, 'maxParty', r.max_party, 'leadMinutes', r.lead_minutes,
           'horizonDays', r.horizon_days, 'bufferMinutes', r.buffer_minutes, 'turnTimes', r.turn_times,
           'shifts', (
             SELECT coalesce(json_agg(json_build_object(
                      'name', s.name, 'weekdays', s.weekdays, 'firstMinute', s.first_minute,
                      'lastMinute', s.last_minute, 'stepMinutes', s.step_minutes) ORDER BY s.first_minute, s.name), '[]')
               FROM shifts s WHERE s.restaurant_id = r.id AND s.organization_id = r.organization_id),
           'places', (
             SELECT coalesce(json_agg(p), '[]') FROM (
               SELECT ARRAY[t.id] AS "tableIds", ARRAY[t.name] AS names, a.name AS area,
                      t.min_seats AS "minSeats", t.max_seats AS "maxSeats"
                 FROM tables t JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
                WHERE t.restaurant_id = r.id AND t.organization_id = r.organization_id
               UNION ALL
               SELECT array_agg(t.id ORDER BY t.id), array_agg(t.name ORDER BY t.id), a.name, c.min_seats, c.max_seats
                 FROM combinations c
                 JOIN areas a ON a.id = c.area_id AND a.organization_id = c.organization_id
                 JOIN tables t ON t.id = ANY (c.table_ids) AND t.organization_id = c.organization_id
                WHERE c.restaurant_id = r.id AND c.organization_id = r.organization_id
                GROUP BY c.id, c.organization_id, a.name, c.min_seats, c.max_seats) p)
         )::text,
         (SELECT coalesce(json_agg(json_build_array(k.table_id, k.service_date,
                   extract(epoch FROM lower(k.during)) * 1000, extract(epoch FROM upper(k.during)) * 1000)), '[]')
            FROM claims k
           WHERE k.restaurant_id = r.id AND k.organization_id = r.organization_id AND k.live
             AND k.service_date BETWEEN from_day AND to_day
             AND k.holder_id IS DISTINCT FROM except_holder
             AND k.during && tstzrange((from_day + 1)::timestamp AT TIME ZONE r.time_zone,
                                       to_day::timestamp AT TIME ZONE r.time_zone + interval '12 hours'))::text
    FROM restaurants r
   WHERE r.slug = wanted AND (of_organization IS NULL OR r.organization_id = of_organization);
END $$;
