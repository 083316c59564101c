-- Keeps a table for some minutes; answers { id, until }, in an earlier hold's words when its key comes again. Raises
-- CV001 when no place is left, CV002 when the key was used for another request, CV004 when the address has as many
-- holds as it may.
--
-- It is expected at its slot meanwhile, as a booking is: raises the slot's CHECK when too many would arrive at once.
--
-- wish: { day, minute, party, shift, startsAt, freeAt, places, askedFrom, most, key, requestHash }
CREATE OR REPLACE FUNCTION hold_table(organization uuid, restaurant uuid, wish jsonb) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  known holds;
  made uuid := uuidv7();
  ends timestamptz;
BEGIN
  -- One after the other for an address: neither its key nor its count is taken twice.
  PERFORM pg_advisory_xact_lock(hashtextextended('holds of ' || (wish->>'askedFrom'), 0));
  SELECT * INTO known FROM holds
   WHERE restaurant_id = restaurant AND organization_id = organization AND idempotency_key = wish->>'key';
  IF FOUND AND known.request_hash <> wish->>'requestHash' THEN
    RAISE EXCEPTION 'the key is taken' USING ERRCODE = 'CV002';
  ELSIF FOUND THEN
    RETURN json_build_object('id', known.id, 'until', iso(known.keep_until));
  END IF;
  IF (SELECT count(*) FROM holds
       WHERE asked_from = wish->>'askedFrom' AND keep_until > clock_timestamp()) >= (wish->>'most')::int THEN
    RAISE EXCEPTION 'this address has enough' USING ERRCODE = 'CV004';
  END IF;
  IF claim_first(organization, restaurant, made, (wish->>'day')::date,
                 tstzrange((wish->>'startsAt')::timestamptz, (wish->>'freeAt')::timestamptz), wish->'places') IS NULL THEN
    RAISE EXCEPTION 'no place is left' USING ERRCODE = 'CV001';
  END IF;
  SELECT clock_timestamp() + make_interval(mins => hold_minutes) INTO ends
    FROM restaurants WHERE id = restaurant AND organization_id = organization;
  UPDATE claims SET keep_until = ends WHERE holder_id = made AND organization_id = organization;
  INSERT INTO holds (id, organization_id, restaurant_id, keep_until, asked_from, idempotency_key, request_hash,
                     service_date, minute, party, shift_name, counted)
  VALUES (made, organization, restaurant, ends, wish->>'askedFrom', wish->>'key', wish->>'requestHash',
          (wish->>'day')::date, (wish->>'minute')::int, (wish->>'party')::int, wish->>'shift', true)
  RETURNING * INTO known;
  -- Last of all: the slot's row is waited for by everybody who arrives then.
  PERFORM forget_pace_of_old_holds(restaurant, known.service_date, known.minute);
  PERFORM take_pace(arrival_of(known));
  RETURN json_build_object('id', made, 'until', iso(ends));
END $$;

-- Gives up a hold for the one who booked with it; answers the tables it kept, null when it is over or was given up.
CREATE OR REPLACE FUNCTION end_hold(organization uuid, restaurant uuid, hold uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE kept jsonb;
BEGIN
  PERFORM claim_beside_others(restaurant);
  UPDATE holds SET let_go = true WHERE id = hold AND organization_id = organization AND restaurant_id = restaurant;
  IF NOT FOUND THEN RETURN NULL; END IF;
  DELETE FROM holds WHERE id = hold AND organization_id = organization;
  WITH gone AS (
    DELETE FROM claims WHERE holder_id = hold AND organization_id = organization RETURNING table_id)
  SELECT jsonb_agg(table_id ORDER BY table_id) INTO kept FROM gone;
  RETURN kept;
END $$;
