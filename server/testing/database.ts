import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { migrate } from '../db/migrate.ts';
import { connect } from '../db/orm.ts';

/** A database of a test file's own. */
export type TestDatabase = { url: string; drop(): Promise<void> };

const TEMPLATE = 'couvert_template';

/**
 * A fresh, migrated database: a clone of one that is migrated once per run. The caller drops it; what a killed
 * run leaves goes with the run's server.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, async (admin) => {
    // Test files run in processes of their own: the first one makes the template, the others wait for it.
    await admin.query('SELECT pg_advisory_lock(7426)');
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (!rowCount) await makeTemplate(admin, server);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return {
    url: withDatabase(server, name),
    drop: () =>
      asAdmin(server, async (admin) => {
        await othersGone(admin, name);
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/**
 * Waits, for five seconds at most, for connections that are closing to have closed: a pool says that it has ended
 * before the last of its connections has, and one that is thrown out meanwhile would fail whichever test runs then.
 */
async function othersGone(admin: Client, name: string): Promise<void> {
  for (let left = 100; left > 0; left -= 1) {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]);
    if (!rowCount) return;
    await admin.query('SELECT pg_sleep(0.05)');
  }
}

async function makeTemplate(admin: Client, server: string): Promise<void> {
  const making = `${TEMPLATE}_making`;
  await admin.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${making} TEMPLATE template0`);
  const url = withDatabase(server, making);
  const orm = await connect(url, 3);
  await migrate(orm, url);
  await orm.close();
  // Renamed when it is whole: a template half made is never cloned.
  await admin.query(`ALTER DATABASE ${making} RENAME TO ${TEMPLATE}`);
}

async function asAdmin(server: string, act: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: server });
  await admin.connect();
  try {
    await act(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
