-- Asks for the confirmations of reservations of a restaurant that were just written, two to three seconds from now:
-- those of one second are one job, whose payload is the list of them, and leave when those who are booking have their
-- answers.
--
-- The second is that of the clock and not that of the transaction's beginning: nothing is added to a list that is
-- being worked on.
CREATE OR REPLACE FUNCTION ask_confirmations(restaurant uuid, told uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  second timestamptz := date_trunc('second', clock_timestamp());
BEGIN
  PERFORM graphile_worker.add_job('send_confirmations', to_json(told), max_attempts := 12,
    job_key := 'confirmations:' || restaurant || ':' || extract(epoch FROM second)::bigint,
    run_at := second + interval '3 seconds');
END $$;
