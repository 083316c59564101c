import { useEffect, useRef, useState } from 'preact/hooks';
import { CallFailed, call } from '../api.ts';
import { instantAt } from '../aujourdhui/clock.ts';
import { useDay } from '../aujourdhui/useDay.ts';
import { useNow } from '../aujourdhui/useNow.ts';
import { Fault } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { Side } from '../frame/Side.tsx';
import { tell } from '../frame/toasts.ts';
import { freshKey } from '../key.ts';
import { useLoaded } from '../load.ts';
import { spokenTime, timeOf } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import { PartyChoice } from './PartyChoice.tsx';
import { type Place, proposals, soonestFree } from './room.ts';
import { said } from './wish.ts';

/** How many places are proposed at once. */
const most = 6;

/** Guests who stand at the door without a reservation: how many, then which table; and they are seated. */
export function WalkIn(props: { house: House; onSeated: () => void; onClose: () => void }) {
  const { house } = props;
  const words = texts.value;
  const making = words.making;
  const today = useDay(house.slug, null);
  const now = useNow(today.book, house.timeZone, today.reload);
  const room = useLoaded(house.slug, (signal) =>
    call('GET /api/restaurants/:restaurant/tables', { params: { restaurant: house.slug }, signal }),
  );
  const [party, setParty] = useState<number | null>(null);
  const [name, setName] = useState('');
  const [fault, setFault] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const sent = useRef({ wish: '', key: '' });
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.querySelector('button')?.focus(), []);

  const minute = now?.minute ?? null;
  const spoken = (at: number) => spokenTime(timeOf(instantAt(at), house.timeZone), locale.value);
  const rows = today.book?.reservations ?? [];
  const known = room.value !== null && minute !== null && party !== null;
  const places = known ? proposals(room.value!, rows, party, minute).slice(0, most) : [];
  const soonest = known && places.length === 0 ? soonestFree(room.value!, rows, party, minute) : null;
  const lost = today.fault ?? room.fault;

  async function seat(place: Place) {
    if (busy || !today.book || now === null || party === null) return;
    const tables = place.tables.map(({ id }) => id);
    const wish = JSON.stringify([party, tables, name]);
    if (sent.current.wish !== wish) sent.current = { wish, key: freshKey() };
    setBusy(true);
    setFault(null);
    try {
      const row = await call('POST /api/reservations', {
        key: sent.current.key,
        body: {
          restaurant: house.slug,
          day: today.book.today,
          time: now.time,
          party,
          tables,
          guest: said({ firstName: name }),
          source: 'walk_in',
          status: 'seated',
          notify: false,
        },
      });
      const takeBack = () =>
        void call('POST /api/reservations/:id/status', {
          params: { id: row.id },
          body: { status: 'cancelled' },
        }).catch((failed: unknown) => {
          if (!(failed instanceof CallFailed)) throw failed;
          tell({ tone: 'refused', text: explain(failed) });
        });
      tell({
        tone: 'done',
        text: making.seated(words.people(row.party), words.table(row.tables)),
        undo: takeBack,
      });
      props.onSeated();
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      setBusy(false);
      today.reload();
    }
  }

  return (
    <Side title={making.walkInTitle} onClose={props.onClose}>
      <div ref={body} class="making">
        <PartyChoice party={party} onParty={setParty} />
        {lost && !known && (
          <Fault
            what={making.roomFailed}
            fault={lost}
            onRetry={() => {
              room.reload();
              today.reload();
            }}
          />
        )}
        <div role="status" aria-live="polite">
          {known && places.length === 0 && (
            <p class="why-not">
              {making.noPlace(words.people(party))}{' '}
              {soonest
                ? making.soonest(
                    words.table(soonest.place.tables.map((table) => table.name)),
                    spoken(soonest.at),
                  )
                : making.tooLarge}
            </p>
          )}
        </div>
        {places.length > 0 && (
          <fieldset class="choice">
            <legend>{making.place}</legend>
            <div class="places">
              {places.map((place, i) => (
                <button
                  key={place.tables.map(({ id }) => id).join('+')}
                  type="button"
                  class={`button place${i === 0 ? ' primary' : ''}`}
                  aria-disabled={busy}
                  onClick={() => void seat(place)}
                >
                  <b>{words.table(place.tables.map((table) => table.name))}</b>
                  <small>
                    {[
                      place.tables[0]?.area,
                      making.seats(place.maxSeats),
                      place.until !== null && making.freeUntil(spoken(place.until)),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </button>
              ))}
            </div>
          </fieldset>
        )}
        {fault && (
          <p class="problem" role="alert">
            {explain(fault)}
          </p>
        )}
        {party !== null && (
          <p class="field">
            <label for="walk-in-name">{making.walkInName}</label>
            <input
              id="walk-in-name"
              type="text"
              autocomplete="off"
              maxLength={80}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </p>
        )}
      </div>
    </Side>
  );
}
