import type { ReservationRow } from '../../server/reservations/contract.ts';
import type { House } from '../frame/house.ts';
import { capital, longDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { counts, coversOf, type DayBook, sorted } from './day.ts';

/** Larger letters while a page holds them: a full evening is one page as well. `lines`: rows, and what is above. */
const density = (lines: number): string => (lines > 34 ? ' sheet-full' : lines > 22 ? ' sheet-dense' : '');

/** How many letters of what is to be known stand on one line of its column. */
const letters = 44;

/** What is to be known of a party: who they are to the house, why they come, what they said. */
function toKnow(row: ReservationRow): string {
  const words = texts.value;
  return [
    row.guest.tags.join(', '),
    row.guest.noShows > 0 && words.noShows(row.guest.noShows),
    row.occasion && words.occasions[row.occasion],
    row.remark,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** About how many lines of a page something takes. */
const linesOf = (text: string, wide: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / wide)), 0);

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
            class={`sheet${density(
              rows.reduce(
                (sum, row) => sum + linesOf(toKnow(row), letters),
                note ? linesOf(note, 2 * letters) : 0,
              ),
            )}`}
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
                    <td>{toKnow(row)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
    </div>
  );
}
