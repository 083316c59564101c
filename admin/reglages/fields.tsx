import { Plus, X } from 'lucide-preact';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { weekdayName } from '../texts/dates.ts';
import { locale } from '../texts/texts.ts';
import type { Problem } from './body.ts';
import { patched, type TurnForm, withTurn } from './form.ts';
import { problemText, words } from './texts/words.ts';

/** What is wrong, for the fields to find what concerns them. */
export const Problems = createContext<readonly Problem[]>([]);

/** Takes a change; with the field that was typed in, or null when rows came or went. */
export type Take<T> = (change: T, field: string | null) => void;

function useProblem(field: string): string | null {
  const found = useContext(Problems).find((problem) => problem.field === field);
  return found ? problemText(field, found.problem) : null;
}

/** What is wrong with a group of fields, such as the days of a shift. */
export function Wrong({ at }: { at: string }) {
  const text = useProblem(at);
  return (
    <p class="problem wrong" role="alert" data-field={at} tabIndex={-1}>
      {text}
    </p>
  );
}

const kinds = {
  number: { type: 'text', inputMode: 'numeric' },
  time: { type: 'time' },
  date: { type: 'date' },
} as const;

/** A field with its label, a hint, a unit, and what is wrong with it. `at` is the field as the API names it. */
export function Field(props: {
  at: string;
  label: string;
  value: string;
  onValue: (value: string, field: string) => void;
  kind?: 'text' | 'number' | 'time' | 'date';
  hint?: string;
  unit?: string;
  max?: number;
  wide?: boolean;
  hidden?: boolean;
}) {
  const id = useId();
  const wrong = useProblem(props.at);
  const { kind = 'text', hint } = props;
  const own = kind === 'text' ? { type: kind, maxLength: props.max ?? 60 } : kinds[kind];
  const said = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class={`field${props.wide ? ' field-wide' : ''}`}>
      <label for={id} class={props.hidden ? 'unseen' : undefined}>
        {props.label}
      </label>
      <div class="field-box">
        <input
          id={id}
          class={`input-${kind}`}
          {...own}
          autocomplete="off"
          value={props.value}
          data-field={props.at}
          aria-invalid={wrong !== null}
          aria-describedby={said || undefined}
          onInput={(event) => props.onValue(event.currentTarget.value, props.at)}
        />
        {props.unit && <span class="muted small">{props.unit}</span>}
      </div>
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} class="problem small" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** Some of the week's days. */
export function Weekdays(props: { at: string; value: number[]; onValue: (value: number[]) => void }) {
  return (
    <fieldset class="group">
      <legend>{words.value.shift.weekdays}</legend>
      <div class="weekdays">
        {[1, 2, 3, 4, 5, 6, 7].map((day) => {
          const on = props.value.includes(day);
          return (
            <button
              key={day}
              type="button"
              class="weekday"
              aria-pressed={on}
              onClick={() =>
                props.onValue(
                  on ? props.value.filter((other) => other !== day) : [...props.value, day].sort(),
                )
              }
            >
              {weekdayName(day, locale.value)}
            </button>
          );
        })}
      </div>
      <Wrong at={props.at} />
    </fieldset>
  );
}

/**
 * Leads on to somewhere, after the screen shows what has changed. Whoever has gone on to another field meanwhile keeps
 * the focus: what they type would land elsewhere.
 */
export function then(lead: () => void): void {
  const before = document.activeElement;
  requestAnimationFrame(() =>
    setTimeout(() => {
      const now = document.activeElement;
      if (now === before || now === null || now === document.body) lead();
    }),
  );
}

/** The first field of the row that came last before a button. */
function rowBefore(button: HTMLElement): HTMLElement | null {
  let row = (button.closest('.card-acts') ?? button).previousElementSibling;
  while (row && !row.querySelector('input, .weekday')) row = row.previousElementSibling;
  return row?.querySelector<HTMLElement>('input, .weekday') ?? null;
}

/** A button that adds a row, and leads into it. */
export function Add(props: { label: string; onAdd: () => void }) {
  return (
    <button
      type="button"
      class="button add"
      onClick={(event) => {
        const button = event.currentTarget;
        props.onAdd();
        then(() => rowBefore(button)?.focus());
      }}
    >
      <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
      {props.label}
    </button>
  );
}

/** A quiet button that takes a row away, and leads to the way back, in the bar below. */
export function Remove(props: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={() => {
        props.onRemove();
        then(() => document.querySelector<HTMLElement>('.save-back button')?.focus({ preventScroll: true }));
      }}
    >
      <X size={18} strokeWidth={1.5} aria-hidden="true" />
    </button>
  );
}

/** How long parties stay, by their size. */
export function TurnTimes(props: {
  at: string;
  legend: string;
  hint: string;
  value: TurnForm[];
  onValue: Take<TurnForm[]>;
}) {
  const { turn, rules } = words.value;
  const { value, onValue, at } = props;
  return (
    <fieldset class="group">
      <legend>{props.legend}</legend>
      <p class="field-hint">{props.hint}</p>
      {value.map((line, index) => (
        <div key={line.key} class="entry turn-entry">
          <Field
            at={`${at}.${index}.upTo`}
            label={turn.upTo}
            kind="number"
            unit={rules.people}
            value={line.upTo}
            onValue={(upTo, field) => onValue(patched(value, line.key, { upTo }), field)}
          />
          <Field
            at={`${at}.${index}.minutes`}
            label={turn.minutes}
            kind="number"
            unit={rules.minutes}
            value={line.minutes}
            onValue={(minutes, field) => onValue(patched(value, line.key, { minutes }), field)}
          />
          <Remove
            label={turn.remove(line.upTo)}
            onRemove={() =>
              onValue(
                value.filter(({ key }) => key !== line.key),
                null,
              )
            }
          />
        </div>
      ))}
      <Wrong at={at} />
      <Add label={turn.add} onAdd={() => onValue(withTurn(value), null)} />
    </fieldset>
  );
}

/** One thing among others, with its name and what can be done with it. */
export function Sheet(props: { title: string; acts?: ComponentChildren; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card sheet-card" aria-labelledby={id}>
      <header class="sheet-head">
        <h2 id={id}>{props.title}</h2>
        <div>{props.acts}</div>
      </header>
      {props.children}
    </section>
  );
}
