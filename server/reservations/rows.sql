-- Reservations as the API tells them, one JSON a row: to the staff (reservation_rows) and to the guest (booking_rows).
-- Views and not functions, so that the planner sees through them whatever narrows them.
DROP VIEW IF EXISTS reservation_rows, booking_rows;

CREATE VIEW reservation_rows AS
SELECT r.id, r.organization_id, r.restaurant_id, r.service_date, r.minute, r.created_at,
       json_build_object(
         'id', r.id, 'reference', r.reference, 'restaurant', x.slug, 'day', r.service_date,
         'time', clock(r.minute), 'startsAt', iso(r.starts_at), 'endsAt', iso(r.ends_at), 'party', r.party,
         'shift', r.shift_name, 'status', r.status, 'statusAt', iso(r.status_at), 'cancelledBy', r.cancelled_by,
         'cancelledLate', r.cancelled_late, 'tables', coalesce(kept.tables, '[]'), 'tableIds', coalesce(kept.ids, '[]'), 'area', kept.area, 'pinned', r.pinned,
         'remark', r.remark, 'occasion', r.occasion, 'source', r.source, 'locale', r.locale,
         'createdAt', iso(r.created_at), 'comingAt', iso(r.guest_confirmed_at),
         'overbookedBy', (SELECT m.name FROM staff_members m
                           WHERE m.id = r.overbooked_by AND m.organization_id = r.organization_id),
         'bookedAs', trim(r.first_name || ' ' || r.last_name),
         'wished', CASE WHEN r.status = 'confirmed' AND NOT (r.wished->>'declined')::boolean THEN r.wished END,
         'guest', json_build_object(
           'id', g.id, 'firstName', g.first_name, 'lastName', g.last_name, 'phone', g.phone, 'email', g.email,
           'tags', g.tags,
           -- Of those who left no name nobody knows how often they came.
           'visits', CASE WHEN g.unnamed THEN 0 ELSE g.visits END,
           'noShows', CASE WHEN g.unnamed THEN 0 ELSE g.no_shows END),
         'lastChange', (
           SELECT json_build_object('id', h.id, 'from', h.from_status, 'to', h.to_status, 'at', iso(h.at),
                    'undoable', h.undoes IS NULL AND h.to_status = r.status)
             FROM reservation_changes h
            WHERE h.reservation_id = r.id AND h.organization_id = r.organization_id AND h.kind = 'status'
            ORDER BY h.at DESC, h.id DESC LIMIT 1)
       ) AS reservation
  FROM reservations r
  JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
  JOIN guests g ON g.id = r.guest_id AND g.organization_id = r.organization_id
  CROSS JOIN LATERAL (
    SELECT json_agg(t.name ORDER BY length(t.name), t.name) AS tables,
           json_agg(t.id ORDER BY length(t.name), t.name) AS ids, min(a.name) AS area
      FROM claims c
      JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
      JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
     WHERE c.holder_id = r.id AND c.organization_id = r.organization_id) kept;

-- No token and no link: those are made of a secret that the database does not have.
CREATE VIEW booking_rows AS
SELECT r.id,
       json_build_object(
         'id', r.id, 'organizationId', r.organization_id, 'restaurantId', r.restaurant_id, 'guestId', r.guest_id,
         'email', r.email, 'reference', r.reference, 'status', r.status, 'day', r.service_date,
         'time', clock(r.minute), 'startsAt', iso(r.starts_at), 'endsAt', iso(r.ends_at), 'party', r.party,
         'shift', r.shift_name, 'remark', r.remark, 'occasion', r.occasion,
         'coming', r.guest_confirmed_at IS NOT NULL, 'revision', r.revision, 'cancelledBy', r.cancelled_by,
         'wished', CASE WHEN r.status = 'confirmed' THEN r.wished END,
         'changeUntil', CASE WHEN x.guest_changes THEN iso(r.starts_at - make_interval(hours => x.change_hours)) END,
         'cancelUntil', CASE WHEN x.guest_cancels THEN iso(r.starts_at - make_interval(hours => x.cancel_hours)) END,
         'area', (SELECT min(a.name)
                    FROM claims c
                    JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
                    JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
                   WHERE c.holder_id = r.id AND c.organization_id = r.organization_id),
         'firstName', r.first_name, 'lastName', r.last_name, 'locale', r.locale,
         'restaurant', json_build_object('slug', x.slug, 'name', x.name, 'phone', x.phone, 'timeZone', x.time_zone,
           'accent', x.accent, 'address', json_build_object('street', x.street, 'postcode', x.postcode,
             'city', x.city, 'country', x.country))
       ) AS booking
  FROM reservations r
  JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id;

-- One of them, planned once a connection.
CREATE OR REPLACE FUNCTION booking_json(wanted uuid) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT booking FROM booking_rows WHERE id = wanted);
END $$;
