/** Every word that a guest reads in English. */
import type { Texts } from './fr.ts';

/** A day is midnight in UTC here, whatever the guest's own clock says. */
const by = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  return (of: string) => format.format(new Date(of));
};
const day = by({ weekday: 'long', day: 'numeric', month: 'long' });
const plural = new Intl.PluralRules('en');

const date = day;
const time = (of: string) => of;
const people = (n: number) => `${n} ${plural.select(n) === 'one' ? 'person' : 'people'}`;

export const texts: Texts = {
  lang: 'en',
  day,
  date,
  time,
  month: by({ month: 'long', year: 'numeric' }),
  weekday: by({ weekday: 'long' }),
  people,
  sentence: (of, at, party, area) =>
    `${date(of)}, ${time(at)}, ${people(party)}${area && `, ${area.toLowerCase()}`}`,

  close: 'Close',
  back: 'Back',
  again: 'Try again',
  chat: 'Chat',

  table: 'Book a table',
  party: 'How many of you?',
  greater: 'A larger party',
  tooMany: (n) => `For more than ${people(n)}, please call us:`,
  when: 'Which day?',
  previous: 'Previous month',
  next: 'Next month',
  status: { open: 'available', request: 'on request', full: 'full', closed: 'closed' },
  times: 'What time?',
  loading: 'Looking for free tables…',
  found: (n, of) => `${date(of)}, times available: ${n}`,
  nothing: 'No day is open for booking at the moment.',
  none: (of) => `No table on ${date(of)}.`,
  reason: {
    past: 'over',
    too_late: 'too late to book online',
    too_far_ahead: 'not open for booking yet',
    party_too_small: 'for larger parties only',
    party_too_large: 'not for a party this large',
    paused: 'not taking bookings just now',
  },
  full: (at) => `${time(at)} is fully booked.`,
  searching: 'Looking for the nearest times…',
  noneNear: 'Nothing is free around that day.',
  wait: 'Wait until a table is free',

  contact: 'Your details',
  kept: (s) =>
    s
      ? `Table kept for you for ${Math.floor(s / 60)}:${`0${s % 60}`.slice(-2)} more.`
      : 'This table is no longer kept, but may still be free.',
  change: 'Change',
  firstName: 'First name',
  lastName: 'Last name',
  phone: 'Phone',
  country: 'Country of the number',
  email: 'Email',
  optional: 'optional',
  extras: 'Allergy, occasion, special request',
  remark: 'Message to the restaurant',
  occasion: 'Occasion',
  occasions: {
    '': 'None in particular',
    birthday: 'Birthday',
    anniversary: 'Anniversary',
    business: 'Business meal',
    celebration: 'Celebration',
    other: 'Other',
  },
  area: 'Where',
  anywhere: 'No preference',
  news: 'Stay in touch, if you like',
  problem: {
    firstName: 'Please give your first name.',
    lastName: 'Please give your last name.',
    phone: 'This number does not seem to exist in that country.',
    'phone required': 'Please give a number where you can be reached.',
    'phone too_short': 'This number looks incomplete.',
    'phone too_long': 'This number has too many digits.',
    email: 'This address looks incomplete.',
    'email required': 'Give an address where we can write to you.',
    other: 'This text is too long.',
  },
  book: 'Confirm booking',
  booking: 'Booking…',
  lost: (at) => `The table at ${time(at)} has just been taken.`,
  lostKept: 'What you typed is kept. Choose another time:',
  otherTime: 'Choose another day',

  done: 'Your table is booked',
  requested: 'Your request is on its way',
  requestedWhat: 'The restaurant will answer shortly.',
  earlier: 'Your first request had arrived after all: that is the one that is booked.',
  mailed: 'Confirmation by email:',
  reference: 'Reference',
  calendar: 'Add to calendar',
  manage: 'Change or cancel',

  why: {
    offline: 'You are offline.',
    slow: 'The server is taking too long to answer.',
    broken: 'The connection was interrupted.',
    busy: (wait) =>
      `There are many requests right now. Try again in ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`}.`,
    unknown: 'This restaurant takes no bookings here.',
    refused: 'This request was not accepted.',
  },
  once: 'It is safe to try again: you will book only once.',
};
