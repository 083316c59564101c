-- Writes several bookings with one statement for all the rows of each kind, where write_booking (book.sql) takes one
-- booking after the other: what a row costs is mostly the statement that brings it. Answers their ids in their order;
-- null for those who are not written here: write_booking writes them after all, or says why not.
--
-- Written here is what is plain: what guests book by themselves, at the first place of their list, with keys that
-- nobody has, by guests of whom nothing or everything is known (know_guests). Null among the wishes is for nobody.
-- Whoever finds their table taken leaves no trace: the others are written anew without them. When anything else comes
-- between, nobody is written here.
--
-- Their pace is not counted yet: that is for take_pace_of, when they are announced. Locks are taken in the order of
-- write_booking: contacts, keys, guests, tables.
CREATE OR REPLACE FUNCTION write_together(organization uuid, restaurant uuid, wishes jsonb[]) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  plain jsonb[] := plain_wishes(organization, restaurant, wishes);
  nobody uuid[] := array_fill(NULL::uuid, ARRAY[cardinality(wishes)]);
  guests uuid[];
  are_new boolean[];
  made uuid[];
  missed uuid[];
BEGIN
  FOR attempt IN 1..2 LOOP
    SELECT r.ids, r.are_new INTO guests, are_new FROM recognise_guests(
      organization, ARRAY(SELECT w.wish->'guest' FROM unnest(wishes) WITH ORDINALITY AS w (wish, place) ORDER BY w.place)) AS r;
    guests := ARRAY(SELECT CASE WHEN w.wish IS NOT NULL THEN w.guest END
                      FROM unnest(guests, plain) WITH ORDINALITY AS w (guest, wish, place) ORDER BY w.place);
    -- Alone in their turn they are as well off with write_booking.
    IF cardinality(array_remove(guests, NULL)) < 2 OR overtakes(wishes, guests) THEN RETURN nobody; END IF;
    BEGIN
      IF true = ANY (are_new) THEN
        PERFORM add_guests(organization, array_agg(w.guest), array_agg(w.wish->'guest'), array_agg((w.wish->>'day')::date))
           FROM unnest(guests, plain, are_new) AS w (guest, wish, is_new) WHERE w.is_new AND w.guest IS NOT NULL;
      END IF;
      made := ARRAY(SELECT CASE WHEN g.id IS NOT NULL THEN uuidv7() END
                      FROM unnest(guests) WITH ORDINALITY AS g (id, place) ORDER BY g.place);
      PERFORM write_reservations(organization, restaurant, made, guests, plain);
      SELECT claim_each(organization, restaurant, array_agg(w.id), array_agg((w.wish->>'day')::date),
                        array_agg(tstzrange((w.wish->>'startsAt')::timestamptz, (w.wish->>'freeAt')::timestamptz)),
                        array_agg(w.wish->'places'->0)) INTO missed
        FROM unnest(made, plain) AS w (id, wish) WHERE w.id IS NOT NULL;
      IF cardinality(missed) > 0 THEN RAISE SQLSTATE 'CV001'; END IF;
      PERFORM record_all_consents(organization, restaurant, array_agg(w.guest), array_agg(w.wish))
         FROM unnest(guests, plain) AS w (guest, wish) WHERE w.guest IS NOT NULL;
      RETURN made;
    EXCEPTION
      WHEN SQLSTATE 'CV001' THEN
        -- Where theirs is somebody else's table, whoever comes after them overtakes nobody.
        plain := ARRAY(SELECT CASE WHEN w.id <> ALL (missed) THEN w.wish END
                         FROM unnest(made, plain) WITH ORDINALITY AS w (id, wish, place) ORDER BY w.place);
        wishes := ARRAY(SELECT CASE WHEN w.id <> ALL (missed) OR w.id IS NULL OR jsonb_array_length(w.wish->'places') > 1
                               THEN w.wish END
                          FROM unnest(made, wishes) WITH ORDINALITY AS w (id, wish, place) ORDER BY w.place);
      WHEN lock_not_available OR unique_violation THEN RETURN nobody;
    END;
  END LOOP;
  RETURN nobody;
END $$;

