/**
 * `npm start`: configuration → the data folder's lock → database → migrations → pages → app → jobs → port → bot,
 * and the same way back down at Ctrl-C, so that what stands on something goes before it.
 */
import { addresses, type Sight } from './addresses.ts';
import { runBot } from './botProcess.ts';
import { CannotStart } from './cannotStart.ts';
import { readConfig } from './config.ts';
import { lockFolder } from './db/lock.ts';
import { openDatabase } from './db/open.ts';
import { loadEnvironment } from './environment.ts';
import { checkPort, portRefused } from './port.ts';

/** What is up; disposing of it takes it down, the last first. */
const house = new AsyncDisposableStack();

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

  // The pages are built, and the modules read, while the database starts.
  const reading = Promise.all([
    import('./app.ts'),
    import('./db/orm.ts'),
    import('./db/migrate.ts'),
    import('./db/demo.ts'),
  ]);
  const building = import('./pages/build.ts').then(({ ensurePages }) => ensurePages());
  const early = Promise.allSettled([reading, building]);
  const database = await up(await openDatabase(config, tell), ({ stop }) => stop());
  void database.ended.then(() => down(1, 'The database ended.'));
  const [{ buildApp }, { connect }, { migrate }, { makeDemo }] = await reading;
  await building;
  await early;
}
