import type { GuestRecord, GuestStatistics } from '../../server/guests/contract.ts';
import type { House } from '../frame/house.ts';
import { session } from '../session/session.ts';
import { dayAndMonth, dayOf, shortDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';

const figures = ['visits', 'noShows', 'cancellations', 'coversTotal', 'first', 'last'] as const;

/** A visit that is still to come says so: first and last count every reservation that was not cancelled. */
function figure(name: (typeof figures)[number], of: GuestStatistics, today: string): string | number {
  const day = (value: string | null) =>
    value === null
      ? '—'
      : value > today
        ? texts.value.guests.planned(dayAndMonth(value, locale.value))
        : shortDay(value, locale.value);
  if (name === 'first') return day(of.firstVisit);
  if (name === 'last') return day(of.lastVisit);
  return name === 'coversTotal' ? of.covers : of[name];
}

/** A guest's counters, at this restaurant and, where there are several, in all of them. */
export function Statistics({ record, house }: { record: GuestRecord; house: House }) {
  const today = dayOf(new Date().toISOString(), house.timeZone);
  const words = texts.value.guest;
  const several = (session.value?.restaurants.length ?? 1) > 1;
  const columns = several ? (['here', 'everywhere'] as const) : (['here'] as const);
  return (
    <section class="part" aria-labelledby="guest-statistics">
      <h3 id="guest-statistics">{words.statistics}</h3>
      <table class="statistics">
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {words[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((name) => (
            <tr key={name}>
              <th scope="row">{words[name]}</th>
              {columns.map((column) => (
                <td
                  key={column}
                  class={name === 'noShows' && record[column].noShows > 0 ? 'harm' : undefined}
                >
                  {figure(name, record[column], today)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
