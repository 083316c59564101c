import type { HistoryEntry, ReservationRow, Status } from '../../server/reservations/contract.ts';
import { call } from '../api.ts';
import { words as deskWords } from '../aujourdhui/desk/texts/words.ts';
import { Fault } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { useLoaded } from '../load.ts';
import { useLiveEvent, useSoon } from '../stream.ts';
import { moment, spokenTime, weekDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { handWords } from './words.ts';

type Change = HistoryEntry['changes'][number];

/** A value of a change, as people say it. */
function told(what: Change['what'], value: Change['from']): string {
  const words = texts.value;
  if (value === null || value === '') return words.making.trail.nothing;
  if (typeof value === 'boolean') return value ? handWords().yes : handWords().no;
  if (what === 'leftAsIs')
    return (
      deskWords.value.unsettled.why[value as keyof typeof deskWords.value.unsettled.why] ?? String(value)
    );
  if (Array.isArray(value)) return value.length > 0 ? words.table(value) : words.day.tableNone;
  if (what === 'status') return words.statusesLow[value as Status] ?? String(value);
  if (what === 'day') return weekDay(String(value), locale.value);
  if (what === 'time') return spokenTime(String(value), locale.value);
  if (what === 'party') return words.people(Number(value));
  if (what === 'minutes') return words.making.trail.minutes(Number(value));
  if (what === 'occasion') return words.occasions[value as keyof typeof words.occasions] ?? String(value);
  return String(value);
}

function Entry({ entry, house }: { entry: HistoryEntry; house: House }) {
  const words = texts.value;
  const trail = words.making.trail;
  const who = entry.by === 'staff' ? (entry.staff ?? trail.by.staff) : trail.by[entry.by];
  return (
    <li>
      <p>
        <b>{entry.undoes ? trail.undone : trail.kinds[entry.kind]}</b>
        {entry.changes.map((change) => (
          <span key={change.what}>
            {trail.what[change.what]}
            {texts.value.frame.colon}
            {change.from !== null && <s>{told(change.what, change.from)}</s>}
            {change.from !== null && ' → '}
            {told(change.what, change.to)}
          </span>
        ))}
        {entry.message && <q>{entry.message}</q>}
      </p>
      <small>
        {moment(entry.at, locale.value, house.timeZone)} · {who} · {trail.through[entry.through]}
      </small>
    </li>
  );
}

/** Who changed what of a reservation, when, and through which channel; newest first. */
export function Trail({ row, house }: { row: ReservationRow; house: House }) {
  const words = texts.value.making.trail;
  const { value, fault, reload } = useLoaded(row.id, (signal) =>
    call('GET /api/reservations/:id/history', { params: { id: row.id }, signal }),
  );
  const soon = useSoon(reload, 200);
  useLiveEvent((message) => {
    if (message.event.kind === 'reservation' && message.event.reservation.id === row.id) soon();
  });
  return (
    <section class="trail" aria-labelledby="trail-title">
      <h3 id="trail-title">{words.title}</h3>
      {fault && !value && <Fault what={words.failed} fault={fault} onRetry={reload} />}
      <ol>
        {[...(value?.history ?? [])].reverse().map((entry) => (
          <Entry key={entry.id} entry={entry} house={house} />
        ))}
      </ol>
    </section>
  );
}
