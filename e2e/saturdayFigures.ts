import { expect } from 'vitest';
import {
  areasOf,
  type Panel,
  pausesOf,
  type Saturday,
  type TruePause,
  type Truth,
  truthOf,
} from './saturdayStage.ts';

/** What a panel shows of an evening, and what it would show if it were right, from SQL. */

const awaited = new Set(['requested', 'confirmed']);
const here = new Set(['arrived', 'seated']);
const fallen = new Set(['declined', 'cancelled', 'no_show', 'expired']);

const sum = (rows: Truth) => rows.reduce((covers, { party }) => covers + party, 0);
const come = (rows: Truth) => rows.filter(({ status }) => !fallen.has(status) && status !== 'requested');

/** Those who sit or come at what is paused while it is. */
function isPaused({ tables, minute, until }: Truth[number], pauses: TruePause[], areas: Map<string, string>) {
  return pauses.some(
    ({ table, area, from, to }) =>
      from < until && minute < to && tables.some((name) => name === table || areas.get(name) === area),
  );
}

export type Figures = {
  filters: number[];
  /** On the box and on the menu. */
  badges: number[];
  shifts: Record<string, { covers: number; parties: number; slots: Record<string, number> }>;
  lines: string[];
};

export async function trueFigures(stage: Saturday): Promise<Figures> {
  const all = await truthOf(stage);
  const [pauses, areas] = [await pausesOf(stage), areasOf(stage)];
  const count = (of: (row: Truth[number]) => boolean) => all.filter(of).length;
  const requests = count(({ status, future }) => status === 'requested' && future);
  const minute = minuteOf(stage);
  const unsettled = count(
    (one) =>
      awaited.has(one.status) &&
      one.until > minute &&
      (one.tables.length === 0 || isPaused(one, pauses, areas)),
  );
  const shifts: Figures['shifts'] = {};
  for (const name of new Set(all.map(({ shift }) => shift))) {
    const theirs = come(all.filter(({ shift }) => shift === name));
    const slots: Record<string, number> = {};
    for (const { time, party } of theirs) slots[time] = (slots[time] ?? 0) + party;
    shifts[name] = { covers: sum(theirs), parties: theirs.length, slots };
  }
  return {
    filters: [
      all.length,
      count(({ status }) => awaited.has(status)),
      count(({ status }) => here.has(status)),
      count(({ status }) => status === 'finished'),
      count(({ status }) => fallen.has(status)),
    ],
    badges: [requests + unsettled, requests + unsettled],
    shifts,
    lines: all
      .map(({ time, name, party, status, tables, noShows }) =>
        [
          time,
          name,
          party,
          // Who is gone keeps the record of where they sat.
          tables.join('+') || '—',
          status,
          name && noShows ? `${noShows}!` : '',
        ].join(' | '),
      )
      .sort(),
  };
}

/** The minute of the day of service that the evening's clock stands at. */
export const minuteOf = ({ at }: Saturday): number =>
  (at.now.getTime() - Date.UTC(2026, 9, 9, 22, 0)) / 60_000;

/** What the list says; it has to be on show. */
export function shownFigures({ page }: Panel): Promise<Figures> {
  return page.evaluate(() => {
    const all = (root: ParentNode, what: string) => [...root.querySelectorAll<HTMLElement>(what)];
    const text = (root: ParentNode, what: string) => root.querySelector(what)?.textContent?.trim() ?? '';
    const shifts: Figures['shifts'] = {};
    for (const section of all(document, 'section.shift')) {
      const [covers = -1, parties = -1] = (
        text(section, '.shift-head p') || text(section, '.shift-toggle span')
      )
        .match(/\d+/g)!
        .map(Number);
      const slots: Record<string, number> = {};
      for (const line of all(section, 'figure.covers tbody tr')) {
        const count = Number(text(line, 'td'));
        if (count > 0) slots[text(line, 'th')] = count;
      }
      shifts[section.getAttribute('aria-label') ?? ''] = { covers, parties, slots };
    }
    const statusOf = (line: Element) =>
      /line-(requested|confirmed|arrived|seated|finished|declined|cancelled|no_show|expired)/.exec(
        line.className,
      )?.[1];
    return {
      filters: all(document, '.filters .chips .chip b').map((count) => Number(count.textContent)),
      badges: ['.desk-badge', '.rail [aria-current=page] .rail-count'].map((badge) =>
        Number(text(document, badge)),
      ),
      shifts,
      lines: all(document, 'section.shift li.line')
        .map((line) =>
          [
            text(line, 'time'),
            text(line, '.line-name'),
            text(line, '.line-party b'),
            all(line, '.line-table > [aria-hidden]')
              .map((own) =>
                [...own.childNodes]
                  .filter((node) => node.nodeName === '#text')
                  .map((node) => node.textContent)
                  .join(''),
              )
              .join(''),
            statusOf(line),
            text(line, '.badge-no-show')
              ? `${Number.parseInt(text(line, '.badge-no-show').match(/\d+/)?.[0] ?? '1', 10)}!`
              : '',
          ].join(' | '),
        )
        .sort(),
    };
  });
}

