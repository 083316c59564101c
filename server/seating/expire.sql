-- Lets go of what was kept in a restaurant for a time that is over. Whoever claims does so first, so that no table
-- waits for a job. What somebody else lets go of at this moment is left to them.
CREATE OR REPLACE FUNCTION drop_expired_claims(restaurant uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Nearly always there is none. The least of all is one look at the index; whether there is any, the planner would
  -- rather find out by reading on.
  IF (SELECT min(c.keep_until) FROM claims c WHERE c.restaurant_id = restaurant) <= clock_timestamp() THEN
    DELETE FROM claims WHERE (id, organization_id) IN (
      SELECT c.id, c.organization_id FROM claims c
       WHERE c.restaurant_id = restaurant AND c.keep_until <= clock_timestamp() FOR UPDATE SKIP LOCKED);
  END IF;
END $$;
