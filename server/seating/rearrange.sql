-- Whoever claims tables of a restaurant does so beside all others who claim; whoever rearranges, alone. Taken before
-- the first table: tables change hands there in no order that others could follow, and they would wait in a circle.
CREATE OR REPLACE FUNCTION claim_beside_others(restaurant uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('claims of ' || restaurant, 0))
$$;

CREATE OR REPLACE FUNCTION claim_alone(restaurant uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('claims of ' || restaurant, 0))
$$;

-- Moves what is kept for several holders to other tables, all of it or nothing, for the same time as before.
--
-- moves: [{ holder, from: ["table id", …], to: ["table id", …] }, …], the ids in one order everywhere.
--
-- All are let go of before any is claimed anew, so the order of the moves does not matter. Raises CV001 when one no
-- longer has the tables it was moved from, or somebody else has those it was to get.
CREATE OR REPLACE FUNCTION rearrange_claims(organization uuid, restaurant uuid, moves jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  gone jsonb;
  wanted int := 0;
  claimed int;
BEGIN
  PERFORM claim_alone(restaurant);
  PERFORM drop_expired_claims(restaurant);
  IF EXISTS (
    SELECT 1 FROM jsonb_array_elements(moves) AS m
     WHERE (SELECT jsonb_agg(c.table_id ORDER BY c.table_id) FROM claims c
             WHERE c.holder_id = (m->>'holder')::uuid AND c.organization_id = organization AND c.live)
           IS DISTINCT FROM m->'from') THEN
    RAISE EXCEPTION 'one of them sits elsewhere by now' USING ERRCODE = 'CV001';
  END IF;
  WITH let_go AS (
    DELETE FROM claims c USING jsonb_array_elements(moves) AS m
     WHERE c.holder_id = (m->>'holder')::uuid AND c.organization_id = organization
    RETURNING c.holder_id, c.service_date, c.during, m->'to' AS tables)
  SELECT jsonb_agg(DISTINCT to_jsonb(let_go)) INTO gone FROM let_go;
  SELECT sum(jsonb_array_length(m->'to')) INTO wanted FROM jsonb_array_elements(moves) AS m;
  INSERT INTO claims (organization_id, restaurant_id, table_id, holder_id, service_date, during)
  SELECT organization, restaurant, id::uuid, g.holder_id, g.service_date, g.during
    FROM jsonb_to_recordset(gone) AS g (holder_id uuid, service_date date, during tstzrange, tables jsonb),
         jsonb_array_elements_text(g.tables) AS id
   ORDER BY id
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS claimed = ROW_COUNT;
  IF claimed <> wanted THEN RAISE EXCEPTION 'somebody was faster' USING ERRCODE = 'CV001'; END IF;
END $$;
