-- Keeps the first of the places that is still free for a holder; answers its position from 0, or null when somebody
-- else has them all. Waits for bookings under way on the same tables to know how they end.
--
-- places: [["table id", …], …], the best first, the ids of each in one order everywhere.
--
-- The exclusion constraint decides, not what was read before. ON CONFLICT DO NOTHING, since a plain insert into it
-- deadlocks under load. A combination of which only a part was free is given back at once, by a subtransaction and
-- not by a delete: others would wait for our commit.
CREATE OR REPLACE FUNCTION claim_first(
  organization uuid, restaurant uuid, holder uuid, day date, span tstzrange, places jsonb
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  place jsonb;
  position int := 0;
  claimed int;
BEGIN
  PERFORM claim_beside_others(restaurant);
  PERFORM drop_expired_claims(restaurant);
  FOR place IN SELECT * FROM jsonb_array_elements(places) LOOP
    IF jsonb_array_length(place) = 1 THEN
      INSERT INTO claims (organization_id, restaurant_id, table_id, holder_id, service_date, during)
      VALUES (organization, restaurant, (place->>0)::uuid, holder, day, span) ON CONFLICT DO NOTHING;
      IF FOUND THEN RETURN position; END IF;
    ELSE
      BEGIN
        INSERT INTO claims (organization_id, restaurant_id, table_id, holder_id, service_date, during)
        SELECT organization, restaurant, id::uuid, holder, day, span
          FROM jsonb_array_elements_text(place) AS id ORDER BY id
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS claimed = ROW_COUNT;
        IF claimed = jsonb_array_length(place) THEN RETURN position; END IF;
        RAISE SQLSTATE 'CV000';
      EXCEPTION WHEN SQLSTATE 'CV000' THEN NULL;
      END;
    END IF;
    position := position + 1;
  END LOOP;
  RETURN NULL;
END $$;

-- Keeps one place each for several holders; answers those who did not get all of theirs, and what they got of it is
-- then for the caller to take back. Of two who want one table, the first in order gets it.
CREATE OR REPLACE FUNCTION claim_each(
  organization uuid, restaurant uuid, holders uuid[], days date[], spans tstzrange[], places jsonb[]
) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  claimed int;
BEGIN
  PERFORM claim_beside_others(restaurant);
  PERFORM drop_expired_claims(restaurant);
  INSERT INTO claims (organization_id, restaurant_id, table_id, holder_id, service_date, during)
  SELECT organization, restaurant, t.id::uuid, h.holder, h.day, h.span
    FROM unnest(holders, days, spans, places) WITH ORDINALITY AS h (holder, day, span, tables, place)
   CROSS JOIN LATERAL jsonb_array_elements_text(h.tables) AS t (id)
   ORDER BY h.place, t.id
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS claimed = ROW_COUNT;
  IF claimed = (SELECT sum(jsonb_array_length(p)) FROM unnest(places) AS p) THEN RETURN '{}'; END IF;
  RETURN ARRAY(
    SELECT h.holder FROM unnest(holders, places) AS h (holder, tables)
     WHERE jsonb_array_length(h.tables) <> (
             SELECT count(*) FROM claims c WHERE c.holder_id = h.holder AND c.organization_id = organization));
END $$;

-- Moves what is kept for a holder to the first of the places that is free; false when none is, and then nothing is
-- kept any more: the caller raises, or knows what it does. The new claim comes before the old one goes, so that
-- two who move at one moment need not wait for what the other lets go of; only where they overlap the old one has
-- to go first.
CREATE OR REPLACE FUNCTION move_claims(
  organization uuid, restaurant uuid, holder uuid, day date, span tstzrange, places jsonb
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  old uuid[];
  position int;
BEGIN
  PERFORM claim_beside_others(restaurant);
  DELETE FROM claims WHERE holder_id = holder AND organization_id = organization AND (NOT live OR during && span);
  old := ARRAY(SELECT id FROM claims WHERE holder_id = holder AND organization_id = organization);
  position := claim_first(organization, restaurant, holder, day, span, places);
  DELETE FROM claims WHERE id = ANY (old) AND organization_id = organization;
  RETURN position IS NOT NULL;
END $$;

-- The names of the tables that are, or were last, kept for a reservation.
CREATE OR REPLACE FUNCTION tables_kept_for(organization uuid, holder uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(t.name ORDER BY length(t.name), t.name), '[]')
    FROM claims c JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
   WHERE c.holder_id = holder AND c.organization_id = organization
$$;
