import type { ReservationRow } from '../../server/reservations/contract.ts';
import { SearchField } from '../frame/SearchField.tsx';
import { SortChoice } from '../frame/SortChoice.tsx';
import { address, go } from '../place.ts';
import { texts } from '../texts/texts.ts';
import { type DayBook, matches, orders, type Section, type Stage, stages, totalsOf } from './day.ts';

const filters = ['all', 'awaited', 'here', 'done', 'fallen'] as const;

/** The stage that the address asks for; undefined: all of them. */
const stageAsked = (): Stage | undefined =>
  filters.find((known): known is Stage => known !== 'all' && known === address.value.filter);

/** Is something typed, or a stage chosen? */
export const isNarrowed = (): boolean => address.value.search !== '' || stageAsked() !== undefined;

/** Whether a reservation is among those that are looked for. */
export function isWanted(row: ReservationRow): boolean {
  const stage = stageAsked();
  return (!stage || stages[row.status] === stage) && matches(row, address.value.search);
}

/** What narrows the day and in which order it stands, with how many there are at each stage. */
export function Filters({ book }: { book: DayBook }) {
  const words = texts.value.day;
  const totals = totalsOf(book);
  const { filter } = address.value;
  return (
    <div class="filters">
      <SearchField label={words.searchLabel} placeholder={words.search} />
      <SortChoice orders={orders.map((name) => [name, words.orders[name]])} />
      <fieldset class="chips edges">
        <legend class="unseen">{words.filterLabel}</legend>
        {filters.map((name) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={(filter ?? 'all') === name}
            onClick={() => go({ filter: name === 'all' ? null : name }, 'replace')}
          >
            {words.filters[name]} <b>{totals[name]}</b>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

/** Why there is nothing to show: nobody comes, or nobody who is looked for. */
export function NobodyThere({ book, sections }: { book: DayBook; sections: Section[] }) {
  const words = texts.value.day;
  if (book.reservations.length === 0)
    return (
      <p class="empty">
        {book.shifts.length === 0 ? words.closed : book.day === book.today ? words.emptyToday : words.empty}
      </p>
    );
  if (sections.length > 0) return null;
  return (
    <p class="empty">
      {words.nothing}{' '}
      <button type="button" class="text-button" onClick={() => go({ search: '', filter: null }, 'replace')}>
        {words.clear}
      </button>
    </p>
  );
}
