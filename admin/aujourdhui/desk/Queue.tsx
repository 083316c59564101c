import { useId, useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import type { Quote, WaitRow } from '../../../server/waitlist/contract.ts';
import { call } from '../../api.ts';
import type { House } from '../../frame/house.ts';
import { useLoaded } from '../../load.ts';
import { proposals } from '../../reservation/room.ts';
import { spokenTime, timeOf } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import type { Present } from '../clock.ts';
import { JoinQueue } from './JoinQueue.tsx';
import { words } from './texts/words.ts';
import { useActing } from './useActing.ts';
import { CallLink, WaitingCard } from './WaitingCard.tsx';
import { undoWait } from './Waitlist.tsx';
import { queued, type Waits, waitedFor } from './waits.ts';

/** How many tables are proposed at once. */
const most = 4;

/** Where a party may sit down now, the best first; one tap seats them. */
function Seats(props: {
  house: House;
  wait: WaitRow;
  rows: readonly ReservationRow[];
  now: Present;
  busy: boolean;
  onPick: (tables: string[]) => void;
}) {
  const { wait } = props;
  const say = words.value.queue;
  const { value: room } = useLoaded(props.house.slug, (signal) =>
    call('GET /api/restaurants/:restaurant/tables', { params: { restaurant: props.house.slug }, signal }),
  );
  const places =
    room &&
    proposals(room, props.rows, wait.party, props.now.minute)
      .filter(({ tables }) => !wait.area || tables[0]?.area === wait.area)
      .slice(0, most);
  return (
    <fieldset class="choice" aria-busy={!places}>
      <legend>{say.seatWhere}</legend>
      <div class="picks">
        {places?.map((place, i) => {
          const table = texts.value.table(place.tables.map(({ name }) => name));
          return (
            <button
              key={table}
              type="button"
              class={`button${i === 0 ? ' primary' : ''}`}
              aria-disabled={props.busy}
              aria-label={say.seatAt(table, wait.name || say.nobody)}
              onClick={() => props.onPick(place.tables.map(({ id }) => id))}
            >
              {table}
            </button>
          );
        })}
      </div>
      <div role="status" aria-live="polite">
        {places?.length === 0 && <p class="muted">{say.noTable}</p>}
      </div>
    </fieldset>
  );
}

function Party(props: {
  house: House;
  wait: WaitRow;
  quote: Quote | null;
  rows: readonly ReservationRow[];
  now: Present;
  reload: () => void;
}) {
  const { house, wait, quote, now } = props;
  const say = words.value.queue;
  const [seating, setSeating] = useState(false);
  const { busy, act } = useActing(props.reload);
  const params = { id: wait.id };
  const name = wait.name || say.nobody;
  return (
    <WaitingCard
      when={
        <>
          <span aria-hidden="true">{quote ? say.place(quote.position) : '–'}</span>
          {quote && <span class="unseen">{say.placeWord(quote.position)}</span>}
        </>
      }
      name={name}
      party={wait.party}
      tags={wait.guest?.tags ?? []}
      noShows={wait.guest?.noShows ?? 0}
      remark={wait.remark}
      state={[
        say.waited(waitedFor(wait, now)),
        wait.quotedMinutes !== null && say.quoted(wait.quotedMinutes),
        wait.notifiedAt
          ? say.notifiedAt(spokenTime(timeOf(wait.notifiedAt, house.timeZone), locale.value))
          : quote && (quote.minutes === null ? say.nowNone : say.now(quote.minutes)),
        quote && quote.tables.length > 0 && texts.value.table(quote.tables),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {seating && (
        <Seats
          house={house}
          wait={wait}
          rows={props.rows}
          now={now}
          busy={busy}
          onPick={(tables) =>
            void act(
              () => call('POST /api/waitlist/:id/seat', { params, body: { tables } }),
              ({ wait: became, reservation }) => ({
                text: say.seated(name, texts.value.table(reservation.tables)),
                ...undoWait(became, name),
              }),
            )
          }
        />
      )}
      <p class="waiting-acts">
        <button
          type="button"
          class="button act"
          aria-expanded={seating}
          aria-label={say.seatNamed(name)}
          onClick={() => setSeating(!seating)}
        >
          {say.seat}
        </button>
        {wait.status === 'waiting' && (
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={say.notifyNamed(name)}
            onClick={() =>
              void act(
                () => call('POST /api/waitlist/:id/notify', { params, body: {} }),
                (became) => ({ text: say.notified(name), ...undoWait(became, name) }),
              )
            }
          >
            {say.notify}
          </button>
        )}
        <CallLink name={name} phone={wait.phone} />
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={say.gaveUpNamed(name)}
          onClick={() =>
            void act(
              () => call('POST /api/waitlist/:id/gave-up', { params, body: {} }),
              (became) => ({ text: say.gone(name), ...undoWait(became, name) }),
            )
          }
        >
          {say.gaveUp}
        </button>
      </p>
    </WaitingCard>
  );
}

/** Parties at the door: where each stands, what it was told and how long it has waited; seated in two taps. */
export function Queue(props: {
  house: House;
  waits: Waits;
  rows: readonly ReservationRow[];
  now: Present;
  reload: () => void;
}) {
  const { house, waits, now } = props;
  const say = words.value.queue;
  const id = useId();
  const [adding, setAdding] = useState(false);
  const parties = queued(waits);
  return (
    <>
      {parties.length === 0 && !adding && <p class="muted">{say.empty}</p>}
      <ol class="waitings">
        {parties.map(({ wait, quote }) => (
          <Party
            key={wait.id}
            house={house}
            wait={wait}
            quote={quote}
            rows={props.rows}
            now={now}
            reload={props.reload}
          />
        ))}
      </ol>
      <p>
        <button
          type="button"
          class="button"
          aria-expanded={adding}
          aria-controls={id}
          onClick={() => setAdding(!adding)}
        >
          {say.add}
        </button>
      </p>
      <div id={id}>
        {adding && (
          <JoinQueue
            house={house}
            onDone={() => {
              setAdding(false);
              props.reload();
            }}
          />
        )}
      </div>
    </>
  );
}
