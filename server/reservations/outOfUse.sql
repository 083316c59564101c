-- Moves reservations away from what is out of use: locks them, moves their claims, writes their history, tells the panels.
-- Raises CV001 when one of them was pinned, seated or let go meanwhile, has become too many for where it was to go, or
-- is being changed at this moment; like make_room (makeRoom.sql) it never waits for a reservation. The caller has
-- taken claim_alone before it read who sits where.
--
-- subject: the name of the table that is out of use; moves: as make_room takes them.
CREATE OR REPLACE FUNCTION move_out_of_use(organization uuid, restaurant uuid, staff uuid, subject text, moves jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moved uuid[] := ARRAY(SELECT (m->>'holder')::uuid FROM jsonb_array_elements(moves) AS m);
  before jsonb;
BEGIN
  IF (SELECT count(*) FROM (
        SELECT 1 FROM reservations
         WHERE id = ANY (moved) AND organization_id = organization AND status IN ('requested', 'confirmed') AND NOT pinned
           AND party <= (SELECT (m->>'seats')::int FROM jsonb_array_elements(moves) AS m WHERE m->>'holder' = id::text)
           FOR NO KEY UPDATE SKIP LOCKED) AS held) <> cardinality(moved) THEN
    RAISE EXCEPTION 'one of them is no longer to be moved' USING ERRCODE = 'CV001';
  END IF;
  SELECT jsonb_object_agg(id, tables_kept_for(organization, id)) INTO before FROM unnest(moved) AS id;
  PERFORM rearrange_claims(organization, restaurant, moves);
  INSERT INTO reservation_changes (organization_id, reservation_id, kind, by_whom, staff_id, through, what)
  SELECT organization, id, 'changed', 'staff', staff, 'panel', jsonb_build_array(
           jsonb_build_object('what', 'tables', 'from', before->(id::text), 'to', tables_kept_for(organization, id)),
           jsonb_build_object('what', 'outOfUse', 'from', NULL, 'to', subject))
    FROM unnest(moved) AS id;
  PERFORM announce(organization, restaurant,
            jsonb_build_object('kind', 'reservation', 'change', 'changed', 'reservation', r.reservation))
     FROM reservation_rows r WHERE r.organization_id = organization AND r.id = ANY (moved);
END $$;
