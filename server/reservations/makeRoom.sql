-- Moves reservations to other tables so that a newcomer sits: locks them, moves their claims, writes their history.
-- Raises CV001 when one of them was pinned, seated or let go meanwhile, or is being changed at this moment: somebody
-- was faster, and what was computed no longer holds. It never waits for a reservation, so that nobody waits in a
-- circle: a change takes the reservation first, and its tables later.
--
-- moves: [{ holder, from, to }, …], as rearrange_claims takes them.
CREATE OR REPLACE FUNCTION make_room(organization uuid, restaurant uuid, newcomer text, moves jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moved uuid[] := ARRAY(SELECT (m->>'holder')::uuid FROM jsonb_array_elements(moves) AS m);
  before jsonb;
BEGIN
  IF (SELECT count(*) FROM (
        SELECT 1 FROM reservations
         WHERE id = ANY (moved) AND organization_id = organization AND status IN ('requested', 'confirmed') AND NOT pinned
           FOR NO KEY UPDATE SKIP LOCKED) AS held) <> cardinality(moved) THEN
    RAISE EXCEPTION 'one of them is no longer to be moved' USING ERRCODE = 'CV001';
  END IF;
  SELECT jsonb_object_agg(id, tables_kept_for(organization, id)) INTO before FROM unnest(moved) AS id;
  PERFORM rearrange_claims(organization, restaurant, moves);
  INSERT INTO reservation_changes (organization_id, reservation_id, kind, by_whom, through, what)
  SELECT organization, id, 'changed', 'clock', 'clock', jsonb_build_array(
           jsonb_build_object('what', 'tables', 'from', before->(id::text), 'to', tables_kept_for(organization, id)),
           jsonb_build_object('what', 'madeRoomFor', 'from', NULL, 'to', newcomer))
    FROM unnest(moved) AS id;
END $$;

-- Tells the panels of those that were moved. Of all that a transaction does, the last.
CREATE OR REPLACE FUNCTION announce_moved(organization uuid, restaurant uuid, moves jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce(organization, restaurant,
            jsonb_build_object('kind', 'reservation', 'change', 'changed', 'reservation', r.reservation))
     FROM reservation_rows r
    WHERE r.organization_id = organization AND r.id IN (SELECT (m->>'holder')::uuid FROM jsonb_array_elements(moves) AS m);
END $$;
