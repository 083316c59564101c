-- Waits as the API tells them to the staff, one JSON a row. Echoes are nobody's business but of whoever made them.
DROP VIEW IF EXISTS wait_rows;

CREATE VIEW wait_rows AS
SELECT w.id, w.organization_id, w.restaurant_id, w.service_date, w.kind, w.status, w.priority, w.joined_at,
       json_build_object(
         'id', w.id, 'restaurant', x.slug, 'kind', w.kind, 'status', w.status, 'statusAt', iso(w.status_at),
         'day', w.service_date, 'from', clock(w.from_minute), 'to', clock(w.to_minute), 'party', w.party,
         'area', w.area, 'remark', w.remark, 'source', w.source, 'locale', w.locale, 'priority', w.priority,
         'joinedAt', iso(w.joined_at),
         'offer', CASE WHEN w.status = 'offered' THEN json_build_object(
           'day', w.service_date, 'time', w.offer->>'time', 'shift', w.offer->>'shift', 'until', iso(w.offered_until)) END,
         'offers', w.offers, 'quotedMinutes', w.quoted_minutes, 'notifiedAt', iso(w.notified_at),
         'reservation', (SELECT json_build_object('id', r.id, 'reference', r.reference) FROM reservations r
                          WHERE r.id = w.reservation_id AND r.organization_id = w.organization_id
                            AND w.status IN ('taken', 'seated')),
         'name', trim(w.first_name || ' ' || w.last_name), 'phone', w.phone, 'email', w.email,
         'guest', (SELECT json_build_object('id', g.id, 'firstName', g.first_name, 'lastName', g.last_name,
                            'tags', g.tags, 'visits', g.visits, 'noShows', g.no_shows)
                     FROM guests g WHERE g.id = w.guest_id AND g.organization_id = w.organization_id),
         'lastChange', (
           SELECT json_build_object('id', h.id, 'from', h.from_status, 'to', h.to_status, 'at', iso(h.at),
                    'undoable', h.undoes IS NULL AND h.by_whom <> 'clock' AND h.to_status = w.status
                                AND w.status IN ('withdrawn', 'gave_up', 'left', 'notified', 'seated'))
             FROM wait_changes h
            WHERE h.wait_id = w.id AND h.organization_id = w.organization_id
            ORDER BY h.at DESC, h.id DESC LIMIT 1)
       ) AS wait
  FROM waits w
  JOIN restaurants x ON x.id = w.restaurant_id AND x.organization_id = w.organization_id
 WHERE w.echo_of IS NULL;

-- Who offers in a restaurant does so alone, so that the first in line is asked first, whichever worker comes first.
CREATE OR REPLACE FUNCTION offer_alone(restaurant uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('waitlist of ' || restaurant, 0))
$$;

-- Writes what a wait has become, with its history. The row is locked by the caller, who announces it last.
CREATE OR REPLACE FUNCTION wait_becomes(
  organization uuid, wait uuid, becomes text, moment timestamptz, by_whom text, staff uuid, undone uuid
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE before waits;
BEGIN
  SELECT * INTO before FROM waits WHERE id = wait AND organization_id = organization;
  UPDATE waits
     SET status = becomes, status_at = moment, revision = revision + 1, offer = NULL, hold_id = NULL, offered_until = NULL,
         notified_at = CASE WHEN becomes = 'notified' THEN moment WHEN becomes = 'waiting' THEN NULL ELSE notified_at END
   WHERE id = wait AND organization_id = organization;
  INSERT INTO wait_changes (organization_id, wait_id, from_status, to_status, by_whom, staff_id, offer, undoes)
  VALUES (organization, wait, before.status, becomes, by_whom, staff, before.offer, undone);
END $$;

-- Keeps a table for somebody who waits, some minutes longer than they have to answer: what they do not take is handed
-- on by a job, in one step, before the hold ends by itself. False when no place is left. The row is locked by the
-- caller, who announces it and then lets it be expected at its slot (expect_offered), in this order: a slot's row in
-- the pace is taken after the event counter everywhere.
--
-- wish: { day, minute, party, shift, startsAt, freeAt, places, minutes, longer, moves }; offered: what is told and
-- booked. moves: reservations that make room (makeRoom.sql).
CREATE OR REPLACE FUNCTION offer_to_wait(
  organization uuid, restaurant uuid, wait uuid, wish jsonb, offered jsonb, moment timestamptz, by_whom text, staff uuid
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  held uuid := uuidv7();
  ends timestamptz := clock_timestamp() + make_interval(mins => (wish->>'minutes')::int);
  kept_until timestamptz := ends + make_interval(mins => (wish->>'longer')::int);
  stands jsonb;
BEGIN
  BEGIN
    IF wish ? 'moves' THEN
      PERFORM make_room(organization, restaurant, (SELECT trim(first_name || ' ' || last_name) FROM waits
                                                     WHERE id = wait AND organization_id = organization), wish->'moves');
    END IF;
    IF claim_first(organization, restaurant, held, (wish->>'day')::date,
                   tstzrange((wish->>'startsAt')::timestamptz, (wish->>'freeAt')::timestamptz), wish->'places') IS NULL THEN
      RAISE EXCEPTION 'no place is left' USING ERRCODE = 'CV001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'CV001' THEN
    RETURN false;
  END;
  UPDATE claims SET keep_until = kept_until WHERE holder_id = held AND organization_id = organization;
  INSERT INTO holds (id, organization_id, restaurant_id, keep_until, asked_from, service_date, minute, party, shift_name)
  VALUES (held, organization, restaurant, kept_until, 'wait:' || wait, (wish->>'day')::date, (wish->>'minute')::int,
          (wish->>'party')::int, wish->>'shift');
  stands := offered || jsonb_build_object(
    'tables', tables_kept_for(organization, held),
    'tableIds', (SELECT jsonb_agg(c.table_id ORDER BY c.table_id) FROM claims c
                  WHERE c.holder_id = held AND c.organization_id = organization));
  UPDATE waits
     SET status = 'offered', status_at = moment, revision = revision + 1, offers = offers + 1,
         offer = stands, hold_id = held, offered_until = ends
   WHERE id = wait AND organization_id = organization;
  INSERT INTO wait_changes (organization_id, wait_id, from_status, to_status, by_whom, staff_id, offer)
  VALUES (organization, wait, 'waiting', 'offered', by_whom, staff, stands);
  RETURN true;
END $$;

-- Whoever is offered a table is expected at its slot, as a hold is. Of all that a transaction does, the last. Raises the
-- slot's CHECK when too many would arrive at once.
CREATE OR REPLACE FUNCTION expect_offered(organization uuid, wait uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE held holds;
BEGIN
  UPDATE holds SET counted = true
   WHERE organization_id = organization
     AND id = (SELECT hold_id FROM waits WHERE id = wait AND organization_id = organization)
  RETURNING * INTO held;
  PERFORM forget_pace_of_old_holds(held.restaurant_id, held.service_date, held.minute);
  PERFORM take_pace(arrival_of(held));
END $$;
