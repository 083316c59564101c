/** Prints how many messages per second are understood here: `node bot/dialogue/understand/speed.ts`. */
import { readFileSync } from 'node:fs';
import type { Setting } from './meaning.ts';
import { understand } from './understand.ts';

const messages = readFileSync(new URL('./phrases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.includes(' | '))
  .map((line) => line.split(' | ')[0]!);
const setting: Setting = {
  today: '2026-10-07',
  now: '15:00',
  country: 'FR',
  language: 'fr',
  asked: null,
  shifts: [{ name: 'Soir', weekdays: [1, 2, 3, 4, 5, 6, 7], first: '19:00', last: '22:00' }],
};

let lines = 0;
const began = performance.now();
while (performance.now() - began < 2_000) {
  for (const message of messages) understand(message, setting);
  lines += messages.length;
}
const perSecond = lines / ((performance.now() - began) / 1_000);
process.stdout.write(`${Math.round(perSecond)} lines understood per second, on one core\n`);
