import { Users } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { GuestReservation } from '../../server/reservations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { OccasionMark } from '../aujourdhui/marks.tsx';
import type { House } from '../frame/house.ts';
import { Remark } from '../frame/Remark.tsx';
import { StatusMark } from '../frame/Status.tsx';
import { go } from '../place.ts';
import { shortDay, weekDay } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import type { GuestHistory } from './useGuest.ts';

function Line({ one, house, upcoming }: { one: GuestReservation; house: House; upcoming: boolean }) {
  const words = texts.value;
  const day = upcoming ? weekDay(one.day, locale.value) : shortDay(one.day, locale.value);
  return (
    <li class="past">
      <span class="past-when">
        {one.restaurant === house.slug ? (
          <button
            type="button"
            class="text-button"
            onClick={() => go({ page: 'aujourdhui', day: one.day, guest: null })}
          >
            {day}
          </button>
        ) : (
          <span>{day}</span>
        )}
        <time>{one.time}</time>
      </span>
      <span class="past-shift">
        {one.shift}
        {one.restaurant !== house.slug && <small> · {one.restaurantName}</small>}
      </span>
      <span class="past-party">
        <Users size={13} strokeWidth={1.5} aria-hidden="true" />
        <span aria-hidden="true">{one.party}</span>
        <span class="unseen">{words.covers(one.party)}</span>
      </span>
      <StatusMark status={one.status} late={one.cancelledLate} />
      {(one.remark || one.occasion) && (
        <span class="past-marks">
          {one.remark && <Remark text={one.remark} />}
          {one.occasion && <OccasionMark occasion={one.occasion} />}
        </span>
      )}
    </li>
  );
}

/** What is planned, and the last 50 reservations with a way to the rest. */
export function History({ id, history, house }: { id: string; history: GuestHistory; house: House }) {
  const words = texts.value.guest;
  const [more, setMore] = useState<{ past: GuestReservation[]; cursor: string | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<CallFailed | null>(null);
  const cursor = more ? more.cursor : history.cursor;
  const seen = new Set(history.past.map((one) => one.id));
  const past = [...history.past, ...(more?.past.filter((one) => !seen.has(one.id)) ?? [])];

  useEffect(() => setMore(null), [id]);

  async function fetchMore() {
    if (!cursor || busy) return;
    setBusy(true);
    setFault(null);
    try {
      const next = await call('GET /api/guests/:id/reservations', { params: { id }, query: { cursor } });
      setMore({ past: [...(more?.past ?? []), ...next.past], cursor: next.cursor });
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
    }
    setBusy(false);
  }

  return (
    <>
      {history.upcoming.length > 0 && (
        <section class="part" aria-labelledby="guest-upcoming">
          <h3 id="guest-upcoming">{words.upcoming}</h3>
          <ol class="pasts">
            {history.upcoming.map((one) => (
              <Line key={one.id} one={one} house={house} upcoming />
            ))}
          </ol>
        </section>
      )}
      <section class="part" aria-labelledby="guest-history">
        <h3 id="guest-history">{words.history}</h3>
        {past.length === 0 ? (
          <p class="muted">{words.historyNone}</p>
        ) : (
          <ol class="pasts">
            {past.map((one) => (
              <Line key={one.id} one={one} house={house} upcoming={false} />
            ))}
          </ol>
        )}
        {fault && (
          <p class="problem" role="alert">
            {explain(fault)}
          </p>
        )}
        {cursor && (
          <button type="button" class="button wide" aria-disabled={busy} onClick={() => void fetchMore()}>
            {busy ? texts.value.frame.loading : texts.value.frame.more}
          </button>
        )}
      </section>
    </>
  );
}
