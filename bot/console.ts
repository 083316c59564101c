/** `npm run chat`: talk to the bot in the terminal, as a guest would. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';
import { CallFailed } from '../server/contract/call.ts';
import { runBot } from './runner.ts';
import { connect } from './server.ts';
import { terminalLine } from './terminal.ts';

const usage = `npm run chat -- [--restaurant SLUG] [--lang fr|en] [--phone +33612345678]

  --restaurant   which restaurant to write to (ardoise-paris of the demo, unless said)
  --lang         the language to begin in; the bot follows yours all the same
  --phone        pretend a line that proves this number: the bot need not ask for it,
                 and finds the reservations made under it

Where the server is comes from COUVERT_URL, or HOST and PORT; its token from BOT_TOKEN, or DATA_DIR.`;

function end(message: string, code = 1): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

try {
  loadEnvFile();
} catch {
  // No .env here: the environment alone speaks.
}

const flags = (() => {
  try {
    return parseArgs({
      options: {
        restaurant: { type: 'string', default: 'ardoise-paris' },
        lang: { type: 'string' },
        phone: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (fault) {
    end(`${(fault as Error).message}\n\n${usage}`);
  }
})();
if (flags.help) end(usage, 0);
const { restaurant, lang } = flags;
if (lang !== undefined && lang !== 'fr' && lang !== 'en') end('--lang: expected fr or en.');
const phone = flags.phone?.replace(/[\s.()-]/g, '');
if (phone !== undefined && !/^\+[1-9]\d{5,14}$/.test(phone))
  end('--phone: expected a number with its country code, such as +33612345678.');

function serverUrl(): string {
  if (process.env.COUVERT_URL) return process.env.COUVERT_URL.replace(/\/+$/, '');
  const host = process.env.HOST?.trim() || '127.0.0.1';
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  const reachable = everywhere[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reachable}:${process.env.PORT?.trim() || '3000'}`;
}

function botToken(): string {
  const given = process.env.BOT_TOKEN?.trim();
  if (given) return given;
  const file = join(resolve(process.env.DATA_DIR?.trim() || 'data'), 'secrets.json');
  try {
    const { botToken } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof botToken === 'string') return botToken;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EACCES') end(`${file} may not be read by this user.`);
  }
  return end(
    `The bot's token was not found: no BOT_TOKEN is set, and ${file} holds none.\n` +
      'Start Couvert first (npm start, in another terminal), or set DATA_DIR to the folder it uses.',
  );
}

const url = serverUrl();
const { card, call } = await (async () => {
  try {
    // Asked without a token: a server that is down is said to be down, whatever else is missing.
    const card = await connect(url, 'none')('GET /api/restaurants/:restaurant', { params: { restaurant } });
    const call = connect(url, botToken());
    await call('GET /api/bot/pending', { query: { transport: 'terminal', restaurant } });
    return { card, call };
  } catch (fault) {
    if (!(fault instanceof CallFailed)) throw fault;
    if (fault.kind !== 'refused')
      return end(`Couvert does not answer at ${url}. Start it with npm start, in another terminal.`);
    if (fault.status === 404)
      return end(`There is no restaurant called ${restaurant} here. Name one with --restaurant SLUG.`);
    return end(
      `Couvert at ${url} does not accept this bot's token (${fault.code}). Is DATA_DIR the one it uses?`,
    );
  }
})();

const language = lang ?? card.locale;
const keyboard = process.stdin.isTTY === true;
const colour = process.stdout.isTTY === true && !process.env.NO_COLOR;
const faint = (text: string) => (colour ? `\u001b[2m${text}\u001b[0m` : text);
process.stdout.write(
  `${faint(
    language === 'fr'
      ? `Vous écrivez à ${card.name}${phone ? ` depuis le ${phone}` : ''}.${keyboard ? ' Ctrl-C pour partir.' : ''}`
      : `You are writing to ${card.name}${phone ? ` from ${phone}` : ''}.${keyboard ? ' Ctrl-C to leave.' : ''}`,
  )}\n\n`,
);

const { transport, left } = terminalLine({
  restaurant,
  address: phone ?? `terminal-${randomUUID()}`,
  ...(phone && { verifiedPhone: phone }),
  input: process.stdin,
  output: process.stdout,
  colour,
  silence: language === 'fr' ? 'Pas de réponse pour le moment.' : 'No answer for the moment.',
});
const bot = runBot({
  call,
  transport,
  ...(lang && { language: lang }),
  log: (level, what) => {
    if (level !== 'info') process.stderr.write(`${faint(what)}\n`);
  },
});
process.once('SIGTERM', () => void transport.stop());
await left;
// Answers under way are finished; a server that is gone is not waited for.
setTimeout(() => process.exit(0), 3_000).unref();
await bot.stop();
process.exit(0);
