import type { ComponentChildren } from 'preact';
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

/** The words of something that is asked and answered. */
type Answers = (typeof words.value)['requests' | 'wishes'];

/** Something that is asked of the restaurant, and the two answers to it. */
export function AnswerCard(props: {
  row: ReservationRow;
  state: ComponentChildren;
  say: Answers;
  accept: () => Promise<ReservationRow>;
  decline: (said: { reason?: string; notify?: boolean }) => Promise<ReservationRow>;
  /** What is told once it is answered. */
  told: { accepted: typeof toldStatus; declined: typeof toldStatus };
  onLook: (row: ReservationRow) => void;
}) {
  const { row, say, told } = props;
  const [declining, setDeclining] = useState(false);
  const { busy, act } = useActing(() => void readDesk());
  return (
    <ReservationCard row={row} state={props.state}>
      {declining ? (
        <WordForm
          email={row.guest.email}
          act={say.declineNow}
          busy={busy}
          onGiveUp={() => {
            setDeclining(false);
            giveBack(() => document.querySelector<HTMLElement>(`[data-word="${row.id}"]`));
          }}
          onDo={({ message, ...said }) =>
            void act(() => props.decline({ ...said, ...(message ? { reason: message } : {}) }), told.declined)
          }
        />
      ) : (
        <p class="waiting-acts">
          <button
            type="button"
            class="button act"
            aria-disabled={busy}
            aria-label={say.acceptNamed(row.bookedAs, whenOf(row))}
            onClick={() => void act(props.accept, told.accepted)}
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
      {props.requests.map((row) => {
        const params = { id: row.id };
        return (
          <AnswerCard
            key={row.id}
            row={row}
            state={row.tables.length > 0 ? texts.value.table(row.tables) : texts.value.day.tableNone}
            say={words.value.requests}
            accept={() => call('POST /api/reservations/:id/accept', { params, body: {} })}
            decline={(said) => call('POST /api/reservations/:id/decline', { params, body: said })}
            told={{ accepted: toldStatus, declined: toldStatus }}
            onLook={props.onLook}
          />
        );
      })}
    </ul>
  );
}
