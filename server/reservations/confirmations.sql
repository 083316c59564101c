-- Asks for the confirmations of reservations of a restaurant that were just written, a little more than two seconds
-- from now: those of a quarter of a second are one job, whose payload is the list of them, and leave when those who
-- are booking have their answers. A longer list would be written anew, whole, by each turn that adds to it.
--
-- The moment is that of the clock and not that of the transaction's beginning: nothing is added to a list that is
-- being worked on.
CREATE OR REPLACE FUNCTION ask_confirmations(restaurant uuid, told uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  quarter timestamptz := date_bin('250 milliseconds', clock_timestamp(), '2000-01-01Z');
BEGIN
  PERFORM graphile_worker.add_job('send_confirmations', to_json(told), max_attempts := 12,
    job_key := 'confirmations:' || restaurant || ':' || (extract(epoch FROM quarter) * 1000)::bigint,
    run_at := quarter + interval '2.25 seconds');
END $$;
