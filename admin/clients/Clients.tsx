import { useEffect, useRef } from 'preact/hooks';
import type { GuestRow } from '../../server/guests/contract.ts';
import { NoShowMark, Tag } from '../aujourdhui/marks.tsx';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { SearchField } from '../frame/SearchField.tsx';
import { SortChoice } from '../frame/SortChoice.tsx';
import { Split } from '../frame/Split.tsx';
import { address, go } from '../place.ts';
import { dayAndMonth, dayOf, shortDay } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import { Figures } from './Figures.tsx';
import { GuestPanel } from './GuestPanel.tsx';
import { type GuestOrder, useGuestBook } from './useGuestBook.ts';

const orders: readonly GuestOrder[] = ['last_visit', 'name'];

/** The last visit; one that is still to come says so. */
function lastVisit({ lastVisit: day }: GuestRow, today: string): string {
  const words = texts.value.guests;
  if (!day) return words.never;
  return day > today ? words.planned(dayAndMonth(day, locale.value)) : shortDay(day, locale.value);
}

function GuestLine({ guest, opened, today }: { guest: GuestRow; opened: boolean; today: string }) {
  const words = texts.value.guests;
  return (
    <li data-item class={`person${opened ? ' person-open' : ''}`}>
      <div class="person-who">
        <button
          type="button"
          class="line-name"
          data-row
          data-guest={guest.id}
          aria-expanded={opened}
          onClick={() =>
            opened
              ? go({ guest: null, tab: null }, 'replace')
              : go({ guest: guest.id, tab: null }, address.value.guest ? 'replace' : 'push')
          }
        >
          {guest.firstName} {guest.lastName}
        </button>
        {guest.tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
        {guest.noShows > 0 && <NoShowMark count={guest.noShows} />}
      </div>
      <span class="person-contact figure">{guest.phoneFormatted ?? guest.phone ?? guest.email ?? ''}</span>
      <span class="person-visits figure">
        <b aria-hidden="true">{guest.visits}</b>
        <span>{words.visits(guest.visits)}</span>
      </span>
      <span class="person-last figure">{lastVisit(guest, today)}</span>
    </li>
  );
}

/** The guest book: four figures, a search that answers as one types, and the record beside the list. */
export function Clients({ house }: { house: House }) {
  const words = texts.value.guests;
  const { search, sort, guest } = address.value;
  const book = useGuestBook(house.slug, search, orders.find((known) => known === sort) ?? 'last_visit');
  const today = dayOf(new Date().toISOString(), house.timeZone);
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(book.more);
  more.current = book.more;

  // The rest comes as one scrolls towards it.
  useEffect(() => {
    if (!end.current || !book.cursor) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void more.current();
      },
      { rootMargin: '600px' },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [book.cursor]);

  return (
    <Split
      panel={guest ? <GuestPanel key={guest} house={house} id={guest} /> : null}
      empty={<p class="split-empty">{words.open}</p>}
    >
      <h1 class="unseen">{words.title}</h1>
      <Figures house={house} />
      <div class="filters">
        <SearchField label={words.searchLabel} placeholder={words.search} wide />
        <SortChoice orders={orders.map((name) => [name, words.orders[name]])} />
        <p class="found" role="status" aria-live="polite">
          {book.guests && book.shown && words.found(book.guests.length, book.cursor !== null)}
        </p>
      </div>
      {book.fault && !book.guests && <Fault what={words.failed} fault={book.fault} onRetry={book.reload} />}
      {book.slow && !book.guests && <Shape rows={12} />}
      {book.guests?.length === 0 && (
        <p class="empty">{book.shown ? words.nothing(book.shown) : words.empty}</p>
      )}
      {book.guests && book.guests.length > 0 && (
        <div data-rows>
          <div class="person person-head" aria-hidden="true">
            <span>{words.columns.name}</span>
            <span class="person-contact">{words.columns.contact}</span>
            <span class="person-visits">{words.columns.visits}</span>
            <span class="person-last">{words.columns.last}</span>
          </div>
          <ol class="people" aria-busy={book.searching}>
            {book.guests.map((one) => (
              <GuestLine key={one.id} guest={one} opened={guest === one.id} today={today} />
            ))}
          </ol>
          <div ref={end} class="people-end">
            {book.moreFault && (
              <p class="problem" role="alert">
                {explain(book.moreFault)}
              </p>
            )}
            {book.cursor && (
              <button type="button" class="button wide" onClick={() => void book.more()}>
                {texts.value.frame.more}
              </button>
            )}
          </div>
        </div>
      )}
    </Split>
  );
}
