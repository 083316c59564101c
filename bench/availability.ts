/**
 * `npm run bench -- --availability`: what a guest is shown of a day and of a month, in a restaurant of 200 tables with
 * five years of history and in one with a tenth of that, beside one bare indexed SELECT of as many rows as the
 * answer is computed from, in turn, in the same run. See README.md.
 */
import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import { milliseconds, percentile, table } from './figures.ts';
import { makeHistory, settleStatistics } from './history.ts';
import { send } from './load.ts';
import { largeRoom, setStage } from './stage.ts';

const quick = process.argv.includes('--quick');
const tables = quick ? 20 : 200;
const years = quick ? 0.2 : 5;
const rounds = quick ? 5 : 300;
const daysAhead = 90;
const old = { slug: 'bench-old', tables, daysBack: Math.round(365 * years), daysAhead };
const young = { slug: 'bench-young', tables, daysBack: Math.round(36.5 * years), daysAhead };

const stage = await setStage(async (em) => {
  await largeRoom(em);
  await makeHistory(em, old);
  await makeHistory(em, young);
  await settleStatistics(em);
});
process.once('SIGINT', () => void stage.close().finally(() => process.exit(130)));
try {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const lines: string[][] = [];
  for (const span of ['day', 'month'] as const) {
    const asked = { old: asking(old.slug, span), young: asking(young.slug, span), floor: bare(span) };
    const times: Record<keyof typeof asked, number[]> = { old: [], young: [], floor: [] };
    let rows = 0;
    for (let round = -20; round < rounds; round += 1) {
      for (const who of ['old', 'young', 'floor'] as const) {
        const began = performance.now();
        const { status, text } = await send(agent, who === 'floor' ? stage.floor : stage.couvert, {
          path: asked[who](round + 20),
        });
        const took = performance.now() - began;
        if (status !== 200) throw new Error(`${asked[who](round)} answered ${status}: ${text}`);
        if (who === 'floor') rows = (JSON.parse(text) as { rows: number }).rows;
        // The first rounds are for warming up.
        if (round >= 0) times[who].push(took);
      }
    }
    const ratio = (a: number[], b: number[]) => `${(percentile(a, 0.5) / percentile(b, 0.5)).toFixed(2)}×`;
    lines.push(
      [`a ${span}, ${old.daysBack} days of history`, ...ends(times.old), ratio(times.old, times.floor)],
      [`a ${span}, ${young.daysBack} days of history`, ...ends(times.young), ratio(times.young, times.floor)],
      [`floor, ${rows} rows`, ...ends(times.floor), ''],
      ['  ten times the history', '', '', ratio(times.old, times.young)],
    );
  }
  console.log(`Availability for a party of two, ${tables} tables (${rounds} of each, in turn)\n`);
  console.log(table(['', 'p50 ms', 'p99 ms', 'ratio of p50'], lines));
  agent.destroy();
} finally {
  await stage.close();
}

function ends(times: number[]): string[] {
  return [0.5, 0.99].map((share) => milliseconds(percentile(times, share)));
}

function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The n-th question: another day each time, or one of the two months that lie ahead as a whole. */
function asking(slug: string, span: 'day' | 'month'): (n: number) => string {
  const base = `/api/restaurants/${slug}`;
  if (span === 'day') return (n) => `${base}/availability?day=${dayAhead(2 + (n % 50))}&party=2`;
  return () => `${base}/calendar?month=${nextMonth()}&party=2`;
}

/** As many rows, by an index: those of the day or the month, and of the days around. */
function bare(span: 'day' | 'month'): (n: number) => string {
  const path = (from: string, to: string) => `/rows?room=${old.slug}&from=${from}&to=${to}`;
  if (span === 'day') return (n) => path(dayAhead(1 + (n % 50)), dayAhead(3 + (n % 50)));
  const first = new Date(`${nextMonth()}-01T00:00:00Z`);
  const day = (days: number) => new Date(first.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return () => path(day(-1), day(31));
}

function nextMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
}
