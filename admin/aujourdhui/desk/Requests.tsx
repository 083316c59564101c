import { useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { call } from '../../api.ts';
import { giveBack } from '../../frame/giveBack.ts';
import { WordForm } from '../../reservation/WordForm.tsx';
import { texts } from '../../texts/texts.ts';
import { readDesk } from './desk.ts';
import { words } from './texts/words.ts';
import { useActing } from './useActing.ts';
import { CallLink, ReservationCard, whenOf } from './WaitingCard.tsx';

/** What the answer to a change of status offers to take back. */
export const undoOf = (row: ReservationRow) => {
  const { lastChange } = row;
  return lastChange?.undoable
    ? () =>
        call('POST /api/reservations/:id/undo', { params: { id: row.id }, body: { change: lastChange.id } })
    : undefined;
};

/** "Anne Roy : confirmée." with the way back. */
export function toldStatus(row: ReservationRow) {
  const text = texts.value.day.changed(row.bookedAs, texts.value.statusesLow[row.status]);
  const undo = undoOf(row);
  return { text, ...(undo ? { undo } : {}) };
}

function Request(props: { row: ReservationRow; onLook: (row: ReservationRow) => void }) {
  const { row } = props;
  const say = words.value.requests;
  const [declining, setDeclining] = useState(false);
  const { busy, act } = useActing(() => void readDesk());
  const params = { id: row.id };
  return (
    <ReservationCard
      row={row}
      state={row.tables.length > 0 ? texts.value.table(row.tables) : texts.value.day.tableNone}
    >
      {declining ? (
        <WordForm
          email={row.guest.email}
          act={say.declineNow}
          busy={busy}
          onGiveUp={() => {
            setDeclining(false);
            giveBack(() => document.querySelector<HTMLElement>(`[data-word="${row.id}"]`));
          }}
          onDo={({ message, notify }) =>
            void act(
              () =>
                call('POST /api/reservations/:id/decline', {
                  params,
                  body: {
                    ...(message ? { reason: message } : {}),
                    ...(notify === undefined ? {} : { notify }),
                  },
                }),
              toldStatus,
            )
          }
        />
      ) : (
        <p class="waiting-acts">
          <button
            type="button"
            class="button act"
            aria-disabled={busy}
            aria-label={say.acceptNamed(row.bookedAs, whenOf(row))}
            onClick={() =>
              void act(() => call('POST /api/reservations/:id/accept', { params, body: {} }), toldStatus)
            }
          >
            {say.accept}
          </button>
          <button
            type="button"
            class="button"
            aria-label={say.declineNamed(row.bookedAs, whenOf(row))}
            data-word={row.id}
            onClick={() => setDeclining(true)}
          >
            {say.decline}
          </button>
          <button
            type="button"
            class="button"
            data-reservation-look={row.id}
            aria-label={say.lookNamed(row.bookedAs)}
            onClick={() => props.onLook(row)}
          >
            {say.look}
          </button>
          <CallLink name={row.bookedAs} phone={row.guest.phone} />
        </p>
      )}
    </ReservationCard>
  );
}

/** Requests of all coming days, each to be accepted, or declined with a word. */
export function Requests(props: {
  requests: readonly ReservationRow[];
  onLook: (row: ReservationRow) => void;
}) {
  return (
    <ul class="waitings">
      {props.requests.map((row) => (
        <Request key={row.id} row={row} onLook={props.onLook} />
      ))}
    </ul>
  );
}
