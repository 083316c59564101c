/** Prints how many messages per second are understood here: `node bot/dialogue/understand/speed.ts`. */
import { readCorpus } from './corpus/score.ts';
import { settingAt } from './locale.ts';
import { understand } from './understand.ts';

const lines = ['known.txt', 'aside.txt'].flatMap(readCorpus).map(({ locale, message }) => ({
  message,
  setting: settingAt({ now: '2026-10-07T15:00', zone: 'Europe/Paris', locale }),
}));

/** Seconds of processor time, which other programs on the machine do not lengthen. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let read = 0;
const began = spent();
while (spent() - began < 2) {
  for (const { message, setting } of lines) understand(message, setting);
  read += lines.length;
}
process.stdout.write(`${Math.round(read / (spent() - began))} lines understood per second of one core\n`);
