import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EntityManager } from '@mikro-orm/postgresql';
import { fillDemo } from '../server/db/demo.ts';
import { startPostgres } from '../server/db/embedded.ts';
import { migrate } from '../server/db/migrate.ts';
import { connect, type Orm } from '../server/db/orm.ts';
import { row, rows, sql } from '../server/db/sql.ts';
import { hashPassword } from '../server/staff/signIn.ts';
import { horizon, room } from './bookings.ts';

/** Connections to PostgreSQL that each of the two servers may have. */
export const pool = 16;
export const login = { email: 'bench@couvert.example', password: 'bench-bench-bench' };

/** Who is measured. */
export type Party = 'couvert' | 'floor';

/** Both servers, up, on one PostgreSQL of their own. */
export type Stage = {
  couvert: string;
  floor: string;
  /** Resolves when no job is left, with the milliseconds in which they were being done: nothing of one load runs into the next. */
  settle(): Promise<number>;
  /** The server of one of the two, and the backends of its connections to PostgreSQL at this moment. */
  processes(party: Party): Promise<{ server: number; backends: number[] }>;
  close(): Promise<void>;
};

/**
 * Starts a durable PostgreSQL in a temporary folder, what `furnish` puts in it, Couvert as `npm start` does (its jobs
 * and its bot included, rate limits off), and the floor beside it, each in a process of its own.
 */
export async function setStage(furnish: (em: EntityManager) => Promise<void>): Promise<Stage> {
  const house = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'couvert-bench-'));
    house.defer(() => rm(folder, { recursive: true, force: true }));
    // As root, PostgreSQL runs as another user, which must be able to enter.
    await chmod(folder, 0o755);
    const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: true });
    house.defer(() => postgres.stop());
    const orm = await connect(postgres.url, 2);
    await migrate(orm, postgres.url);
    // A year of somebody else's reservations: no restaurant is as empty as a new database, whose planner knows nothing.
    await fillDemo(orm.em.fork(), { now: new Date() });
    await furnish(orm.em.fork());
    house.defer(() => orm.close());
    const couvert = await start(house, 'server/main.ts', 'couvert', {
      DATABASE_URL: postgres.url,
      DATA_DIR: join(folder, 'couvert'),
      RATE_LIMIT: 'off',
      LOG_LEVEL: 'error',
      RESEND_API_KEY: '',
      TWILIO_ACCOUNT_SID: '',
      TWILIO_AUTH_TOKEN: '',
      TWILIO_FROM: '',
    });
    const floor = await start(house, 'bench/floor.ts', 'floor', {
      DATABASE_URL: postgres.url,
      POOL: String(pool),
    });
    const servers = { couvert: couvert.pid, floor: floor.pid };
    return {
      couvert: couvert.origin,
      floor: floor.origin,
      settle: () => settle(orm),
      processes: async (party) => ({ server: servers[party], backends: await backendsOf(orm, party) }),
      close: () => house.disposeAsync(),
    };
  } catch (fault) {
    await house.disposeAsync();
    throw fault;
  }
}

async function settle(orm: Orm): Promise<number> {
  let worked = 0;
  let since = performance.now();
  for (;;) {
    // Confirmations are asked for a few seconds ahead; what the timetable asks for is its own.
    const left = await row(
      orm.em.fork(),
      sql<{ begun: boolean }>`
        SELECT bool_or(locked_at IS NOT NULL) AS begun FROM graphile_worker.jobs
         WHERE attempts < max_attempts AND run_at <= now() + interval '10 seconds' HAVING count(*) > 0`,
    );
    const now = performance.now();
    if (left?.begun) worked += now - since;
    since = now;
    if (!left) return worked;
    await sleep(20);
  }
}

/** An organisation with its owner and one large room, open all day, every day. */
export async function largeRoom(em: EntityManager): Promise<void> {
  const passwordHash = await hashPassword(login.password);
  const last = room.firstMinute + (room.sittings - 1) * room.turn;
  await row(
    em,
    sql`
    WITH o AS (INSERT INTO organizations (name) VALUES ('Bench') RETURNING id),
         r AS (INSERT INTO restaurants (organization_id, slug, name, time_zone, country, locale, horizon_days, turn_times)
               SELECT id, ${room.slug}, 'Bench', 'Europe/Paris', 'FR', 'fr', ${horizon},
                      ${JSON.stringify([{ upTo: 200, minutes: room.turn }])}::jsonb FROM o
               RETURNING id, organization_id),
         s AS (INSERT INTO shifts (organization_id, restaurant_id, name, weekdays, first_minute, last_minute, step_minutes)
               SELECT organization_id, id, 'Journée', '{1,2,3,4,5,6,7}', ${room.firstMinute}, ${last}, 30 FROM r),
         a AS (INSERT INTO areas (organization_id, restaurant_id, name)
               SELECT organization_id, id, 'Salle' FROM r RETURNING id, organization_id, restaurant_id),
         t AS (INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
               SELECT organization_id, restaurant_id, id, n::text, 1, 2
                 FROM a, generate_series(1, ${room.tables}::int) AS n)
    INSERT INTO staff_members (organization_id, email, name, role, password_hash)
    SELECT id, ${login.email}, 'Bench', 'owner', ${passwordHash} FROM o`,
  );
}

/** By the name that each gives at its connections. */
async function backendsOf(orm: Orm, party: Party): Promise<number[]> {
  const found = await rows(
    orm.em.fork(),
    sql<{ pid: number }>`SELECT pid FROM pg_stat_activity WHERE application_name = ${party}`,
  );
  return found.map(({ pid }) => pid);
}

/** Starts a server in a process of its own and answers where it is once it is ready; the stack ends it. */
async function start(
  house: AsyncDisposableStack,
  script: string,
  party: Party,
  environment: Record<string, string>,
): Promise<{ origin: string; pid: number }> {
  const port = await freePort();
  const child = spawn(process.execPath, [script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      ...process.env,
      ...environment,
      HOST: '127.0.0.1',
      PORT: String(port),
      BASE_URL: '',
      PGAPPNAME: party,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (part) => {
    said = (said + part).slice(-4_000);
  });
  house.defer(() => end(child));
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 90_000;
  while (!(await isReady(origin))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      throw new Error(`${script} did not come up:\n${said}`);
    }
    await sleep(50);
  }
  return { origin, pid: child.pid! };
}

const isReady = (origin: string) =>
  fetch(`${origin}/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(hard);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
