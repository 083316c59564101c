import { useState } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { tell } from '../frame/toasts.ts';
import { explain, texts } from '../texts/texts.ts';
import { WordForm } from './WordForm.tsx';
import { handWords } from './words.ts';

function undo(row: ReservationRow): void {
  const { lastChange } = row;
  if (!lastChange) return;
  call('POST /api/reservations/:id/undo', {
    params: { id: row.id },
    body: { change: lastChange.id },
  }).catch((failed: unknown) => {
    if (!(failed instanceof CallFailed)) throw failed;
    tell({ tone: 'refused', text: explain(failed) });
  });
}

/** Cancels a reservation, or declines a request, with a word to its guest; it can be taken back. */
export function Ending(props: { row: ReservationRow; onEnded: () => void }) {
  const { row } = props;
  const words = handWords();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const request = row.status === 'requested';
  if (!request && row.status !== 'confirmed' && row.status !== 'arrived') return null;

  async function end({ message, notify }: { message?: string; notify?: boolean }) {
    if (busy) return;
    setBusy(true);
    const params = { id: row.id };
    const quiet = notify === undefined ? {} : { notify };
    try {
      const became = request
        ? await call('POST /api/reservations/:id/decline', {
            params,
            body: { ...(message ? { reason: message } : {}), ...quiet },
          })
        : await call('POST /api/reservations/:id/status', {
            params,
            body: { status: 'cancelled', ...(message ? { message } : {}), ...quiet },
          });
      tell({
        tone: 'done',
        text: texts.value.day.changed(became.bookedAs, texts.value.statusesLow[became.status]),
        undo: () => undo(became),
      });
      props.onEnded();
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      tell({ tone: 'refused', text: explain(failed) });
      setBusy(false);
    }
  }

  if (!asked)
    return (
      <p class="ending">
        <button type="button" class="text-button" onClick={() => setAsked(true)}>
          {request ? words.decline : words.cancel}
        </button>
      </p>
    );
  return (
    <WordForm
      email={row.guest.email}
      act={request ? words.declineNow : words.cancelNow}
      busy={busy}
      onDo={(said) => void end(said)}
      onGiveUp={() => setAsked(false)}
    />
  );
}
