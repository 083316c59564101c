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
