-- Moves reservations to other tables: locks them, moves their claims, writes their history. All that moves somebody
-- unasked comes through here. Raises CV001 when one of them was pinned, seated or let go meanwhile, has become too many
-- for where it was to go (its tables may be the same as they were), or is being changed at this moment: somebody was
-- faster, and what was computed no longer holds. It never waits for a reservation, so that nobody waits in a circle: a
-- change takes the reservation first, and its tables later. Answers who was moved.
--
-- staff: null when the clock moves them; why: what their history says beside the tables, { what, from, to };
-- moves: [{ holder, from, to, seats }, …], as rearrange_claims takes them; seats: how many may sit at `to`.
CREATE OR REPLACE FUNCTION move_floating(organization uuid, restaurant uuid, staff uuid, why jsonb, moves jsonb)
RETURNS uuid[] LANGUAGE plpgsql AS $$
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
  SELECT organization, id, 'changed', CASE WHEN staff IS NULL THEN 'clock' ELSE 'staff' END, staff,
         CASE WHEN staff IS NULL THEN 'clock' ELSE 'panel' END, jsonb_build_array(
           jsonb_build_object('what', 'tables', 'from', before->(id::text), 'to', tables_kept_for(organization, id)), why)
    FROM unnest(moved) AS id;
  RETURN moved;
END $$;

-- Moves reservations so that a newcomer sits, who is named by their reference, or by name where a table is only offered.
CREATE OR REPLACE FUNCTION make_room(organization uuid, restaurant uuid, newcomer text, moves jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM move_floating(organization, restaurant, NULL,
            jsonb_build_object('what', 'madeRoomFor', 'from', NULL, 'to', newcomer), moves);
END $$;

-- Tells the panels of those that were moved: from which tables, and for whom. Of all that a transaction does, the last.
CREATE OR REPLACE FUNCTION announce_moved(organization uuid, restaurant uuid, moves jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_all(organization, restaurant, ARRAY(
    SELECT jsonb_build_object('kind', 'reservation', 'change', 'moved', 'reservation', r.reservation, 'moved', why.moved)
      FROM reservation_rows r
      CROSS JOIN LATERAL (
        SELECT jsonb_build_object('from', c.what->0->'from',
                 'for', coalesce(trim(n.first_name || ' ' || n.last_name), c.what->1->>'to')) AS moved
          FROM reservation_changes c
          LEFT JOIN reservations n ON n.organization_id = organization AND n.restaurant_id = restaurant
                                  AND n.reference = c.what->1->>'to'
         WHERE c.reservation_id = r.id AND c.organization_id = organization
           AND c.what->1->>'what' = 'madeRoomFor'
         ORDER BY c.at DESC, c.id DESC LIMIT 1) why
     WHERE r.organization_id = organization
       AND r.id IN (SELECT (m->>'holder')::uuid FROM jsonb_array_elements(moves) AS m)));
END $$;
