/**
 * Where the panel is, as its URL says it. Whatever a person would want back after a reload, after Back, or
 * after signing in again is in here; nothing else is.
 */

export const pages = ['aujourdhui', 'clients', 'messages', 'reglages'] as const;
export type Page = (typeof pages)[number];

export type Address = {
  page: Page;
  restaurant: string | null;
  /** The day on show in Aujourd'hui; null: today, whichever day that is. */
  day: string | null;
  /** The guest whose record is open. */
  guest: string | null;
  search: string;
  /** Which statuses Aujourd'hui shows; null: all. */
  filter: string | null;
  /** How the list is sorted; null: by time, or by the last visit. */
  sort: string | null;
  /** How Aujourd'hui shows its day: 'timeline'; null: as a list. */
  view: string | null;
  /** The part of a page or panel on show; null: its first. */
  tab: string | null;
  /**
   * What is open beside the list. In Messages: a chat or a message. In Aujourd'hui: 'new', 'walk-in', or the
   * reservation that is being changed.
   */
  open: string | null;
};

const empty: Address = {
  page: 'aujourdhui',
  restaurant: null,
  day: null,
  guest: null,
  search: '',
  filter: null,
  sort: null,
  view: null,
  tab: null,
  open: null,
};

/** Which parts of the address mean something on which page. */
const parts: Record<Page, readonly Exclude<keyof Address, 'page' | 'restaurant'>[]> = {
  aujourdhui: ['day', 'guest', 'search', 'filter', 'sort', 'view', 'tab', 'open'],
  clients: ['guest', 'search', 'sort', 'tab'],
  messages: ['tab', 'open', 'search', 'guest'],
  reglages: ['tab'],
};

const root = '/admin/';

/** Reads an address out of a URL; what it does not know, it leaves out. */
export function readAddress(url: URL): Address {
  const name = url.pathname.slice(root.length).split('/')[0] ?? '';
  const page = pages.find((known) => known === name) ?? 'aujourdhui';
  const address: Address = { ...empty, page, restaurant: url.searchParams.get('restaurant') };
  for (const part of parts[page]) {
    const value = url.searchParams.get(part);
    if (!value) continue;
    if (part === 'day' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) continue;
    address[part] = value;
  }
  return address;
}

/** Writes an address as path and query. */
export function writeAddress(address: Address): string {
  const query = new URLSearchParams();
  if (address.restaurant) query.set('restaurant', address.restaurant);
  for (const part of parts[address.page]) {
    const value = address[part];
    if (value) query.set(part, value);
  }
  return `${root}${address.page}${query.size ? `?${query}` : ''}`;
}

/** The address after a change. Another page or restaurant begins afresh: what was open belongs to the old one. */
export function changeAddress(address: Address, change: Partial<Address>): Address {
  const moved =
    (change.page !== undefined && change.page !== address.page) ||
    (change.restaurant !== undefined && change.restaurant !== address.restaurant);
  const kept = moved ? { ...empty, page: address.page, restaurant: address.restaurant } : address;
  return { ...kept, ...change };
}
