import type { ReservationRow } from '../../server/reservations/contract.ts';
import type { House } from '../frame/house.ts';
import { capital, longDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { counts, coversOf, type DayBook, sorted } from './day.ts';
import { sheetSize } from './sheet.ts';

/** What is to be known of a party beside its tags: why they come, and what they said. */
const saidOf = (row: ReservationRow): string =>
  [row.occasion && texts.value.occasions[row.occasion], row.remark].filter(Boolean).join(' · ');

/**
 * The day on paper: an A4 page per shift, to hang at the pass. Seen in print alone; those who do not come are
 * left out.
 */
export function ServiceSheet({ book, house, note }: { book: DayBook; house: House; note: string }) {
  const words = texts.value;
  const sheet = words.day.sheet;
  const day = capital(longDay(book.day, locale.value, book.today));
  const coming = sorted(book.reservations, 'time').filter(
    (row) => counts(row.status) || row.status === 'requested',
  );
  return (
    <div class="sheets" aria-hidden="true">
      {coversOf(book)
        .map((shift) => ({ shift, rows: coming.filter((row) => row.shift === shift.name) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ shift, rows }) => (
          <section
            key={shift.name}
            class="sheet"
            style={{
              '--size': sheetSize(
                rows.map((row) => ({
                  name: row.bookedAs,
                  know: [row.guest.tags.join(', '), saidOf(row)].filter(Boolean).join(' · '),
                })),
                note,
              ),
            }}
          >
            <header>
              <h2>
                {shift.name} · {day}
              </h2>
              <p>
                {house.name} · {words.covers(shift.covers)} · {words.bookings(shift.parties)}
              </p>
            </header>
            {note && <p class="sheet-note">{note}</p>}
            <table>
              <thead>
                <tr>
                  <th>{sheet.time}</th>
                  <th>{sheet.party}</th>
                  <th>{sheet.name}</th>
                  <th>{sheet.table}</th>
                  <th>{sheet.note}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td class="sheet-time">{row.time}</td>
                    <td class="sheet-party">{row.party}</td>
                    <td class="sheet-name">
                      {row.bookedAs}
                      {row.status === 'requested' && <small> ({words.statusesLow.requested})</small>}
                    </td>
                    <td class="sheet-table">{row.tables.join('+') || '—'}</td>
                    <td>
                      {row.guest.tags.length > 0 && <b>{row.guest.tags.join(', ')}</b>}
                      {row.guest.tags.length > 0 && saidOf(row) && ' · '}
                      {saidOf(row)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
    </div>
  );
}
