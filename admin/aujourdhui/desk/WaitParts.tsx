import { type ComponentChildren, Fragment } from 'preact';
import { useId, useState } from 'preact/hooks';

/** What there is to say of somebody, in a row; what is empty is not said, and none breaks within itself. */
export function Said({ of }: { of: readonly (string | false | null)[] }) {
  return (
    <>
      {of
        .filter((one) => one)
        .map((one, i) => (
          <Fragment key={one}>
            {i > 0 && ' · '}
            <span class="wait-fact">{one}</span>
          </Fragment>
        ))}
    </>
  );
}

/** One tap among several: which time, or which table. Says so when there is none. */
export function OneOf<T>(props: {
  legend: string;
  /** Null: not known yet. */
  all: readonly T[] | null;
  none: string;
  button: (one: T, index: number) => ComponentChildren;
}) {
  return (
    <fieldset class="choice" aria-busy={!props.all}>
      <legend>{props.legend}</legend>
      <div class="picks">{props.all?.map(props.button)}</div>
      <div role="status" aria-live="polite">
        {props.all?.length === 0 && <p class="muted">{props.none}</p>}
      </div>
    </fieldset>
  );
}

/** What can be done with somebody who waits. `spoken` says whom. */
export function Act(props: {
  word: string;
  spoken: string;
  busy?: boolean;
  /** It opens something below. */
  expanded?: boolean;
  leading?: boolean;
  onDo: () => void;
}) {
  return (
    <button
      type="button"
      class={`button${props.leading ? ' act' : ''}`}
      aria-expanded={props.expanded}
      aria-disabled={props.busy}
      aria-label={props.spoken}
      onClick={props.onDo}
    >
      {props.word}
    </button>
  );
}

/** Those who wait, in the order given; the way to add one more, and what it opens. */
export function Waiting(props: {
  children: ComponentChildren;
  /** Said when nobody waits and nobody is being added. */
  empty: string | null;
  ordered?: boolean;
  add: string;
  form: (close: () => void) => ComponentChildren;
}) {
  const id = useId();
  const [adding, setAdding] = useState(false);
  const List = props.ordered ? 'ol' : 'ul';
  return (
    <>
      {props.empty !== null && !adding && <p class="muted">{props.empty}</p>}
      <List class="waitings">{props.children}</List>
      <p>
        <button
          type="button"
          class="button"
          aria-expanded={adding}
          aria-controls={id}
          onClick={() => setAdding(!adding)}
        >
          {props.add}
        </button>
      </p>
      <div id={id}>{adding && props.form(() => setAdding(false))}</div>
    </>
  );
}
