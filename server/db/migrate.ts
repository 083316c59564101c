import { runMigrations } from 'graphile-worker';
import { layFunctions } from './functions.ts';
import type { Orm } from './orm.ts';

/**
 * Brings the database to this version: our tables, those of the job queue, then functions and views. Safe to run again and by two
 * processes at once (an advisory lock makes the second one wait and find nothing to do).
 */
export async function migrate(orm: Orm, url: string): Promise<void> {
  const lock = 0x636f7576; // "couv"
  await orm.em.fork().transactional(async (em) => {
    await em.execute('SELECT pg_advisory_xact_lock(?)', [lock]);
    await orm.migrator.up();
    await runMigrations({ connectionString: url });
    await layFunctions(em);
  });
}
