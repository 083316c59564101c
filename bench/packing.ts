/**
 * `node bench/packing.ts` (or `npm run bench -- --packing`): how many covers of the same evenings sit down when each
 * party gets the smallest table that is free, and when reservations may be moved; beside what no seating can exceed.
 * `--quick` shows that it works. See README.md in this folder for how to read it.
 */
import { cpus } from 'node:os';
import { byTable, isFree, type Place, placesFor } from '../server/seating/fit.ts';
import { BOUNDS, type Bounds, makeRoom, type Seated } from '../server/seating/pack.ts';
import { ceiling } from './ceiling.ts';
import { type Asking, evening, roomOf } from './evenings.ts';
import { milliseconds, percentile, table } from './figures.ts';

const quick = process.argv.includes('--quick');
const rooms = quick ? [12] : [12, 60, 120];
const loads = quick ? [1] : [0.8, 1, 1.2];
const evenings = quick ? 2 : 20;
/** Of those, how many are asked again with a search that goes ten times as far. */
const searched = quick ? 1 : 4;
const FAR: Bounds = { steps: BOUNDS.steps * 10, moves: 12 };

type Outcome = { covers: number; parties: number; moves: number; times: number[] };

/** Each party gets the smallest free table, and nobody ever moves. */
function firstFit(places: Place[], asking: Asking[]): Outcome {
  const claims: { tableId: string; from: number; to: number }[] = [];
  const outcome = { covers: 0, parties: 0, moves: 0, times: [] as number[] };
  for (const { party, from, to } of asking) {
    const began = performance.now();
    const busy = byTable(claims);
    const place = placesFor(places, party).find((candidate) => isFree(candidate, busy, from, to));
    outcome.times.push(performance.now() - began);
    if (!place) continue;
    for (const tableId of place.tableIds) claims.push({ tableId, from, to });
    outcome.covers += party;
    outcome.parties += 1;
  }
  return outcome;
}

/** The same with moves; nobody is pinned. */
function packed(places: Place[], asking: Asking[], bounds: Bounds): Outcome {
  const seated: Seated[] = [];
  const outcome = { covers: 0, parties: 0, moves: 0, times: [] as number[] };
  for (const [index, { party, from, to }] of asking.entries()) {
    const began = performance.now();
    const room = makeRoom(places, seated, { party, from, to }, bounds);
    outcome.times.push(performance.now() - began);
    if (!room) continue;
    for (const { id, to: place } of room.moves)
      seated.find((other) => other.id === id)!.tableIds = place.tableIds;
    seated.push({
      id: String(index),
      party,
      from,
      to,
      tableIds: room.place.tableIds,
      fixed: false,
      area: null,
    });
    outcome.covers += party;
    outcome.parties += 1;
    outcome.moves += room.moves.length;
  }
  return outcome;
}

function sum(outcomes: Outcome[]): Outcome {
  return {
    covers: outcomes.reduce((total, { covers }) => total + covers, 0),
    parties: outcomes.reduce((total, { parties }) => total + parties, 0),
    moves: outcomes.reduce((total, { moves }) => total + moves, 0),
    times: outcomes.flatMap(({ times }) => times),
  };
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log(`${evenings} evenings of each kind, seeds 1 to ${evenings}; covers that sit down\n`);
const lines: string[][] = [];
for (const tables of rooms) {
  const places = roomOf(tables);
  for (const load of loads) {
    const asked = Array.from({ length: evenings }, (_, index) => evening(tables, load, index + 1));
    const plain = sum(asked.map((asking) => firstFit(places, asking)));
    const ours = sum(asked.map((asking) => packed(places, asking, BOUNDS)));
    const few = asked.slice(0, searched);
    const near = sum(few.map((asking) => packed(places, asking, BOUNDS)));
    const far = sum(few.map((asking) => packed(places, asking, FAR)));
    const most = asked.reduce((total, asking) => total + ceiling(places, asking), 0);
    const wished = asked.flat().reduce((total, { party }) => total + party, 0);
    lines.push([
      `${tables} tables, ${Math.round(load * 100)} %`,
      String(wished),
      String(plain.covers),
      String(ours.covers),
      (ours.covers / plain.covers).toFixed(3),
      (near.covers / far.covers).toFixed(3),
      (ours.covers / most).toFixed(3),
      (ours.moves / (ours.parties || 1)).toFixed(2),
      milliseconds(percentile(ours.times, 0.5)),
      milliseconds(percentile(ours.times, 0.99)),
      milliseconds(Math.max(...ours.times)),
    ]);
  }
}
console.log(
  table(
    [
      'room, load',
      'asked',
      'first-fit',
      'packed',
      '÷ first-fit',
      '÷ far search',
      '÷ ceiling',
      'moves a party',
      'p50 ms',
      'p99 ms',
      'most ms',
    ],
    lines,
  ),
);
