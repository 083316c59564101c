/**
 * `npm run bench -- --cpu`: what a booking takes of the processor, in Node and in PostgreSQL, its confirmation
 * included, beside the floor's, in turn, in the same run. Other work on the machine disturbs it far less than times.
 * Linux only. See README.md.
 */
import { readdir, readFile } from 'node:fs/promises';
import { bookings, type Spread } from './bookings.ts';
import { statusesOf, table, together } from './figures.ts';
import { run } from './load.ts';
import { largeRoom, type Party, type Stage, setStage } from './stage.ts';

const quick = process.argv.includes('--quick');
const rounds = quick ? 1 : 3;
const levels: [connections: number, requests: number, spread: Spread][] = [
  [1, quick ? 10 : 400, 'spread'],
  [16, quick ? 32 : 1_600, 'spread'],
  [64, quick ? 128 : 2_400, 'spread'],
  [64, quick ? 128 : 2_400, 'one evening'],
];

/** Milliseconds of the processor since a process began, all its threads together; 0 when it is gone. */
async function spent(pid: number): Promise<number> {
  try {
    const threads = await readdir(`/proc/${pid}/task`);
    const each = threads.map((id) => readFile(`/proc/${pid}/task/${id}/schedstat`, 'utf8'));
    return (await Promise.all(each)).reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6;
  } catch {
    return 0;
  }
}

/** What one of the two has taken until now, by process. */
async function takenBy(stage: Stage, party: Party): Promise<{ node: number; backends: Map<number, number> }> {
  const { server, backends } = await stage.processes(party);
  const taken = await Promise.all(backends.map(async (pid) => [pid, await spent(pid)] as const));
  return { node: await spent(server), backends: new Map(taken) };
}

/** Does something, and answers the milliseconds that one of the two took of the processor meanwhile. */
async function watch<T>(stage: Stage, party: Party, act: () => Promise<T>) {
  const before = await takenBy(stage, party);
  const result = await act();
  const after = await takenBy(stage, party);
  let postgres = 0;
  for (const [pid, value] of after.backends) postgres += value - (before.backends.get(pid) ?? 0);
  return { result, node: after.node - before.node, postgres };
}

const stage = await setStage(largeRoom);
process.once('SIGINT', () => void stage.close().finally(() => process.exit(130)));
try {
  const today = new Date().toISOString().slice(0, 10);
  const both = (spread: Spread) => ({ couvert: bookings(today, spread), floor: bookings(today, spread) });
  const kinds = { spread: both('spread'), 'one evening': both('one evening') };
  const one = (party: Party, [connections, requests, spread]: (typeof levels)[number]) =>
    watch(stage, party, async () => {
      const next = kinds[spread][party][party];
      const done = await run({ origin: stage[party], connections, requests, atMost: 120_000, next });
      if (party === 'couvert') await stage.settle();
      return done;
    });
  for (const party of ['couvert', 'floor'] as const) await one(party, [4, quick ? 5 : 500, 'spread']);

  const lines: string[][] = [];
  for (const level of levels) {
    const each: Record<Party, Awaited<ReturnType<typeof one>>[]> = { couvert: [], floor: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const party of ['couvert', 'floor'] as const) each[party].push(await one(party, level));
    }
    const [connections, requests, spread] = level;
    // Of the rounds the one in which others disturbed least.
    const least = (party: Party) =>
      each[party].reduce((a, b) => (a.node + a.postgres <= b.node + b.postgres ? a : b));
    const line = (party: Party, name: string) => {
      const { node, postgres } = least(party);
      const figures = [node, postgres, node + postgres].map((value) => (value / requests).toFixed(3));
      const answers = statusesOf(together(each[party].map(({ result }) => result)));
      return [`${connections} ${name}${spread === 'spread' ? '' : `, ${spread}`}`, ...figures, answers];
    };
    const [ours, floors] = [least('couvert'), least('floor')];
    const ratio = (of: (taken: typeof ours) => number) => `${(of(ours) / of(floors)).toFixed(1)}×`;
    lines.push(line('couvert', 'Couvert'), line('floor', 'floor'), [
      '  ratio',
      ratio(({ node }) => node),
      ratio(({ postgres }) => postgres),
      ratio(({ node, postgres }) => node + postgres),
      '',
    ]);
  }
  console.log(`Processor time of a booking, its confirmation included (the least of ${rounds} rounds)\n`);
  console.log(table(['connections', 'Node ms', 'PostgreSQL ms', 'both ms', 'answers'], lines));
} finally {
  await stage.close();
}
