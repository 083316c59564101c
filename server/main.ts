/**
 * `npm start`: configuration → the data folder's lock → database → migrations → demo → pages → app → jobs →
 * port → bot, and the same way back down at Ctrl-C, so that what stands on something goes before it.
 */
import { addresses, sights } from './addresses.ts';
import { runBot } from './botProcess.ts';
import { CannotStart } from './cannotStart.ts';
import { readConfig } from './config.ts';
import { lockFolder } from './db/lock.ts';
import { openDatabase } from './db/open.ts';
import { loadEnvironment } from './environment.ts';
import { checkPort, portRefused } from './port.ts';

/**
 * From the first word of closing, what stands on the database has so long to finish, and then no one waits for it:
 * a statement that waits for somebody else's lock would else hold the process for as long as that lock. In
 * milliseconds. The PostgreSQL inside then cuts what is left, and ends in its own time.
 */
const finishWithin = 4_500;
/** What comes to its turn after that still has so long, in milliseconds. */
const atLeast = 500;

/** What is up; disposing of it takes it down, the last first. */
const house = new AsyncDisposableStack();
let closingSince = 0;

/** Waits for the end of something as long as closing allows. */
async function soon(ending: Promise<unknown>): Promise<void> {
  await within(Math.max(atLeast, closingSince + finishWithin - Date.now()), ending);
}

/** Notes how to take down what was just put up. When we are on the way down already, it goes down at once. */
async function up<Thing>(thing: Thing, takeDown: (thing: Thing) => Promise<unknown>): Promise<Thing> {
  if (house.disposed) {
    await takeDown(thing);
    throw new CannotStart('Stopped while starting.');
  }
  house.defer(async () => void (await takeDown(thing)));
  return thing;
}

async function start(): Promise<void> {
  loadEnvironment();
  const config = readConfig(process.env);
  await up(await lockFolder(config.dataDir), (lock) => lock.release());
  await checkPort(config.host, config.port);

  // Modules are read, and stale pages built, while the database starts.
  const opening = openDatabase(config, tell);
  const reading = Promise.all([
    import('./app.ts'),
    import('./background.ts'),
    import('./channels.ts'),
    import('./db/listen.ts'),
    import('./db/migrate.ts'),
    import('./db/orm.ts'),
    import('./jobs/run.ts'),
  ]);
  const building = import('./pages/build.ts').then(({ ensurePages }) => ensurePages());
  for (const early of [reading, building]) early.catch(() => undefined);
  const database = await up(await opening, ({ stop }) => stop());
  void database.ended.then(() => down(1, 'The database ended.'));
  const [{ buildApp }, background, { CHANNELS }, { listen }, { migrate }, { connect }, { runJobs }] =
    await reading;

  const orm = await up(await connect(database.url), (orm) => soon(orm.close()));
  await migrate(orm, database.url);
  if (database.inside && (await sights(orm)).length === 0) {
    tell('Making up a restaurant to try things on, with its guests and a year of reservations.');
    const { fillDemo } = await import('./db/demo.ts');
    await fillDemo(orm.em.fork(), { now: new Date() });
  }
  await building;

  const listener = await up(await listen(database.url, CHANNELS), (listener) => soon(listener.close()));
  const clock = () => new Date();
  const app = await up(
    await buildApp({ orm, listener, config, clock, logger: { level: config.logLevel } }),
    (app) => soon(app.close()),
  );
  const tasks = background.backgroundTasks({ orm, config, clock });
  await up(await runJobs(database.url, tasks, background.timetable, app.log), (jobs) => soon(jobs.stop()));
  await app.listen({ host: config.host, port: config.port }).catch((error) => {
    throw portRefused(error, config.host, config.port);
  });
  await up(runBot(config, tell), (bot) => bot.stop());
  console.log(`\n${addresses(config, await sights(orm))}\n`);
}

let ending: Promise<never> | undefined;

/** Takes down what is up and ends the process; asked again meanwhile, it goes on with what it does. */
function down(code: number, why?: string): Promise<never> {
  ending ??= (async () => {
    closingSince = Date.now();
    if (why) tell(why);
    let outcome = code;
    try {
      await house.disposeAsync();
    } catch (error) {
      tell(error);
      outcome = 1;
    }
    // What was still being put up notices, and takes itself down; what takes longer ends with this process.
    await within(1_500, starting);
    process.exit(outcome);
  })();
  return ending;
}

/** The promise's value, or undefined when it has none by then or fails. */
function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    promise.then(resolve, () => resolve(undefined)).finally(() => clearTimeout(timer));
  });
}

function tell(what: unknown): void {
  console.error(what);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void down(0, ending ? undefined : '\nClosing.'));
}
process.on('uncaughtException', (error) => {
  // PostgreSQL tells the connections that are still open when it goes; on the way down that is no news.
  if (ending && (error as { code?: string }).code === '57P01') return;
  tell(error);
  void down(1);
});

// npm starts us through a shell, which dies of the signal that it should have passed on: then we are on our own.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  setInterval(
    () => process.ppid !== shell && void down(0, ending ? undefined : 'npm is gone. Closing.'),
    500,
  ).unref();
}

const starting = start();
try {
  await starting;
} catch (error) {
  if (!ending) tell(error instanceof CannotStart ? error.message : error);
  await down(1);
}
