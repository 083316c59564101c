-- Writes a booking whole or not at all: finds or makes the guest, writes the reservation, claims the seats, writes
-- the consents. Answers its id; who is told of it is for book() to say, below.
--
-- What was wished was read, and slots and places were computed, before (book.ts); what can change meanwhile is
-- decided here. The staff may bring a guest by id (guestId), write nothing to them (notify), and go without a table
-- or beyond the pace knowingly (overbookedBy, beyondPace),
-- and nail it to the tables that they chose (pinned). Raises CV001 when no place is left, CV002 when the
-- Idempotency-Key is taken, and everything is rolled back.
--
-- hold: the guest kept a table before; it becomes theirs if it fits what they book in the end.
-- now: until when no-shows count (failed_to_come); a booking that guests make by themselves is then a request.
-- moves: reservations that make room for this one (makeRoom.sql); CV001 when they no longer can.
--
-- Locks are taken in one order everywhere, so that bookings wait for each other but never in a circle: the guest's
-- contact, the key, the guest, the tables, the restaurant's event counter.
CREATE OR REPLACE FUNCTION write_booking(organization uuid, restaurant uuid, wish jsonb) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  guest uuid;
  made uuid;
  attempt int := 0;
  places jsonb := wish->'places';
  held jsonb;
  stands text := wish->>'status';
BEGIN
  guest := coalesce((wish->>'guestId')::uuid, know_guest(organization, wish->'guest', (wish->>'day')::date));
  -- Known only now, by their contact: who failed to come too often asks, and the staff answer.
  IF stands = 'confirmed' AND wish->>'source' NOT IN ('staff', 'walk_in')
     AND failed_to_come(organization, restaurant, guest, (wish->>'now')::timestamptz) THEN
    stands := 'requested';
  END IF;
  -- Their place in the pace goes back before the reservation takes one; both at the end of the transaction.
  UPDATE holds SET let_go = true
   WHERE id = (wish->>'hold')::uuid AND organization_id = organization AND restaurant_id = restaurant;

  LOOP
    INSERT INTO reservations
      (organization_id, restaurant_id, guest_id, reference, status, service_date, minute, starts_at, ends_at, party,
       shift_name, remark, occasion, source, locale, first_name, last_name, email, phone, idempotency_key, request_hash,
       booked_by, pinned, turn_minutes, overbooked_by)
    VALUES
      (organization, restaurant, guest, wish->'references'->>attempt, stands, (wish->>'day')::date,
       (wish->>'minute')::int, (wish->>'startsAt')::timestamptz, (wish->>'endsAt')::timestamptz, (wish->>'party')::int,
       wish->>'shift', wish->>'remark', wish->>'occasion', wish->>'source', wish->>'locale',
       wish->'guest'->>'firstName', wish->'guest'->>'lastName', wish->'guest'->>'email', wish->'guest'->>'phone',
       wish->>'key', wish->>'requestHash', (wish->>'bookedBy')::uuid,
       coalesce((wish->>'pinned')::boolean, false), (wish->>'turnMinutes')::int,
       CASE WHEN (wish->>'beyondPace')::boolean THEN (wish->>'overbookedBy')::uuid END)
    ON CONFLICT DO NOTHING RETURNING id INTO made;
    EXIT WHEN made IS NOT NULL;
    IF EXISTS (SELECT 1 FROM reservations WHERE organization_id = organization AND restaurant_id = restaurant
                AND idempotency_key = wish->>'key') THEN
      RAISE EXCEPTION 'the key is taken' USING ERRCODE = 'CV002';
    END IF;
    -- A reference that exists already is so rare that the next one is free.
    attempt := attempt + 1;
    IF attempt = jsonb_array_length(wish->'references') THEN RAISE EXCEPTION 'no free reference'; END IF;
  END LOOP;

  IF wish->>'hold' IS NOT NULL THEN
    -- In the order of a rearrangement: whoever is to move others is alone from its first table on.
    IF wish ? 'moves' THEN PERFORM claim_alone(restaurant); END IF;
    held := end_hold(organization, restaurant, (wish->>'hold')::uuid);
    IF EXISTS (SELECT 1 FROM jsonb_array_elements(places) AS p WHERE p = held) THEN
      places := jsonb_build_array(held) || places;
    END IF;
  END IF;
  IF wish ? 'moves' THEN
    PERFORM make_room(organization, restaurant, (SELECT reference FROM reservations WHERE id = made), wish->'moves');
  END IF;
  IF claim_first(organization, restaurant, made, (wish->>'day')::date,
                 tstzrange((wish->>'startsAt')::timestamptz, (wish->>'freeAt')::timestamptz), places) IS NULL THEN
    IF wish->>'overbookedBy' IS NULL THEN RAISE EXCEPTION 'no place is left' USING ERRCODE = 'CV001'; END IF;
    UPDATE reservations SET overbooked_by = (wish->>'overbookedBy')::uuid, pinned = false
     WHERE id = made AND organization_id = organization;
  END IF;

  PERFORM record_consents(organization, restaurant, guest, wish->'agreed', wish->>'wordsVersion', wish->>'source', wish->>'locale');
  RETURN made;
