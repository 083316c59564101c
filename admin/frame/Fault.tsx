import { CloudOff } from 'lucide-preact';
import type { CallFailed } from '../api.ts';
import { explain, texts } from '../texts/texts.ts';

/** What happened, that nothing is lost, and what to press. */
export function Fault(props: { what: string; fault: CallFailed; onRetry: () => void }) {
  const words = texts.value.failures;
  return (
    <div class="notice" role="alert">
      <CloudOff size={22} strokeWidth={1.5} aria-hidden="true" />
      <p>
        <strong>{props.what}</strong>
        <br />
        {explain(props.fault)} {words.safe}
      </p>
      <button type="button" class="button" onClick={props.onRetry}>
        {words.retry}
      </button>
    </div>
  );
}

/** The shape of a list that is on its way. */
export function Shape({ rows }: { rows: number }) {
  return (
    <div class="shape" role="status">
      <span class="unseen">{texts.value.frame.loading}</span>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} class="shape-row" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
