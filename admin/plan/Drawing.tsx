import './plan.css';
import type { ComponentChildren } from 'preact';
import type { Fixture, TablePlace } from '../../server/seating/contract.ts';
import { chairsOf, type Ground, type Thing } from './geometry.ts';

/** Where a thing is drawn, for the style of what draws it. */
export const placed = ({ x, y, width, height, turn }: Thing) => ({
  '--x': `${x}`,
  '--y': `${y}`,
  '--w': `${width}`,
  '--h': `${height}`,
  '--turn': `${turn}deg`,
});

/** The ground of an area; `unit` is the pixels of a step of the grid. Things on it are drawn with `placed`. */
export function Floor(props: { ground: Ground; unit: number; grid?: boolean; children: ComponentChildren }) {
  const { ground, unit } = props;
  return (
    <div
      class={`plan-floor${props.grid ? ' plan-floor-grid' : ''}`}
      style={{ '--u': `${unit}px`, '--columns': `${ground.width}`, '--rows': `${ground.height}` }}
    >
      {props.children}
    </div>
  );
}

/** Chairs round a table; they turn with it. */
export function Chairs({ place, seats }: { place: TablePlace; seats: number }) {
  return (
    <span class="plan-chairs" aria-hidden="true">
      {chairsOf(place, Math.min(seats, 60)).map((chair, index) => (
        <i
          key={index}
          class="plan-chair"
          style={{ '--x': `${chair.x}`, '--y': `${chair.y}`, '--turn': `${chair.turn}deg` }}
        />
      ))}
    </span>
  );
}

/** A wall, the bar or a plant, where nobody needs to touch it. */
export function StandingFixture({ fixture }: { fixture: Fixture }) {
  return (
    <span class={`plan-thing plan-fixture plan-${fixture.kind}`} style={placed(fixture)} aria-hidden="true" />
  );
}
