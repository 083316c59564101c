import './board.css';
import { MoveHorizontal, MoveVertical, Redo2, Rows3, TriangleAlert, Undo2 } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import { tell } from '../../frame/toasts.ts';
import { Chairs, Floor, placed } from '../../plan/Drawing.tsx';
import {
  type FixtureKind,
  type Ground,
  moved,
  quarter,
  resized,
  type Shape,
  type Thing,
  turned,
} from '../../plan/geometry.ts';
import { inReadingOrder } from '../../plan/layout.ts';
import { useFit } from '../../plan/useFit.ts';
import { texts } from '../../texts/texts.ts';
import type { Take } from '../fields.tsx';
import type { AreaForm } from '../form.ts';
import {
  changed,
  drawn,
  overlapping,
  resizedGround,
  seatsOf,
  tidied,
  withFixture,
  withoutFixture,
  withTable,
} from './edit.ts';
import { Tools } from './Tools.tsx';
import { useDrag } from './useDrag.ts';
import { boardWords } from './words.ts';

/** The way back and on again, over everything that is not saved. */
export type History = { undo: (() => void) | null; redo: (() => void) | null };

/** A step of the grid in metres. */
const step = 0.25;

const arrows: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The plan of an area, drawn by dragging, by keys, or with the tools below it. */
export function PlanBoard(props: {
  area: AreaForm;
  at: string;
  /** The names of all tables of the house: a new one has none of them. */
  names: readonly string[];
  history: History;
  onArea: Take<AreaForm>;
  onRetire: (table: string) => void;
}) {
  const { area, at, history } = props;
  const say = boardWords();
  const title = useId();
  const hint = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const layout = drawn(area);
  const { view, unit } = useFit(layout.ground, { least: 12, most: 30 });
  const fixtures = area.plan?.fixtures ?? [];
  const things = new Map<string, Thing>([
    ...fixtures.map((fixture): [string, Thing] => [fixture.key, fixture]),
    ...layout.places,
  ]);
  const tableOf = (key: string) => area.tables.find((table) => table.key === key);
  const nameOf = (key: string): string => {
    const table = tableOf(key);
    if (table) return texts.value.table([table.name || '…']);
    const fixture = fixtures.find((one) => one.key === key);
    return fixture ? say.fixtures[fixture.kind] : '';
  };
  const said = (key: string, thing: Thing) =>
    `${say.thing(
      nameOf(key),
      'shape' in thing ? say.said[thing.shape] : '',
      say.size(say.metres(thing.width * step), say.metres(thing.height * step)),
      thing.turn,
    )}, ${say.where(say.metres(thing.x * step), say.metres(thing.y * step))}`;

  /** Changes a thing; changes of one kind to one thing, one after the other, are one step back. */
  const alter = (key: string, kind: string, change: <T extends Thing>(thing: T, ground: Ground) => T) => {
    const next = changed(area, key, change);
    if (next !== area) props.onArea(next, `${at}.plan.${key}.${kind}`);
  };
  const { drag, grips } = useDrag({
    unit: unit ?? 1,
    // Each drag is a step of its own.
    onDrop: (key, by) => {
      const next = changed(area, key, (thing, ground) => moved(thing, by, ground));
      if (next !== area) props.onArea(next, null);
    },
  });
  const remove = (key: string) => {
    setChosen(null);
    const name = nameOf(key);
    const table = tableOf(key);
    if (table) props.onRetire(key);
    else props.onArea(withoutFixture(area, key), null);
    tell({ tone: 'done', text: table ? say.removed(name) : say.removedFixture(name) });
  };
  const add = (made: { area: AreaForm; key: string }) => {
    props.onArea(made.area, null);
    setChosen(made.key);
  };

  const onKeys = (key: string) => (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = arrows[event.key];
    const acts: Record<string, () => void> = {
      r: () => alter(key, 'turn', (thing, ground) => turned(thing, quarter, ground)),
      R: () => alter(key, 'turn', (thing, ground) => turned(thing, -quarter, ground)),
      '+': () => alter(key, 'size', (thing, ground) => resized(thing, { width: 1 }, ground)),
      '=': () => alter(key, 'size', (thing, ground) => resized(thing, { width: 1 }, ground)),
      '-': () => alter(key, 'size', (thing, ground) => resized(thing, { width: -1 }, ground)),
      Delete: () => remove(key),
      Backspace: () => remove(key),
      ...(arrow && {
        [event.key]: () => alter(key, 'move', (thing, ground) => moved(thing, arrow, ground)),
      }),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const onHistory = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    (event.shiftKey ? history.redo : history.undo)?.();
  };

  const pairs = overlapping(area);
  const crossed = new Set(pairs.flat());
  const order = [...fixtures.map(({ key }) => key), ...inReadingOrder(layout.places)];
  const thing = chosen ? things.get(chosen) : undefined;
  const ground = (name: keyof Ground, label: string) => (
    <span class="ground-side">
      {name === 'width' ? (
        <MoveHorizontal size={16} strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <MoveVertical size={16} strokeWidth={1.5} aria-hidden="true" />
      )}
      <span class="ground-name">{label}</span>
      <span class="joined">
        <button
          type="button"
          class="icon-button"
          aria-label={say.less(label)}
          onClick={() => props.onArea(resizedGround(area, { [name]: -1 }), `${at}.plan.${name}`)}
        >
          −
        </button>
        <output>{say.metres(layout.ground[name] * step)}</output>
        <button
          type="button"
          class="icon-button"
          aria-label={say.more(label)}
          onClick={() => props.onArea(resizedGround(area, { [name]: 1 }), `${at}.plan.${name}`)}
        >
          +
        </button>
      </span>
    </span>
  );
  return (
    <fieldset class="group drawing" onKeyDown={onHistory}>
      <legend id={title}>{say.title}</legend>
      <p class="field-hint" id={hint}>
        {say.lead}
      </p>
      <div class="drawing-bar">
        <div class="joined">
          <button
            type="button"
            class="icon-button"
            aria-label={say.undo}
            title={say.undo}
            aria-disabled={history.undo === null}
            onClick={() => history.undo?.()}
          >
            <Undo2 size={18} strokeWidth={1.5} aria-hidden="true" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={say.redo}
            title={say.redo}
            aria-disabled={history.redo === null}
            onClick={() => history.redo?.()}
          >
            <Redo2 size={18} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </div>
        <div class="drawing-add">
          <select
            aria-label={say.add}
            value=""
            onChange={(event) => {
              const [kind, what] = event.currentTarget.value.split(':');
              event.currentTarget.value = '';
              if (kind === 'table') add(withTable(area, what as Shape, props.names));
              else add(withFixture(area, what as FixtureKind));
            }}
          >
            <option value="">{say.add}…</option>
            {(['round', 'square', 'rectangle'] as const).map((shape) => (
              <option key={shape} value={`table:${shape}`}>
                {say.addTable[shape]}
              </option>
            ))}
            {(['wall', 'bar', 'plant'] as const).map((kind) => (
              <option key={kind} value={`fixture:${kind}`}>
                {say.fixtures[kind]}
              </option>
            ))}
          </select>
        </div>
        {area.tables.length > 0 && (
          <button type="button" class="button" onClick={() => props.onArea(tidied(area), null)}>
            <Rows3 size={16} strokeWidth={1.5} aria-hidden="true" />
            {say.tidy}
          </button>
        )}
        {ground('width', say.width)}
        {ground('height', say.depth)}
      </div>
      <div ref={view} class="plan-view">
        {unit !== null && (
          <Floor ground={layout.ground} unit={unit} grid>
            {order.map((key) => {
              const still = things.get(key)!;
              const shown = drag?.key === key ? moved(still, drag.by, layout.ground) : still;
              const table = tableOf(key);
              const shape = 'shape' in shown ? shown.shape : shown.kind;
              return (
                <div
                  key={key}
                  class={`plan-thing plan-${table ? shape : 'fixture'}${crossed.has(key) ? ' drawn-crossed' : ''}${drag?.key === key ? ' drawn-lifted' : ''}`}
                  style={placed(shown)}
                >
                  {table && 'shape' in shown && <Chairs place={shown} seats={seatsOf(table)} />}
                  <button
                    type="button"
                    class={`plan-face drawn${table ? '' : ` plan-${shape}`}`}
                    data-drawn={table ? table.name : shape}
                    aria-pressed={chosen === key}
                    aria-describedby={hint}
                    {...grips(key)}
                    onClick={() => setChosen(key)}
                    onFocus={() => setChosen(key)}
                    onKeyDown={onKeys(key)}
                  >
                    <span class="unseen">{said(key, still)}</span>
                    {table && (
                      <span class="plan-label" aria-hidden="true">
                        <b>{table.name || '…'}</b>
                        <span class="drawn-seats">
                          {table.minSeats === table.maxSeats
                            ? table.maxSeats
                            : `${table.minSeats}–${table.maxSeats}`}
                        </span>
                      </span>
                    )}
                  </button>
                </div>
              );
            })}
            {order.length === 0 && <p class="drawing-empty muted">{say.empty}</p>}
          </Floor>
        )}
      </div>
      <p class="drawing-crossed" role="status">
        {pairs.length > 0 && (
          <>
            <TriangleAlert size={16} strokeWidth={1.8} aria-hidden="true" />
            {say.overlap(pairs.map(([one, other]) => say.pair(nameOf(one), nameOf(other))).join(' · '))}
          </>
        )}
      </p>
      {chosen && thing ? (
        <Tools
          name={nameOf(chosen)}
          thing={thing}
          seats={tableOf(chosen) ? seatsOf(tableOf(chosen)!) : null}
          onChange={(kind, change) => alter(chosen, kind, change)}
          onRemove={() => remove(chosen)}
        />
      ) : (
        order.length > 0 && <p class="field-hint">{say.nothing}</p>
      )}
    </fieldset>
  );
}
