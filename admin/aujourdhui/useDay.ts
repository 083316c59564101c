/** The day on show, kept true: fetched, completed by live events, changed by taps that are taken back when refused. */
import { useCallback, useRef, useState } from 'preact/hooks';
import type { ReservationRow, Status } from '../../server/reservations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { tell } from '../frame/toasts.ts';
import { missingFrom } from '../live-numbers.ts';
import { useLoaded } from '../load.ts';
import { live, useLiveEvent, useLiveFresh } from '../stream.ts';
import { spokenTime } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import { type DayBook, type Settable, withEvent, withRow } from './day.ts';

/** How long a new row stays marked, in ms. */
const markedFor = 8_000;

async function fetchDay(restaurant: string, day: string | null, signal: AbortSignal): Promise<DayBook> {
  const ask = () => call('GET /api/reservations', { query: { restaurant, ...(day ? { day } : {}) }, signal });
  let book = await ask();
  // The stream began after this answer was made: what lies between is in neither. Ask once more.
  if ((live.from(restaurant) ?? 0) > book.event) book = await ask();
  return missingFrom(live.recent(restaurant), book.event).reduce(withEvent, book);
}

export function useDay(restaurant: string, day: string | null) {
  const loaded = useLoaded(`${restaurant} ${day ?? 'today'}`, (signal) => fetchDay(restaurant, day, signal));
  const { value, change, reload } = loaded;
  const [pending, setPending] = useState<ReadonlyMap<string, Status>>(new Map());
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [news, setNews] = useState('');
  const book = useRef(value);
  book.current = value;
  /** How often each row was heard of on the stream: a reply older than that is not put over it. */
  const heard = useRef(new Map<string, number>());

  useLiveEvent((message) => {
    if (message.event.kind === 'reservation') {
      const row = message.event.reservation;
      heard.current.set(row.id, (heard.current.get(row.id) ?? 0) + 1);
      if (message.event.change === 'booked' && row.day === book.current?.day) {
        setFresh((before) => new Set(before).add(row.id));
        setTimeout(() => setFresh((before) => new Set([...before].filter((id) => id !== row.id))), markedFor);
        setNews(
          texts.value.day.booked(
            row.bookedAs,
            texts.value.people(row.party),
            spokenTime(row.time, locale.value),
          ),
        );
      }
    }
    // Services, hours and tables of the day may be others now.
    if (message.event.kind === 'settings') reload();
    change((before) => withEvent(before, message));
  });
  useLiveFresh((why) => {
    if (why === 'reload' || (live.from(restaurant) ?? 0) > (book.current?.event ?? Infinity)) reload();
  });

  /** Shows a status at once, asks the server for it, and goes back to the truth when it says no. */
  const attempt = useCallback(
    async (row: ReservationRow, status: Status, ask: () => Promise<ReservationRow>) => {
      setPending((before) => new Map(before).set(row.id, status));
      const before = heard.current.get(row.id) ?? 0;
      try {
        const answer = await ask();
        if ((heard.current.get(row.id) ?? 0) === before) change((of) => withRow(of, answer));
        return answer;
      } catch (fault) {
        if (!(fault instanceof CallFailed)) throw fault;
        tell({ tone: 'refused', text: texts.value.day.notChanged(row.bookedAs, explain(fault)) });
        // It may have been done after all: only the server knows.
        if (fault.kind !== 'refused' || fault.status === 409) reload();
        return null;
      } finally {
        setPending((now) => new Map([...now].filter(([id]) => id !== row.id)));
      }
    },
    [change, reload],
  );

  const undo = useCallback(
    async (row: ReservationRow) => {
      const last = row.lastChange;
      if (!last) return;
      const answer = await attempt(row, last.from, () =>
        call('POST /api/reservations/:id/undo', { params: { id: row.id }, body: { change: last.id } }),
      );
      if (answer)
        tell({
          tone: 'done',
          text: texts.value.frame.undone(row.bookedAs, texts.value.statusesLow[answer.status]),
        });
    },
    [attempt],
  );

  const setStatus = useCallback(
    async (row: ReservationRow, status: Settable) => {
      const answer = await attempt(row, status, () =>
        status === 'declined'
          ? call('POST /api/reservations/:id/decline', { params: { id: row.id }, body: {} })
          : call('POST /api/reservations/:id/status', { params: { id: row.id }, body: { status } }),
      );
      if (!answer) return;
      tell({
        tone: 'done',
        text: [
          texts.value.day.changed(row.bookedAs, texts.value.statusesLow[answer.status]),
          // Who stands at the door is met by somebody who knows.
          ...(status === 'arrived'
            ? [[...answer.guest.tags, answer.remark].filter(Boolean).join(' · ')].filter(Boolean)
            : []),
        ].join(' '),
        ...(answer.lastChange?.undoable ? { undo: () => void undo(answer) } : {}),
      });
    },
    [attempt, undo],
  );

  const pin = useCallback(
    async (row: ReservationRow) => {
      const { pinned } = row;
      const answer = await attempt(row, row.status, () =>
        call('POST /api/reservations/:id/pin', { params: { id: row.id }, body: { pinned: !pinned } }),
      );
      if (!answer) return;
      const words = texts.value;
      tell({
        tone: 'done',
        text: (pinned ? words.day.unpinned : words.day.pinned)(row.bookedAs, words.table(row.tables)),
        undo: () => void pin(answer),
      });
    },
    [attempt],
  );

  const shown: DayBook | null =
    value && pending.size > 0
      ? {
          ...value,
          reservations: value.reservations.map((row) => {
            const status = pending.get(row.id);
            return status ? { ...row, status } : row;
          }),
        }
      : value;

  return { ...loaded, book: shown, fresh, news, pending, setStatus, undo, pin };
}
