import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';

/**
 * Asks for a task to be done once the transaction of `em` has committed; never, if it rolls back.
 * The payload holds identifiers, never personal data. `key`: the same job asked for again before it began
 * is one job. `inSeconds`: not before then.
 */
export async function enqueue(
  em: EntityManager,
  task: string,
  payload: Record<string, string>,
  { key, inSeconds = 0 }: { key?: string; inSeconds?: number } = {},
): Promise<void> {
  await row(
    em,
    sql`SELECT graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, job_key := ${key ?? null}, max_attempts := 12,
          run_at := now() + make_interval(secs => ${inSeconds}))`,
  );
}
