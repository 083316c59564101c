import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('./lines.ts', import.meta.url));

/** Feeds bytes to the command and gives what it wrote, its end awaited. */
function run(args: string[], input: string | Buffer): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, TZ: 'Pacific/Kiritimati' },
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out }));
    child.stdin.end(input);
  });
}

const paris = ['--now', '2026-10-07T15:00', '--zone', 'Europe/Paris', '--locale', 'fr'];
const parsed = (out: string) =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a message per line gives a JSON object per line, each field null when it was not said', async () => {
  const { code, out } = await run(paris, 'une table pour 4 samedi à 20h\n\nbonjour\r\ndemain');
  expect(code).toBe(0);
  const [first, empty, hello, last] = parsed(out);
  expect(first).toMatchObject({ intent: 'book', party: 4, day: '2026-10-10', time: '20:00' });
  for (const [field, value] of Object.entries(empty!))
    expect([field, value]).toEqual([field, field === 'doubts' ? [] : null]);
  expect(hello).toMatchObject({ intent: 'greeting', party: null, day: null, time: null });
  // The last line counts without its line feed as well.
  expect(last).toMatchObject({ day: '2026-10-08' });
  expect(parsed(out)).toHaveLength(4);
}, 120_000);

test('no input breaks it, and no separator but a line feed makes a line', async () => {
  const odd = ['\u2028 pour 2 \u2029', '\r', '\0', '{"a":1}', '\ud83e', '9'.repeat(5000), 'demain 20h'];
  const bytes = Buffer.concat([Buffer.from(`${odd.join('\n')}\n`), Buffer.from([0xff, 0xfe, 0x0a])]);
  const { code, out } = await run(paris, bytes);
  expect(code).toBe(0);
  expect(parsed(out)).toHaveLength(odd.length + 1);
  expect(parsed(out)[0]).toMatchObject({ party: 2 });
}, 120_000);

test('the locale decides the order of a date, the zone what day it is', async () => {
  const days = async (locale: string, zone: string) => {
    const args = ['--now', '2026-10-07T23:30Z', '--zone', zone, '--locale', locale];
    return parsed((await run(args, '12/11\n3/14\ntomorrow')).out).map(({ day }) => day);
  };
  expect(await days('en', 'Europe/Paris')).toEqual(['2026-11-12', '2027-03-14', '2026-10-09']);
  expect(await days('en', 'America/New_York')).toEqual(['2026-12-11', '2027-03-14', '2026-10-08']);
  expect(await days('en-US', 'Europe/Paris')).toEqual(['2026-12-11', '2027-03-14', '2026-10-09']);
}, 120_000);

test('a wrong clock, zone or locale ends it with a word on what is wrong', async () => {
  for (const args of [
    ['--now', 'soon'],
    ['--zone', 'Europe/Nowhere'],
    ['--locale', '!'],
    ['--day', '1'],
  ])
    expect([args, (await run(args, 'demain\n')).code]).toEqual([args, 2]);
}, 120_000);
