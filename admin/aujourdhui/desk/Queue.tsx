import { useState } from 'preact/hooks';
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
import { useWait } from './useWait.ts';
import { CallLink, WaitingCard } from './WaitingCard.tsx';
import { Act, OneOf, Said, Waiting } from './WaitParts.tsx';
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
    <OneOf
      legend={say.seatWhere}
      all={places}
      none={say.noTable}
      button={({ tables }, i) => {
        const table = texts.value.table(tables.map(({ name }) => name));
        return (
          <button
            key={table}
            type="button"
            class={`button${i === 0 ? ' primary' : ''}`}
            aria-disabled={props.busy}
            aria-label={say.seatAt(table, wait.name || say.nobody)}
            onClick={() => props.onPick(tables.map(({ id }) => id))}
          >
            {table}
          </button>
        );
      }}
    />
  );
}

/** How long they have waited, what they were told, and how long it still is. */
function standing(wait: WaitRow, quote: Quote | null, now: Present, house: House) {
  const say = words.value.queue;
  const called = wait.notifiedAt && spokenTime(timeOf(wait.notifiedAt, house.timeZone), locale.value);
  const still = quote && (quote.minutes === null ? say.nowNone : say.now(quote.minutes));
  return [
    say.waited(waitedFor(wait, now)),
    wait.quotedMinutes !== null && say.quoted(wait.quotedMinutes),
    called ? say.notifiedAt(called) : still,
    quote && quote.tables.length > 0 && texts.value.table(quote.tables),
  ];
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
  const { busy, ask, seat } = useWait(wait, props.reload);
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
      state={<Said of={standing(wait, quote, now, house)} />}
    >
      {seating && (
        <Seats
          house={house}
          wait={wait}
          rows={props.rows}
          now={now}
          busy={busy}
          onPick={(tables) => void seat(tables, (at) => say.seated(name, texts.value.table(at)))}
        />
      )}
      <p class="waiting-acts">
        <Act
          word={say.seat}
          spoken={say.seatNamed(name)}
          leading
          expanded={seating}
          onDo={() => setSeating(!seating)}
        />
        {wait.status === 'waiting' && (
          <Act
            word={say.notify}
            spoken={say.notifyNamed(name)}
            busy={busy}
            onDo={() => void ask('notify', say.notified(name))}
          />
        )}
        <CallLink name={name} phone={wait.phone} />
        <Act
          word={say.gaveUp}
          spoken={say.gaveUpNamed(name)}
          busy={busy}
          onDo={() => void ask('gave-up', say.gone(name))}
        />
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
  const { house, waits, now, rows, reload } = props;
  const say = words.value.queue;
  const parties = queued(waits);
  return (
    <Waiting
      ordered
      empty={parties.length === 0 ? say.empty : null}
      add={say.add}
      form={(close) => (
        <JoinQueue
          house={house}
          onDone={() => {
            close();
            reload();
          }}
        />
      )}
    >
      {parties.map(({ wait, quote }) => (
        <Party key={wait.id} house={house} wait={wait} quote={quote} rows={rows} now={now} reload={reload} />
      ))}
    </Waiting>
  );
}