-- Whether somebody who is written together would have a table that somebody wants who came before them and is written
-- after them. Who comes first, sits first.
CREATE OR REPLACE FUNCTION overtakes(wishes jsonb[], guests uuid[]) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM unnest(wishes, guests) WITH ORDINALITY AS a (wish, guest, place)
      JOIN unnest(wishes, guests) WITH ORDINALITY AS b (wish, guest, place) ON b.place > a.place
     WHERE a.wish IS NOT NULL AND a.guest IS NULL AND b.guest IS NOT NULL
       AND (a.wish->>'startsAt')::timestamptz < (b.wish->>'freeAt')::timestamptz
       AND (b.wish->>'startsAt')::timestamptz < (a.wish->>'freeAt')::timestamptz
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(a.wish->'places') AS p, jsonb_array_elements(p) AS t
                    WHERE b.wish->'places'->0 @> t));
END $$;

-- The wishes that write_together can write, each at its place; null for the others.
CREATE OR REPLACE FUNCTION plain_wishes(organization uuid, restaurant uuid, wishes jsonb[]) RETURNS jsonb[]
LANGUAGE plpgsql AS $$
BEGIN
  RETURN ARRAY(
    SELECT CASE WHEN NOT w.wish ?| '{guestId,hold,moves,overbookedBy,beyondPace,pinned,bookedBy,turnMinutes}'
                 AND w.wish->>'source' NOT IN ('staff', 'walk_in') AND jsonb_array_length(w.wish->'places') > 0
                 AND (w.key IS NULL
                      OR row_number() OVER (PARTITION BY w.key ORDER BY w.place) = 1
                         AND NOT EXISTS (SELECT 1 FROM reservations r
                                          WHERE r.organization_id = organization AND r.restaurant_id = restaurant
                                            AND r.idempotency_key = w.key))
           THEN w.wish END
      FROM (SELECT wish, place, wish->>'key' AS key FROM unnest(wishes) WITH ORDINALITY AS x (wish, place)) AS w
     ORDER BY w.place);
END $$;

