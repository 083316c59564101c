/**
 * Reads a message per line from stdin and writes what it says as a JSON object per line:
 * `npm run --silent understand -- --now 2026-10-07T15:00 --zone Europe/Paris --locale fr`.
 * `--now` is the restaurant's clock (or an instant, when it carries an offset); without it, the time it is in `--zone`.
 */
import { parseArgs } from 'node:util';
import { lineOf } from './line.ts';
import { settingAt } from './locale.ts';
import { understand } from './understand.ts';

const usage = 'understand [--now 2026-10-07T15:00] [--zone Europe/Paris] [--locale fr]';

/** The setting that the arguments tell; a wrong one ends the command with a word on what is wrong. */
function settingOf() {
  try {
    const { values } = parseArgs({
      options: {
        now: { type: 'string' },
        zone: { type: 'string', default: 'Europe/Paris' },
        locale: { type: 'string', default: 'fr' },
      },
    });
    return settingAt(values);
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : fault}\n${usage}\n`);
    process.exit(2);
  }
}
const setting = settingOf();

function answer(text: string): string {
  return `${JSON.stringify(lineOf(understand(text, setting)))}\n`;
}

/** Only a line feed ends a line: a message may hold any other separator. */
const feed = /\r?\n/;
let rest = '';
process.stdin.setEncoding('utf8');
for await (const chunk of process.stdin) {
  const lines = (rest + chunk).split(feed);
  rest = lines.pop() ?? '';
  const answers = lines.map(answer).join('');
  if (answers && !process.stdout.write(answers))
    await new Promise((resume) => process.stdout.once('drain', resume));
}
if (rest) process.stdout.write(answer(rest));
