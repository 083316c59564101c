/**
 * `node bench/packing.ts` (or `npm run bench -- --packing`): how many covers of the same evenings sit down when each
 * party gets the smallest table that is free, when reservations may be moved, when an exact solver is asked at each
 * arrival, and beside what no seating can exceed. `--quick` shows that it works. See README.md for how to read it.
 */
import { cpus } from 'node:os';
import { byTable, isFree, type Place, placesFor } from '../server/seating/fit.ts';
import { makeRoom } from '../server/seating/pack.ts';
import { type Asking, evening, mix, roomOf, seatingOf } from './evenings.ts';
import { acceptExactly, ceiling } from './exact.ts';
import { milliseconds, percentile, table } from './figures.ts';

const quick = process.argv.includes('--quick');
/** Tables of each room, and how many evenings of each load are looked at. */
const rooms: [tables: number, evenings: number][] = quick
  ? [[12, 2]]
  : [
      [12, 20],
      [40, 12],
      [120, 5],
    ];
const loads = quick ? [1] : [0.8, 1, 1.2];
/** How long the solver may think about one question, in seconds. */
const PATIENCE = quick ? 2 : 10;

/** Milliseconds of each decision: by the clock, and of the processor alone. */
type Outcome = { covers: number; parties: number; moves: number; times: number[]; work: number[] };

const none = (): Outcome => ({ covers: 0, parties: 0, moves: 0, times: [], work: [] });

/** Each party gets the smallest free table, and nobody ever moves. */
function firstFit(places: Place[], asking: Asking[]): Outcome {
  const claims: { tableId: string; from: number; to: number }[] = [];
  const outcome = none();
  for (const { party, from, to } of asking) {
    const busy = byTable(claims);
    const place = placesFor(places, party).find((candidate) => isFree(candidate, busy, from, to));
    if (!place) continue;
    for (const tableId of place.tableIds) claims.push({ tableId, from, to });
    outcome.covers += party;
    outcome.parties += 1;
  }
  return outcome;
}

/** As Couvert does it; nobody is pinned. */
function packed(places: Place[], asking: Asking[]): Outcome {
  let [accepted, seats]: [Asking[], Place[]] = [[], []];
  const outcome = none();
  for (const one of asking) {
    const seated = seatingOf(accepted, seats);
    const [began, spent] = [performance.now(), process.threadCpuUsage()];
    const room = makeRoom(places, seated, one);
    const { user, system } = process.threadCpuUsage(spent);
    outcome.times.push(performance.now() - began);
    outcome.work.push((user + system) / 1000);
    if (!room) continue;
    const moved = new Map(room.moves.map(({ id, to }) => [id, to]));
    seats = [...seats.map((place, index) => moved.get(String(index)) ?? place), room.place];
    accepted = [...accepted, one];
    outcome.covers += one.party;
    outcome.parties += 1;
    outcome.moves += room.moves.length;
  }
  return outcome;
}

const sumOf = <T>(all: T[], value: (one: T) => number) => all.reduce((sum, one) => sum + value(one), 0);
const coversOf = (all: { covers: number }[]) => sumOf(all, ({ covers }) => covers);

const shares = mix.map(([party, share]) => `${party}: ${Math.round(share * 100)} %`).join(', ');
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log(`Parties by size: ${shares}; HiGHS may take ${PATIENCE} s for one question\n`);
const warm = roomOf(12);
for (let seed = 101; seed < 111; seed += 1) packed(warm, evening(12, 1.2, seed));

const lines: string[][] = [];
for (const [tables, evenings] of rooms) {
  const places = roomOf(tables);
  for (const load of loads) {
    const asked = Array.from({ length: evenings }, (_, index) => evening(tables, load, index + 1));
    const plain = asked.map((asking) => firstFit(places, asking));
    const ours = asked.map((asking) => packed(places, asking));
    const exact = asked.map((asking) => acceptExactly(places, asking, PATIENCE));
    const most = sumOf(asked, (asking) => ceiling(places, asking, PATIENCE));
    const times = ours.flatMap((outcome) => outcome.times);
    const work = ours.flatMap((outcome) => outcome.work);
    lines.push([
      `${tables} tables, ${Math.round(load * 100)} %`,
      String(evenings),
      String(sumOf(asked.flat(), ({ party }) => party)),
      String(coversOf(plain)),
      String(coversOf(ours)),
      String(coversOf(exact)),
      String(most),
      (coversOf(ours) / coversOf(plain)).toFixed(3),
      (coversOf(ours) / coversOf(exact)).toFixed(4),
      (coversOf(ours) / most).toFixed(3),
      `${sumOf(exact, ({ open }) => open)} of ${sumOf(exact, ({ asked: questions }) => questions)}`,
      (sumOf(ours, ({ moves }) => moves) / (sumOf(ours, ({ parties }) => parties) || 1)).toFixed(2),
      milliseconds(percentile(times, 0.5)),
      milliseconds(percentile(times, 0.99)),
      milliseconds(percentile(work, 0.99)),
    ]);
  }
}
console.log(
  table(
    [
      'room, load',
      'evenings',
      'asked',
      'first-fit',
      'Couvert',
      'exact',
      'ceiling',
      '÷ first-fit',
      '÷ exact',
      '÷ ceiling',
      'unanswered',
      'moves a party',
      'p50 ms',
      'p99 ms',
      'p99 cpu',
    ],
    lines,
  ),
);