-- The reservations of write_together, without their tables. Raises a unique violation when a key or a reference is
-- taken at this moment.
CREATE OR REPLACE FUNCTION write_reservations(
  organization uuid, restaurant uuid, made uuid[], guests uuid[], wishes jsonb[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  limits boolean := (SELECT no_show_limit IS NOT NULL FROM restaurants
                      WHERE id = restaurant AND organization_id = organization);
BEGIN
  PERFORM set_config('couvert.pace', 'counted together', true);
  INSERT INTO reservations
    (id, organization_id, restaurant_id, guest_id, reference, status, service_date, minute, starts_at, ends_at, party,
     shift_name, remark, occasion, source, locale, first_name, last_name, email, phone, idempotency_key, request_hash)
  SELECT w.id, organization, restaurant, w.guest, w.wish->'references'->>0,
         -- Known only now, as in write_booking: who failed to come too often asks.
         CASE WHEN limits AND w.wish->>'status' = 'confirmed'
                   AND failed_to_come(organization, restaurant, w.guest, (w.wish->>'now')::timestamptz)
              THEN 'requested' ELSE w.wish->>'status' END,
         (w.wish->>'day')::date, (w.wish->>'minute')::int, (w.wish->>'startsAt')::timestamptz,
         (w.wish->>'endsAt')::timestamptz, (w.wish->>'party')::int, w.wish->>'shift', w.wish->>'remark',
         w.wish->>'occasion', w.wish->>'source', w.wish->>'locale', w.wish->'guest'->>'firstName',
         w.wish->'guest'->>'lastName', w.wish->'guest'->>'email', w.wish->'guest'->>'phone', w.wish->>'key',
         w.wish->>'requestHash'
    FROM unnest(made, guests, wishes) AS w (id, guest, wish) WHERE w.id IS NOT NULL;
  PERFORM set_config('couvert.pace', '', true);
END $$;

-- The wishes within the pace of their slots, each at its place, in their order; null for those beyond, who then try
-- alone. A look and no more, so that one too many does not take all others of the turn back: it is the counter's CHECK
-- that decides.
CREATE OR REPLACE FUNCTION wishes_within_pace(organization uuid, restaurant uuid, wishes jsonb[]) RETURNS jsonb[]
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT has_pace(organization, restaurant) THEN RETURN wishes; END IF;
  RETURN ARRAY(
    SELECT CASE WHEN coalesce(w.covers + coalesce(s.covers, 0) <= (c.caps->>'covers')::int, true)
                 AND coalesce(w.parties + coalesce(s.parties, 0) <= (c.caps->>'parties')::int, true)
                 AND coalesce(w.covers + coalesce(s.online_covers, 0) <= (c.caps->>'onlineCovers')::int, true)
                 AND coalesce(w.parties + coalesce(s.online_parties, 0) <= (c.caps->>'onlineParties')::int, true)
           THEN w.wish END
      FROM (SELECT x.*, sum(party) OVER slot AS covers, count(*) OVER slot AS parties
              FROM (SELECT u.wish, u.place, (u.wish->>'day')::date AS day, (u.wish->>'minute')::int AS minute,
                           (u.wish->>'party')::int AS party
                      FROM unnest(wishes) WITH ORDINALITY AS u (wish, place)) AS x
            WINDOW slot AS (PARTITION BY x.day, x.minute ORDER BY x.place)) AS w
     CROSS JOIN LATERAL pace_cap(organization, restaurant, w.day, w.minute, w.wish->>'shift') AS c (caps)
      LEFT JOIN slot_pace s ON s.restaurant_id = restaurant AND s.organization_id = organization
                           AND s.service_date = w.day AND s.minute = w.minute
     ORDER BY w.place);
END $$;

-- Counts at their slots what write_together has written, as keep_pace (Migration0012) would each of them: guests who
-- book by themselves, and nobody beyond the pace. Raises no_slot_over_its_pace. The slots are held from here to the
-- commit, so that this comes last, under the restaurant's event counter.
CREATE OR REPLACE FUNCTION take_pace_of(organization uuid, restaurant uuid, taken uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  paced boolean := has_pace(organization, restaurant);
  shift text;
BEGIN
  PERFORM forget_pace_of_old_holds(restaurant, o.service_date, o.minute)
     FROM (SELECT DISTINCT h.service_date, h.minute
             FROM reservations r
             JOIN holds h ON h.restaurant_id = restaurant AND h.service_date = r.service_date AND h.minute = r.minute
                         AND h.counted AND h.keep_until <= clock_timestamp()
            WHERE r.id = ANY (taken) AND r.organization_id = organization) AS o;
  -- Shifts may overlap: a slot has one row, whichever of them it was booked in.
  FOR shift IN SELECT DISTINCT shift_name FROM reservations WHERE id = ANY (taken) AND organization_id = organization LOOP
    INSERT INTO slot_pace AS s
      (organization_id, restaurant_id, service_date, minute, covers, parties, online_covers, online_parties,
       cap_covers, cap_parties, cap_online_covers, cap_online_parties)
    SELECT organization, restaurant, t.service_date, t.minute, t.covers, t.parties, t.covers, t.parties,
           (c.caps->>'covers')::int, (c.caps->>'parties')::int, (c.caps->>'onlineCovers')::int,
           (c.caps->>'onlineParties')::int
      FROM (SELECT r.service_date, r.minute, sum(r.party) AS covers, count(*) AS parties
              FROM reservations r
             WHERE r.id = ANY (taken) AND r.organization_id = organization AND r.shift_name = shift
             GROUP BY r.service_date, r.minute) AS t
     CROSS JOIN LATERAL (
       SELECT CASE WHEN paced THEN pace_cap(organization, restaurant, t.service_date, t.minute, shift) END) AS c (caps)
     ORDER BY t.service_date, t.minute
    ON CONFLICT (restaurant_id, service_date, minute, organization_id) DO UPDATE
      SET covers = s.covers + EXCLUDED.covers, parties = s.parties + EXCLUDED.parties,
          online_covers = s.online_covers + EXCLUDED.online_covers,
          online_parties = s.online_parties + EXCLUDED.online_parties,
          cap_covers = EXCLUDED.cap_covers, cap_parties = EXCLUDED.cap_parties,
          cap_online_covers = EXCLUDED.cap_online_covers, cap_online_parties = EXCLUDED.cap_online_parties;
  END LOOP;
END $$;

-- Whether any shift of a restaurant limits who may arrive at once.
CREATE OR REPLACE FUNCTION has_pace(organization uuid, restaurant uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM shifts s
                  WHERE s.restaurant_id = restaurant AND s.organization_id = organization AND s.pace <> '{}');
END $$;
