-- The usual shifts of a restaurant, or those of one of its special days.
CREATE OR REPLACE FUNCTION shifts_json(organization uuid, restaurant uuid, special uuid)
RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(json_build_object(
             'id', s.id, 'name', s.name, 'weekdays', s.weekdays, 'firstMinute', s.first_minute,
             'lastMinute', s.last_minute, 'stepMinutes', s.step_minutes, 'validFrom', s.valid_from,
             'validTo', s.valid_to, 'staffFirstMinute', s.staff_first_minute, 'staffLastMinute', s.staff_last_minute,
             'turnTimes', s.turn_times, 'pace', s.pace) ORDER BY s.first_minute, s.name, s.id), '[]')
      FROM shifts s
     WHERE s.restaurant_id = restaurant AND s.organization_id = organization
       AND s.special_day_id IS NOT DISTINCT FROM special);
END $$;

-- What a restaurant offers: rules, shifts, special days, places, pauses. It changes when somebody describes it anew,
-- and then its offer_version does (Migration0022), so that it may be kept in memory between two readings.
CREATE OR REPLACE FUNCTION offer_json(organization uuid, restaurant uuid) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object(
             'id', r.id, 'organizationId', r.organization_id, 'slug', r.slug, 'name', r.name,
             'timeZone', r.time_zone, 'country', r.country, 'locale', r.locale,
             'minParty', r.min_party, 'maxParty', r.max_party, 'leadMinutes', r.lead_minutes,
             'horizonDays', r.horizon_days, 'bufferMinutes', r.buffer_minutes, 'turnTimes', r.turn_times,
             'cutoffMinute', r.cutoff_minute, 'requestFrom', r.request_from,
             'ask', json_build_object('email', r.ask_email, 'phone', r.ask_phone, 'lastName', r.ask_last_name),
             'shifts', shifts_json(r.organization_id, r.id, NULL),
             'specialDays', (
               SELECT coalesce(json_agg(json_build_object(
                        'from', d.from_day, 'to', d.to_day, 'closed', d.closed, 'messageFr', d.message_fr,
                        'messageEn', d.message_en, 'shifts', shifts_json(r.organization_id, r.id, d.id)) ORDER BY d.from_day), '[]')
                 FROM special_days d
                WHERE d.restaurant_id = r.id AND d.organization_id = r.organization_id),
             'pauses', (
               SELECT coalesce(json_agg(json_build_object(
                        'from', p.from_day, 'to', p.to_day, 'fromMinute', p.from_minute, 'toMinute', p.to_minute,
                        'shift', p.shift_name, 'area', a.name, 'tableId', p.table_id)), '[]')
                 FROM pauses p LEFT JOIN areas a ON a.id = p.area_id AND a.organization_id = p.organization_id
                WHERE p.restaurant_id = r.id AND p.organization_id = r.organization_id),
             'places', (
               SELECT coalesce(json_agg(p), '[]') FROM (
                 SELECT ARRAY[t.id] AS "tableIds", ARRAY[t.name] AS names, a.name AS area,
                        t.min_seats AS "minSeats", t.max_seats AS "maxSeats",
                        CASE WHEN t.offered = 'online' AND NOT a.online THEN 'staff' ELSE t.offered END AS offered
                   FROM tables t JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
                  WHERE t.restaurant_id = r.id AND t.organization_id = r.organization_id AND t.archived_at IS NULL
                 UNION ALL
                 SELECT array_agg(t.id ORDER BY t.id), array_agg(t.name ORDER BY t.id), a.name, c.min_seats, c.max_seats,
                        -- The narrowest of its tables: walk_in, staff, online.
                        CASE WHEN max(t.offered) = 'walk_in' THEN 'walk_in'
                             WHEN max(t.offered) = 'staff' OR NOT a.online THEN 'staff' ELSE 'online' END
                   FROM combinations c
                   JOIN areas a ON a.id = c.area_id AND a.organization_id = c.organization_id
                   JOIN tables t ON t.id = ANY (c.table_ids) AND t.organization_id = c.organization_id
                  WHERE c.restaurant_id = r.id AND c.organization_id = r.organization_id
                  GROUP BY c.id, c.organization_id, a.name, a.online, c.min_seats, c.max_seats
                 HAVING bool_and(t.archived_at IS NULL)) p))
      FROM restaurants r WHERE r.id = restaurant AND r.organization_id = organization);
