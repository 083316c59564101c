/** Prints how many messages per second are understood here: `node bot/dialogue/understand/speed.ts`. */
import { readCorpus } from './corpus/score.ts';
import { settingAt } from './locale.ts';
import { understand } from './understand.ts';

const lines = ['known.txt', 'aside.txt'].flatMap(readCorpus).map(({ locale, message }) => ({
  message,
  setting: settingAt({ now: '2026-10-07T15:00', zone: 'Europe/Paris', locale }),
}));

let read = 0;
const began = performance.now();
while (performance.now() - began < 2_000) {
  for (const { message, setting } of lines) understand(message, setting);
  read += lines.length;
}
const perSecond = read / ((performance.now() - began) / 1_000);
process.stdout.write(`${Math.round(perSecond)} lines understood per second, on one core\n`);
