import type { Layout } from '../../plan/layout.ts';
import type { DayBook } from '../day.ts';
import { StateMark } from './StateMark.tsx';
import { bonds, type TableState } from './states.ts';
import { planWords } from './texts/words.ts';

/** Tables that one party has joined, drawn as joined, under the tables themselves. */
export function Bonds(props: { book: DayBook; states: ReadonlyMap<string, TableState>; layout: Layout }) {
  const { ground, places } = props.layout;
  return (
    <svg class="floor-bonds" viewBox={`0 0 ${ground.width} ${ground.height}`} aria-hidden="true">
      {bonds(props.book, props.states).map(({ key, tables: [one, other], kind }) => {
        const [a, b] = [places.get(one), places.get(other)];
        return a && b && <line key={key} class={`bond bond-${kind}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />;
      })}
    </svg>
  );
}

/** The order in which the states are counted under the plan. */
const kinds = ['free', 'expected', 'arrived', 'seated', 'over', 'leave', 'taken', 'paused'] as const;

/** How many tables are in which state: the marks of the plan, with their words. */
export function Counts({ states }: { states: TableState[] }) {
  const say = planWords();
  return (
    <ul class="floor-counts" aria-label={say.counts}>
      {kinds
        .map((kind) => ({ kind, count: states.filter((state) => state.kind === kind).length }))
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <li key={kind}>
            <StateMark kind={kind} />
            {say.states[kind](count)}
          </li>
        ))}
    </ul>
  );
}
