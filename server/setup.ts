/**
 * `npm run setup`: creates an organisation, its restaurant and the owner's account in the database of this
 * configuration (DATABASE_URL, or the database inside). Asks on the terminal for what the flags do not say.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { CannotStart } from './cannotStart.ts';
import { type Config, readConfig } from './config.ts';
import type { Locale } from './contract/words.ts';
import { lockFolder } from './db/lock.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { connect } from './db/orm.ts';
import { loadEnvironment } from './environment.ts';
import {
  checks,
  type FirstRestaurant,
  makeFirstRestaurant,
  slugOf,
  tablesFrom,
  timeZoneOf,
} from './firstRestaurant.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const usage = `npm run setup -- [flags]       asks for what the flags do not say

  --organization NAME     who owns the restaurant and its guest book
  --restaurant NAME       the restaurant's name
  --slug SLUG             how it stands in addresses; from the name when not given
  --country FR            two letters; guests' phone numbers are read with it
  --time-zone ZONE        Europe/Paris; from the country when not given
  --locale fr|en          the language it speaks first; fr when not given
  --tables 6x2,5x4,1x8    how many tables of how many seats
  --owner-name NAME
  --owner-email EMAIL
The owner's password is asked for, or taken from COUVERT_OWNER_PASSWORD or the first line of the input.`;

const flags = {
  organization: { type: 'string' },
  restaurant: { type: 'string' },
  slug: { type: 'string' },
  country: { type: 'string' },
  'time-zone': { type: 'string' },
  locale: { type: 'string' },
  tables: { type: 'string' },
  'owner-name': { type: 'string' },
  'owner-email': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The questions in the order in which they are asked, with the flag that answers each. */
const questions = [
  ['organization', 'Organisation (who owns the restaurant)', 'organization'],
  ['restaurant', 'Name of the restaurant', 'restaurant'],
  ['slug', 'Its name in addresses', 'slug'],
  ['country', 'Country', 'country'],
  ['timeZone', 'Time zone', 'time-zone'],
  ['locale', 'First language (fr or en)', 'locale'],
  ['tables', 'Tables (6x2,5x4: six of two seats, five of four)', 'tables'],
  ['ownerName', "Owner's name", 'owner-name'],
  ['ownerEmail', "Owner's email", 'owner-email'],
] as const;

type Answers = Partial<Record<keyof typeof checks, string>>;

/** What to offer for a question, given the answers so far. */
function offered(name: keyof typeof checks, answers: Answers): string | undefined {
  if (name === 'restaurant') return answers.organization;
  if (name === 'slug') return slugOf(answers.restaurant ?? '') || undefined;
  if (name === 'country') return 'FR';
  if (name === 'timeZone') return timeZoneOf(answers.country ?? '');
  if (name === 'locale') return 'fr';
  if (name === 'tables') return '6x2,5x4,1x6';
  return undefined;
}

async function answersFrom(given: Answers, terminal: Terminal | undefined): Promise<Answers> {
  const answers: Answers = { ...given };
  const missing: string[] = [];
  for (const [name, question, flag] of questions) {
    if (answers[name] !== undefined) continue;
    const offer = offered(name, answers);
    if (terminal) answers[name] = await terminal.ask(question, offer, checks[name]);
    else if (offer !== undefined) answers[name] = offer;
    else if (name !== 'slug' || answers.restaurant !== undefined) missing.push(`  --${flag}`);
  }
  if (missing.length > 0) {
    throw new CannotStart(
      `These flags are missing, and there is no terminal to ask on:\n${missing.join('\n')}`,
    );
  }
  if (answers.ownerPassword === undefined) answers.ownerPassword = await password(terminal);
  return answers;
}

