/**
 * `npm run bench`: bookings per second over HTTP, beside a bare Fastify with `pg` on the same PostgreSQL in the
 * same run, and how long a booking takes to be on the staff's panel. `-- --quick` runs a few of each, to see that
 * it works; `-- --cpu`, `-- --packing`, `-- --availability`, `-- --live` and `-- --whatsapp` measure something else
 * instead. See README.md in this folder for how to read it.
 */
import { cpus } from 'node:os';
import { bookings, capacity, type Spread } from './bookings.ts';
import {
  type Measured,
  milliseconds,
  percentile,
  perSecond,
  statusesOf,
  table,
  together,
} from './figures.ts';
import { run } from './load.ts';
import { timeRows } from './row.ts';
import { largeRoom, type Stage, setStage } from './stage.ts';

const quick = process.argv.includes('--quick');
const rounds = quick ? 1 : 3;
/** Connections, requests per round, and how the bookings lie on the calendar. */
const levels: [connections: number, requests: number, spread: Spread][] = quick
  ? [
      [1, 10, 'spread'],
      [16, 32, 'spread'],
      [64, 128, 'spread'],
      [64, 128, 'one evening'],
    ]
  : [
      [1, 400, 'spread'],
      [16, 1_600, 'spread'],
      [64, 2_400, 'spread'],
      [64, 2_400, 'one evening'],
    ];
const warmUp = quick ? 5 : 500;
const rowCount = quick ? 10 : 300;
const atMost = 60_000;

async function measure(stage: Stage): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const both = (spread: Spread) => ({ ours: bookings(today, spread), floors: bookings(today, spread) });
  const kinds = { spread: both('spread'), 'one evening': both('one evening') };
  const once = async (connections: number, requests: number, spread: Spread) => {
    const { ours, floors } = kinds[spread];
    const couvert = await run({ origin: stage.couvert, connections, requests, atMost, next: ours.couvert });
    const jobs = await stage.settle();
    const floor = await run({ origin: stage.floor, connections, requests, atMost, next: floors.floor });
    return { couvert, jobs, floor };
  };
  await once(4, warmUp, 'spread');

  const lines: string[][] = [];
  for (const [connections, requests, spread] of levels) {
    const pairs: Awaited<ReturnType<typeof once>>[] = [];
    for (let round = 0; round < rounds; round += 1) pairs.push(await once(connections, requests, spread));
    const couvert = together(pairs.map((pair) => pair.couvert));
    const floor = together(pairs.map((pair) => pair.floor));
    const each = pairs.map((pair) => ratio(perSecond(pair.couvert) / perSecond(pair.floor)));
    const jobs = pairs.reduce((sum, pair) => sum + pair.jobs, 0);
    const withJobs = perSecond({ ...couvert, elapsed: couvert.elapsed + jobs });
    lines.push(
      [
        `${connections} Couvert${spread === 'spread' ? '' : `, ${spread}`}`,
        ...figuresOf(couvert),
        `jobs ${(jobs / pairs.length / 1000).toFixed(1)} s longer`,
      ],
      [`${connections} floor${spread === 'spread' ? '' : `, ${spread}`}`, ...figuresOf(floor), ''],
      [
        '  ratio',
        ratio(perSecond(couvert) / perSecond(floor)),
        ratio(percentile(couvert.times, 0.5) / percentile(floor.times, 0.5)),
        ratio(percentile(couvert.times, 0.99) / percentile(floor.times, 0.99)),
        '',
        `${rounds > 1 ? `by round ${each.join(' ')}, ` : ''}with jobs ${ratio(withJobs / perSecond(floor))}`,
      ],
    );
  }
  console.log('Bookings over HTTP\n');
  console.log(table(['connections', 'requests/s', 'p50 ms', 'p99 ms', 'answers', ''], lines));

  const rows = await timeRows(stage.couvert, kinds.spread.ours.couvert, rowCount);
  console.log(`\nFrom a booking to its row on a panel that follows (${rowCount} bookings, one at a time)\n`);
  console.log(
    table(
      ['milliseconds', 'p50', 'p99'],
      [
        ['from sending it', ...ends(rows.fromSending)],
        ['from its answer', ...ends(rows.fromAnswer)],
      ],
    ),
  );
}

const ratio = (value: number) => `${value.toFixed(2)}×`;
const ends = (times: number[]) => [0.5, 0.99].map((share) => milliseconds(percentile(times, share)));

function figuresOf(measured: Measured): string[] {
  return [perSecond(measured).toFixed(0), ...ends(measured.times), statusesOf(measured)];
}

async function overHttp(): Promise<void> {
  for (const kind of ['spread', 'one evening'] as const) {
    const needed =
      rounds * levels.reduce((sum, [, requests, spread]) => sum + (spread === kind ? requests : 0), 0);
    const besides = kind === 'spread' ? warmUp + rowCount : 0;
    if (needed + besides > capacity[kind])
      throw new Error(`The room holds ${capacity[kind]} bookings (${kind}).`);
  }
  const stage = await setStage(largeRoom);
  process.once('SIGINT', () => void stage.close().finally(() => process.exit(130)));
  try {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
    console.log(`${rounds} round${rounds > 1 ? 's' : ''} of each, Couvert and floor in turn\n`);
    await measure(stage);
  } finally {
    await stage.close();
  }
}

if (process.argv.includes('--packing')) await import('./packing.ts');
else if (process.argv.includes('--cpu')) await import('./cpu.ts');
else if (process.argv.includes('--availability')) await import('./availability.ts');
else if (process.argv.includes('--live')) await import('./live.ts');
else if (process.argv.includes('--whatsapp')) await import('./whatsapp.ts');
else await overHttp();