END $$;

-- Writes bookings that were wished at one moment in one transaction, in one statement; asks for their confirmations
-- and announces them. Answers the row of booking_rows of each, in their order.
--
-- One alone raises what write_booking raises. Of several, each is written or not by itself, and null is answered for
-- one that was not: it is then to be tried alone, to know why. What is plain of them is written together (together.sql),
-- the others one after the other. Several hold what each of them has locked until all are written, in no order that
-- others could follow; so none of them waits longer than a moment, and nobody has to be found in a circle.
--
-- ground: what the wishes were computed on (ground_of); CV005 when it holds no longer. Null for a reading of this very
-- moment.
DROP FUNCTION IF EXISTS book(uuid, uuid, jsonb);
CREATE OR REPLACE FUNCTION book(organization uuid, restaurant uuid, ground text, wishes jsonb) RETURNS SETOF text
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_mergejoin = off SET enable_hashjoin = off AS $$
DECLARE
  wished jsonb[] := ARRAY(SELECT w.wish FROM jsonb_array_elements(wishes) WITH ORDINALITY AS w (wish, place) ORDER BY w.place);
  written uuid[];
  together uuid[] := '{}';
  told uuid[];
BEGIN
  IF ground <> (SELECT ground_of(r) FROM restaurants r WHERE r.id = restaurant AND r.organization_id = organization) THEN
    RAISE EXCEPTION 'something is otherwise by now' USING ERRCODE = 'CV005';
  END IF;
  IF cardinality(wished) = 1 THEN
    written := ARRAY[write_booking(organization, restaurant, wished[1])];
  ELSE
    PERFORM set_config('lock_timeout', '200ms', true);
    wished := wishes_within_pace(organization, restaurant, wished);
    written := write_together(organization, restaurant, wished);
    together := array_remove(written, NULL);
    FOR place IN 1..cardinality(wished) LOOP
      IF written[place] IS NULL AND wished[place] IS NOT NULL THEN
        BEGIN
          written[place] := write_booking(organization, restaurant, wished[place]);
        EXCEPTION WHEN SQLSTATE 'CV001' OR SQLSTATE 'CV002' OR lock_not_available THEN NULL;
        END;
      END IF;
    END LOOP;
  END IF;

  told := ARRAY(SELECT w.id FROM unnest(written, wished) WITH ORDINALITY AS w (id, wish, place)
                 WHERE w.id IS NOT NULL AND coalesce((w.wish->>'notify')::boolean, true) ORDER BY w.place);
  IF cardinality(told) > 0 THEN
    PERFORM ask_confirmations(restaurant, told);
  END IF;
  PERFORM announce_all(organization, restaurant, ARRAY(
    SELECT jsonb_build_object('kind', 'reservation', 'change', 'booked', 'reservation', r.reservation)
      FROM unnest(written) WITH ORDINALITY AS w (id, place)
      JOIN reservation_rows r ON r.id = w.id AND r.organization_id = organization
     ORDER BY w.place));
  IF wished[1] ? 'moves' THEN PERFORM announce_moved(organization, restaurant, wished[1]->'moves'); END IF;
  IF cardinality(together) > 0 THEN PERFORM take_pace_of(organization, restaurant, together); END IF;
  RETURN QUERY
    SELECT b.booking::text FROM unnest(written) WITH ORDINALITY AS w (id, place)
      LEFT JOIN booking_rows b ON b.id = w.id ORDER BY w.place;
END $$;

-- Whether a guest has failed to come as often in the twelve months before an instant as the restaurant puts up with,
-- in any restaurant of its organisation. Never where no limit is set.
CREATE OR REPLACE FUNCTION failed_to_come(organization uuid, restaurant uuid, guest uuid, until timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT (SELECT count(*) FROM reservations r
             WHERE r.organization_id = organization AND r.guest_id = guest AND r.status = 'no_show'
               AND r.service_date > (until AT TIME ZONE x.time_zone)::date - interval '1 year') >= x.no_show_limit
      FROM restaurants x
     WHERE x.id = restaurant AND x.organization_id = organization AND x.no_show_limit IS NOT NULL), false)
$$;
