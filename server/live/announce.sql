-- Tells every panel that follows the restaurant, once the transaction has committed; nobody, if it rolls back.
-- Answers the event's number.
--
-- The counter's row is locked from here to the commit: numbers have no gaps and follow commits. Hence this is the
-- last thing a transaction does.
CREATE OR REPLACE FUNCTION announce(organization uuid, restaurant uuid, what jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
  INSERT INTO live_counters AS c (organization_id, restaurant_id, last_number) VALUES (organization, restaurant, 1)
  ON CONFLICT (organization_id, restaurant_id) DO UPDATE SET last_number = c.last_number + 1
  RETURNING last_number INTO n;
  INSERT INTO live_events (organization_id, restaurant_id, number, event) VALUES (organization, restaurant, n, what);
  PERFORM pg_notify('couvert_live', restaurant::text);
  RETURN n;
END $$;