END $$;

-- What a restaurant offers (null when it still is what the caller knows, by its version), who is expected at slots
-- that have a limit, and the live claims that reach into the days between two days of service (see around() in
-- offer.ts), the night after the last included. ground: what all that rests on (Migration0022).
-- No row for an unknown slug, or for a restaurant of another organisation than the one asked for (null: any).
-- `except_holder`: the holder whose own claims are in nobody's way (null: none).
--
-- A function, so that each connection plans it once: it runs per party that a guest taps.
DROP FUNCTION IF EXISTS service_of(text, uuid, date, date, uuid);
CREATE OR REPLACE FUNCTION service_of(
  wanted text, of_organization uuid, from_day date, to_day date, except_holder uuid, known bigint
) RETURNS TABLE (version bigint, ground text, offer text, arrivals text, claims text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT r.offer_version, ground_of(r),
         CASE WHEN r.offer_version IS DISTINCT FROM known THEN offer_json(r.organization_id, r.id)::text END,
         -- Without the one that is to move: it is in its own way as little here as at its table. And without holds
         -- that are over and that nobody has counted out yet.
         (WITH away AS MATERIALIZED (
            SELECT a.service_date, a.minute, sum(a.party) AS party, count(*) AS parties,
                   sum(a.online * a.party) AS online_party, sum(a.online) AS online FROM (
              SELECT x.service_date, x.minute, x.party, is_online(x)::int AS online FROM reservations x
               WHERE x.id = except_holder AND x.organization_id = r.organization_id AND is_paced(x)
              UNION ALL
              SELECT h.service_date, h.minute, h.party, 1 FROM holds h
               WHERE h.restaurant_id = r.id AND h.organization_id = r.organization_id AND h.counted
                 AND (h.id = except_holder OR h.keep_until <= now())) a
             GROUP BY a.service_date, a.minute)
          SELECT coalesce(json_agg(json_build_array(c.service_date, c.minute,
                   c.covers - coalesce(x.party, 0), c.parties - coalesce(x.parties, 0),
                   c.online_covers - coalesce(x.online_party, 0), c.online_parties - coalesce(x.online, 0),
                   c.beyond_covers, c.beyond_parties)), '[]')
            FROM slot_pace c LEFT JOIN away x ON x.service_date = c.service_date AND x.minute = c.minute
           WHERE c.restaurant_id = r.id AND c.organization_id = r.organization_id AND c.parties > 0
             AND c.service_date BETWEEN service_of.from_day AND service_of.to_day
             AND EXISTS (SELECT 1 FROM shifts s WHERE s.restaurant_id = r.id
                          AND s.organization_id = r.organization_id AND s.pace <> '{}'))::text,
         (SELECT coalesce(json_agg(json_build_array(k.table_id, k.service_date,
                   extract(epoch FROM lower(k.during)) * 1000, extract(epoch FROM upper(k.during)) * 1000,
                   k.keep_until IS NOT NULL)), '[]')
            FROM claims k
           WHERE k.restaurant_id = r.id AND k.organization_id = r.organization_id AND k.live
             AND (k.keep_until IS NULL OR k.keep_until > now())
             AND k.service_date BETWEEN service_of.from_day AND service_of.to_day
             AND k.holder_id IS DISTINCT FROM except_holder
             AND k.during && tstzrange((service_of.from_day + 1)::timestamp AT TIME ZONE r.time_zone,
                                       service_of.to_day::timestamp AT TIME ZONE r.time_zone + interval '12 hours'))::text
    FROM restaurants r
   WHERE r.slug = wanted AND (of_organization IS NULL OR r.organization_id = of_organization);
END $$;