async function password(terminal: Terminal | undefined): Promise<string> {
  if (!terminal) return firstLine();
  const first = await terminal.askHidden(
    "Owner's password (10 characters or more; not shown)",
    checks.ownerPassword,
  );
  await terminal.askHidden('The same again', (again) =>
    again === first ? null : 'the same password as before',
  );
  return first;
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

function refuseWrong(answers: Answers): void {
  const flagOf = Object.fromEntries(questions.map(([name, , flag]) => [name, `--${flag}`]));
  const wrong = (Object.keys(checks) as (keyof typeof checks)[]).flatMap((name) => {
    const text = answers[name];
    const problem = text === undefined ? null : checks[name](text);
    const got = name === 'ownerPassword' ? '' : `, got ${JSON.stringify(text)}`;
    return problem ? [`  ${flagOf[name] ?? 'COUVERT_OWNER_PASSWORD'}: expected ${problem}${got}`] : [];
  });
  if (wrong.length > 0) throw new CannotStart(`This cannot be used:\n${wrong.join('\n')}`);
}

function restaurantFrom(answers: Answers): FirstRestaurant {
  return {
    organization: answers.organization!.trim(),
    restaurant: answers.restaurant!.trim(),
    slug: answers.slug!,
    timeZone: answers.timeZone!,
    country: answers.country!,
    locale: answers.locale as Locale,
    tables: tablesFrom(answers.tables!)!,
    ownerName: answers.ownerName!.trim(),
    ownerEmail: answers.ownerEmail!,
    ownerPassword: answers.ownerPassword!,
  };
}

async function makeIn(config: Config, wanted: FirstRestaurant): Promise<void> {
  await using house = new AsyncDisposableStack();
  // A PostgreSQL that was given serves us and a running Couvert at once; the one inside has one user.
  if (!config.databaseUrl) {
    const lock = await lockFolder(config.dataDir);
    house.defer(() => lock.release());
  }
  const database = await openDatabase(config, (line) => console.error(line));
  house.defer(() => database.stop());
  const orm = await connect(database.url, 2);
  house.defer(() => orm.close());
  await migrate(orm, database.url);
  const made = await makeFirstRestaurant(orm.em.fork(), wanted);
  if (!made.restaurant) {
    console.log(`A restaurant by the name ${wanted.slug} exists already. Nothing was changed.`);
    return;
  }
  console.log(
    `${wanted.restaurant} is there, with its tables, and can be booked for lunch and dinner every day.`,
  );
  if (!made.organization) console.log(`It joined ${wanted.organization}, which existed already.`);
  if (made.owner) console.log(`${wanted.ownerName} signs in with ${wanted.ownerEmail.toLowerCase()}.`);
  else
    console.log(
      `${wanted.ownerEmail.toLowerCase()} had an account there already; its password is unchanged.`,
    );
  console.log(
    `\n  Booking page  ${config.baseUrl}/r/${wanted.slug}\n  Admin         ${config.baseUrl}/admin/`,
  );
  console.log('\nnpm start starts the server, unless it runs already.');
}

async function main(): Promise<void> {
  const { values } = parsedFlags();
  if (values.help) return console.log(usage);
  loadEnvironment();
  const config = readConfig(process.env);
  const given: Answers = {
    organization: values.organization,
    restaurant: values.restaurant,
    slug: values.slug,
    country: values.country,
    timeZone: values['time-zone'],
    locale: values.locale,
    tables: values.tables,
    ownerName: values['owner-name'],
    ownerEmail: values['owner-email'],
    ownerPassword: process.env.COUVERT_OWNER_PASSWORD,
  };
  refuseWrong(given);
  const terminal = process.stdin.isTTY ? openTerminal((line) => console.log(line)) : undefined;
  const answers = await answersFrom(given, terminal).finally(() => terminal?.close());
  refuseWrong(answers);
  await makeIn(config, restaurantFrom(answers));
}

function parsedFlags() {
  try {
    return parseArgs({ options: flags });
  } catch (error) {
    throw new CannotStart(`${(error as Error).message}\n\n${usage}`);
  }
}

try {
  await main();
} catch (error) {
  if ((error as Error).name === 'AbortError') console.error('\nStopped. Nothing was changed.');
  else if (error instanceof CannotStart) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
