import { TriangleAlert } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Unsettled } from '../../../server/desk/contract.ts';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { call } from '../../api.ts';
import { giveBack } from '../../frame/giveBack.ts';
import { WordForm } from '../../reservation/WordForm.tsx';
import { texts } from '../../texts/texts.ts';
import { readDesk } from './desk.ts';
import { toldStatus } from './Requests.tsx';
import { words } from './texts/words.ts';
import { useActing } from './useActing.ts';
import { CallLink, ReservationCard } from './WaitingCard.tsx';

function One(props: { unsettled: Unsettled; onLook: (row: ReservationRow) => void }) {
  const { reservation: row, why } = props.unsettled;
  const say = words.value.unsettled;
  const [cancelling, setCancelling] = useState(false);
  const { busy, act } = useActing(() => void readDesk());
  const params = { id: row.id };
  return (
    <ReservationCard
      row={row}
      state={
        <>
          <TriangleAlert size={16} strokeWidth={1.5} aria-hidden="true" />
          <span>
            {say.why[why]}{' '}
            {row.tables.length > 0 && <span class="muted">{texts.value.table(row.tables)}</span>}
          </span>
        </>
      }
    >
      {cancelling ? (
        <WordForm
          email={row.guest.email}
          act={say.cancelNow}
          busy={busy}
          onGiveUp={() => {
            setCancelling(false);
            giveBack(() => document.querySelector<HTMLElement>(`[data-word="${row.id}"]`));
          }}
          onDo={(said) =>
            void act(
              () =>
                call('POST /api/reservations/:id/status', { params, body: { status: 'cancelled', ...said } }),
              toldStatus,
            )
          }
        />
      ) : (
        <p class="waiting-acts">
          <button
            type="button"
            class="button act"
            aria-label={say.moveNamed(row.bookedAs)}
            onClick={() => props.onLook(row)}
          >
            {say.move}
          </button>
          <CallLink name={row.bookedAs} phone={row.guest.phone} />
          <button
            type="button"
            class="button"
            aria-label={say.cancelNamed(row.bookedAs)}
            data-word={row.id}
            onClick={() => setCancelling(true)}
          >
            {say.cancel}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={say.leaveNamed(row.bookedAs)}
            onClick={() =>
              void act(
                () => call('POST /api/reservations/:id/leave-as-is', { params, body: { why } }),
                () => ({ text: say.left(row.bookedAs) }),
              )
            }
          >
            {say.leave}
          </button>
        </p>
      )}
    </ReservationCard>
  );
}

/** Reservations that no longer hold as they are: what is wrong with each, and the ways to mend it. */
export function UnsettledList(props: {
  unsettled: readonly Unsettled[];
  onLook: (row: ReservationRow) => void;
}) {
  return (
    <>
      <p class="muted small">{words.value.unsettled.lead}</p>
      <ul class="waitings">
        {props.unsettled.map((one) => (
          <One key={`${one.reservation.id} ${one.why}`} unsettled={one} onLook={props.onLook} />
        ))}
      </ul>
    </>
  );
}
