-- Moves reservations away from what is out of use, as move_floating (makeRoom.sql) does, and tells the panels. The
-- caller has taken claim_alone before it read who sits where.
--
-- subject: the name of the table that is out of use.
CREATE OR REPLACE FUNCTION move_out_of_use(organization uuid, restaurant uuid, staff uuid, subject text, moves jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moved uuid[] := move_floating(organization, restaurant, staff,
                    jsonb_build_object('what', 'outOfUse', 'from', NULL, 'to', subject), moves);
BEGIN
  PERFORM announce(organization, restaurant,
            jsonb_build_object('kind', 'reservation', 'change', 'changed', 'reservation', r.reservation))
     FROM reservation_rows r WHERE r.organization_id = organization AND r.id = ANY (moved);
END $$;
