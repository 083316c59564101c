-- Tells every panel that follows the restaurant, once the transaction has committed; nobody, if it rolls back.
-- Answers the number of the last event. What is told at once is told of one moment.
--
-- The counter's row is locked from here to the commit: numbers have no gaps and follow commits. Hence this is the
-- last thing a transaction does.
CREATE OR REPLACE FUNCTION announce_all(organization uuid, restaurant uuid, events jsonb[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  many int := cardinality(events);
  n bigint;
  moment timestamptz := clock_timestamp();
BEGIN
  IF many = 0 THEN RETURN NULL; END IF;
  INSERT INTO live_counters AS c (organization_id, restaurant_id, last_number) VALUES (organization, restaurant, many)
  ON CONFLICT (organization_id, restaurant_id) DO UPDATE SET last_number = c.last_number + many
  RETURNING last_number INTO n;
  INSERT INTO live_events (organization_id, restaurant_id, number, event, at)
  SELECT organization, restaurant, n - many + e.place, e.what, moment FROM unnest(events) WITH ORDINALITY AS e (what, place);
  PERFORM pg_notify('couvert_live', restaurant::text);
  RETURN n;
END $$;

-- The same for one event.
CREATE OR REPLACE FUNCTION announce(organization uuid, restaurant uuid, what jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN announce_all(organization, restaurant, ARRAY[what]);
END $$;
