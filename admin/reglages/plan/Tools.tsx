import {
  Circle,
  FoldVertical,
  Minus,
  Plus,
  RectangleHorizontal,
  RotateCcw,
  RotateCw,
  Square,
  Trash2,
  UnfoldVertical,
} from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { type Ground, quarter, reshaped, resized, type Thing, turned } from '../../plan/geometry.ts';
import { boardWords } from './words.ts';

type Change = <T extends Thing>(thing: T, ground: Ground) => T;

const shapes = { round: Circle, square: Square, rectangle: RectangleHorizontal } as const;

/** What can be done with the thing in hand, for who has no keys: its shape, angle and size, and out with it. */
export function Tools(props: {
  name: string;
  thing: Thing;
  /** Of a table; null: a fixture. */
  seats: number | null;
  onChange: (kind: string, change: Change) => void;
  onRemove: () => void;
}) {
  const { thing, name, onChange } = props;
  const say = boardWords();
  const oblong = !('shape' in thing) || thing.shape === 'rectangle';
  const tool = (label: string, icon: ComponentChildren, kind: string, change: Change) => (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => onChange(kind, change)}
    >
      {icon}
    </button>
  );
  const look = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const;
  return (
    <section class="tools" aria-label={name}>
      <b>{name}</b>
      {'shape' in thing && (
        <fieldset class="chips tools-shapes">
          <legend class="unseen">{say.shape}</legend>
          {(['round', 'square', 'rectangle'] as const).map((shape) => {
            const Icon = shapes[shape];
            return (
              <button
                key={shape}
                type="button"
                class="chip"
                aria-pressed={thing.shape === shape}
                onClick={() =>
                  onChange('shape', (one, ground) =>
                    'shape' in one ? { ...one, ...reshaped(one, shape, props.seats ?? 2, ground) } : one,
                  )
                }
              >
                <Icon size={15} strokeWidth={1.5} aria-hidden="true" /> {say.shapes[shape]}
              </button>
            );
          })}
        </fieldset>
      )}
      <div class="joined">
        {tool(say.turnLeft, <RotateCcw {...look} />, 'turn', (one, on) => turned(one, -quarter, on))}
        {tool(say.turnRight, <RotateCw {...look} />, 'turn', (one, on) => turned(one, quarter, on))}
      </div>
      <div class="joined">
        {tool(say.smaller, <Minus {...look} />, 'size', (one, on) => resized(one, { width: -1 }, on))}
        {tool(say.larger, <Plus {...look} />, 'size', (one, on) => resized(one, { width: 1 }, on))}
      </div>
      {oblong && (
        <div class="joined">
          {tool(say.narrower, <FoldVertical {...look} />, 'depth', (one, on) =>
            resized(one, { width: 0, height: -1 }, on),
          )}
          {tool(say.deeper, <UnfoldVertical {...look} />, 'depth', (one, on) =>
            resized(one, { width: 0, height: 1 }, on),
          )}
        </div>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={say.remove(name)}
        title={say.remove(name)}
        onClick={props.onRemove}
      >
        <Trash2 {...look} />
      </button>
    </section>
  );
}
