import type { ComponentChildren } from 'preact';

/**
 * What went wrong on one of the guest's own pages: alone when there is nothing else to show, with the way to try again
 * if that can help, or else above what can be done.
 */
export function PageTrouble(props: {
  what: string;
  then: string;
  /** Nothing else is shown. */
  alone: boolean;
  /** The button that reads the page anew; null: it would say the same. */
  again: { label: string; act: () => unknown } | null;
  children?: ComponentChildren;
}) {
  const { what, then, alone, again, children } = props;
  const Title = alone ? 'h1' : 'b';
  return (
    <div class={alone ? undefined : 'trouble'} role="alert" id="trouble" tabIndex={-1}>
      <Title>{what}</Title>
      <p class={alone ? 'sentence' : undefined}>{then}</p>
      {children}
      {alone && again && (
        <button type="button" class="act first" onClick={again.act}>
          {again.label}
        </button>
      )}
    </div>
  );
}