/** What each table is up to, from the reservations alone. */
export async function trueFloor(stage: Saturday): Promise<Record<string, string>> {
  const [all, pauses, areas] = [await truthOf(stage), await pausesOf(stage), areasOf(stage)];
  const minute = minuteOf(stage);
  return Object.fromEntries(
    stage.house.tables.map(({ name }) => {
      const at = all.filter(({ tables }) => tables.includes(name));
      const sits = at.find(({ status }) => status === 'seated');
      const door = at.find(({ status }) => status === 'arrived');
      const next = at.filter(({ status }) => awaited.has(status)).sort((a, b) => a.minute - b.minute);
      if (sits) {
        const due = door ?? next[0];
        if (due && (due === door || due.minute - minute <= 15)) return [name, 'leave'];
        return [name, minute >= sits.until ? 'over' : 'seated'];
      }
      if (door) return [name, 'arrived'];
      const paused = pauses.some(
        ({ table, area, from, to }) =>
          (table === name || area === areas.get(name)) && from <= minute && minute < to,
      );
      if (paused) return [name, 'paused'];
      const coming = next.find(({ until }) => until > minute);
      return [name, coming && coming.minute - minute <= 45 ? 'expected' : 'free'];
    }),
  );
}

/** The tables of the area on show, and how many the counts under it say of each state, in their order. */
const shownFloor = ({ page }: Panel) =>
  page.evaluate(() => ({
    tables: Object.fromEntries(
      [...document.querySelectorAll('.floor .plan-thing:has([data-table])')].map((thing) => [
        thing.querySelector('.seat-name')?.textContent ?? '',
        /seat-(free|expected|arrived|seated|over|leave|taken|paused)/.exec(thing.className)?.[1] ?? '',
      ]),
    ),
    counts: [...document.querySelectorAll('.floor-counts li')].map((one) =>
      Number.parseInt(one.textContent ?? '', 10),
    ),
  }));

const kinds = ['free', 'expected', 'arrived', 'seated', 'over', 'leave', 'taken', 'paused'];

/** Shows a view of the day as one taps it. */
export async function show({ page }: Panel, view: 'Liste' | 'Plan horaire' | 'Plan de salle') {
  const chip = page.locator('.view-choice').getByRole('button', { name: view, exact: true });
  await chip.click();
  await page.locator('.view-choice [aria-pressed=true]', { hasText: view }).waitFor();
}

/** Both panels against SQL, in the list and on the plan: not one figure may differ once the news is there. */
export async function checkAll(stage: Saturday, when: string, { plan = true } = {}): Promise<void> {
  for (const panel of [stage.desk, stage.phone]) {
    await show(panel, 'Liste');
    await expect
      .poll(() => shownFigures(panel), { message: `${when}, list at ${panel.name}` })
      .toEqual(await trueFigures(stage));
    if (!plan) continue;
    await show(panel, 'Plan de salle');
    const floor = await trueFloor(stage);
    for (const area of ['Salle', 'Terrasse']) {
      await panel.page.locator('.floor-areas').getByRole('button', { name: area, exact: true }).click();
      const tables = Object.fromEntries(
        Object.entries(floor).filter(([name]) => areasOf(stage).get(name) === area),
      );
      const states = Object.values(tables);
      const counts = kinds.map((kind) => states.filter((one) => one === kind).length).filter(Boolean);
      await expect
        .poll(() => shownFloor(panel), { message: `${when}, plan at ${panel.name}, ${area}` })
        .toEqual({ tables, counts });
    }
  }
}
