-- Changes a reservation whole or not at all, in one statement: its day, time, party and table, its remark and
-- occasion; writes the history, asks for the message to the guest and announces it. The old table is let go of only
-- in the transaction that keeps the new one, so nobody else can have it before, and a refusal leaves all as it was.
--
-- wish: { revision, status, by, staffId, through, notify, remark?, occasion?, wished? (wished.sql),
--         place?: { day, minute, startsAt, endsAt, freeAt, party, shift, turnMinutes, places, overbookedBy, beyondPace,
--                   pinned, moves? } }
-- What is not in it stays. `pinned`: nailed to its table from now on, or not; null: as it was, as long as it stays there.
-- The places were computed, best first, from the reservation as it was at `revision`:
-- raises CV003 when it has changed since, CV001 when none of the places is left (unless overbookedBy). The pace is
-- looked at when the transaction ends (beyondPace: overbookedBy goes over it knowingly).
--
-- Locks in the order of book.sql: the reservation, the guest (recount_guest), the tables, the event counter.
CREATE OR REPLACE FUNCTION change_booking(organization uuid, reservation uuid, wish jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  place jsonb := wish->'place';
  was reservations;
  new_state reservations;
  tables_before jsonb := tables_kept_for(organization, reservation);
  told jsonb;
  has_table boolean;
BEGIN
  SELECT * INTO was FROM reservations WHERE id = reservation AND organization_id = organization FOR UPDATE;
  IF was.revision <> (wish->>'revision')::int OR was.status <> wish->>'status' THEN
    RAISE EXCEPTION 'it has changed meanwhile' USING ERRCODE = 'CV003';
  END IF;

  IF place IS NULL THEN
    UPDATE reservations
       SET remark = CASE WHEN wish ? 'remark' THEN wish->>'remark' ELSE remark END,
           occasion = CASE WHEN wish ? 'occasion' THEN wish->>'occasion' ELSE occasion END,
           wished = CASE WHEN wish ? 'wished' THEN nullif(wish->'wished', 'null') ELSE wished END, revision = revision + 1
     WHERE id = reservation AND organization_id = organization RETURNING * INTO new_state;
  ELSE
    -- Before its tables, as a booking of the same guest does; recount_guest would take it after them.
    PERFORM 1 FROM guests WHERE id = was.guest_id AND organization_id = organization FOR NO KEY UPDATE;
    IF place ? 'moves' THEN
      -- What makes room for it may sit where it sat.
      PERFORM claim_alone(was.restaurant_id);
      DELETE FROM claims WHERE holder_id = reservation AND organization_id = organization;
      PERFORM make_room(organization, was.restaurant_id, was.reference, place->'moves');
    END IF;
    has_table := move_claims(organization, was.restaurant_id, reservation, (place->>'day')::date,
      tstzrange((place->>'startsAt')::timestamptz, (place->>'freeAt')::timestamptz), place->'places');
    IF NOT has_table AND place->>'overbookedBy' IS NULL THEN
      RAISE EXCEPTION 'no place is left' USING ERRCODE = 'CV001';
    END IF;
    UPDATE reservations
       SET service_date = (place->>'day')::date, minute = (place->>'minute')::int,
           starts_at = (place->>'startsAt')::timestamptz, ends_at = (place->>'endsAt')::timestamptz,
           party = (place->>'party')::int, shift_name = place->>'shift', turn_minutes = (place->>'turnMinutes')::int,
           overbooked_by = CASE WHEN NOT has_table OR (place->>'beyondPace')::boolean THEN (place->>'overbookedBy')::uuid END,
           pinned = has_table AND coalesce((place->>'pinned')::boolean,
             pinned AND tables_before = tables_kept_for(organization, reservation)),
           -- Who said that they come, said it of the hour as it was.
           guest_confirmed_at = CASE WHEN starts_at = (place->>'startsAt')::timestamptz THEN guest_confirmed_at END,
           remark = CASE WHEN wish ? 'remark' THEN wish->>'remark' ELSE remark END,
           occasion = CASE WHEN wish ? 'occasion' THEN wish->>'occasion' ELSE occasion END,
           -- Another wish is over when it is so, or when its guest has taken something else.
           wished = CASE WHEN wish->>'by' = 'staff'
                          AND (wished->>'day', wished->>'time', wished->>'party')
                              IS DISTINCT FROM (place->>'day', clock((place->>'minute')::int), place->>'party') THEN wished END,
           revision = revision + 1
     WHERE id = reservation AND organization_id = organization RETURNING * INTO new_state;
  END IF;

  SELECT jsonb_agg(jsonb_build_object('what', t.what, 'from', t.before, 'to', t.after)) INTO told
    FROM (VALUES
      ('day', to_jsonb(was.service_date), to_jsonb(new_state.service_date)),
      ('time', to_jsonb(clock(was.minute)), to_jsonb(clock(new_state.minute))),
      ('party', to_jsonb(was.party), to_jsonb(new_state.party)),
      ('tables', tables_before, tables_kept_for(organization, reservation)),
      ('pinned', CASE WHEN was.pinned THEN tables_before END,
                 CASE WHEN new_state.pinned THEN tables_kept_for(organization, reservation) END),
      ('minutes', minutes_of(was.starts_at, was.ends_at), minutes_of(new_state.starts_at, new_state.ends_at)),
      ('remark', to_jsonb(was.remark), to_jsonb(new_state.remark)),
      ('occasion', to_jsonb(was.occasion), to_jsonb(new_state.occasion)),
      ('overbooked', to_jsonb(was.overbooked_by IS NOT NULL), to_jsonb(new_state.overbooked_by IS NOT NULL))
    ) AS t (what, before, after)
   WHERE t.before IS DISTINCT FROM t.after
     -- Nailed or let go; not: nailed elsewhere, which the tables say already.
     AND (t.what <> 'pinned' OR was.pinned <> new_state.pinned);
  IF told IS NOT NULL OR NOT wish ? 'wished' THEN
    INSERT INTO reservation_changes (organization_id, reservation_id, kind, what, by_whom, staff_id, through)
    VALUES (organization, reservation, 'changed', coalesce(told, '[]'), wish->>'by', (wish->>'staffId')::uuid, wish->>'through');
  END IF;

  IF wish ? 'wished' THEN
    PERFORM tell_wished(was, wish);
  ELSIF (wish->>'notify')::boolean THEN
    -- The staff try this and that: their guest is told half a minute after the last of it, once.
    PERFORM graphile_worker.add_job('send_changed', json_build_object('reservation', reservation), max_attempts := 12,
      job_key := 'changed:' || reservation,
      run_at := now() + CASE wish->>'by' WHEN 'staff' THEN interval '30 seconds' ELSE interval '0' END);
  END IF;
  PERFORM announce(organization, was.restaurant_id, json_build_object('kind', 'reservation', 'change', 'changed', 'reservation',
    (SELECT r.reservation FROM reservation_rows r WHERE r.id = change_booking.reservation))::jsonb);
  IF place ? 'moves' THEN PERFORM announce_moved(organization, was.restaurant_id, place->'moves'); END IF;
END $$;

CREATE OR REPLACE FUNCTION minutes_of(from_instant timestamptz, to_instant timestamptz) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT to_jsonb((extract(epoch FROM to_instant - from_instant) / 60)::int)
$$;
