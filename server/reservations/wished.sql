-- What a guest wishes in the place of a confirmed reservation: asked for, declined or withdrawn. Written into the
-- history, and told to the guest, by change_booking (change.sql), which keeps it. Accepted it is a change like any other.
--
-- wish->'wished': as the API tells it; null when the guest wishes it no longer. was: the reservation before.
CREATE OR REPLACE FUNCTION tell_wished(was reservations, wish jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wished jsonb := nullif(wish->'wished', 'null');
  kind text := CASE WHEN wished IS NULL THEN 'wish_withdrawn'
                    WHEN (wished->>'declined')::boolean THEN 'wish_declined' ELSE 'wished' END;
  told jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('what', t.what, 'from', t.before, 'to', t.after)) INTO told
    FROM (VALUES
      ('day', to_jsonb(was.service_date), wished->'day'),
      ('time', to_jsonb(clock(was.minute)), wished->'time'),
      ('party', to_jsonb(was.party), wished->'party'),
      ('area', 'null', nullif(wished->'area', 'null'))
    ) AS t (what, before, after)
   WHERE kind = 'wished' AND t.after <> t.before;
  INSERT INTO reservation_changes (organization_id, reservation_id, kind, what, by_whom, staff_id, through, message)
  VALUES (was.organization_id, was.id, kind, coalesce(told, '[]'), wish->>'by', (wish->>'staffId')::uuid, wish->>'through',
          wished->>'message');
  IF wished IS NOT NULL AND (wish->>'notify')::boolean THEN
    PERFORM graphile_worker.add_job('send_wished', json_build_object('reservation', was.id), max_attempts := 12,
      job_key := 'wished:' || was.id,
      run_at := now() + CASE wish->>'by' WHEN 'staff' THEN interval '30 seconds' ELSE interval '0' END);
  END IF;
END $$;
