import type { Locale } from '../contract/words.ts';
import { asSms } from '../messaging/segments.ts';
import type { Reworded, Said } from '../messaging/wording.ts';
import { renderConfirmation } from '../reservations/confirmation.ts';
import { renderDeclined } from '../reservations/declined.ts';
import type { Letter, LetterFacts } from '../reservations/letter.ts';
import { cancelledLine, changedLine, confirmationLine, declinedLine } from '../reservations/line.ts';
import {
  renderCancelled,
  renderChanged,
  renderReminder,
  renderReminderText,
  renderThanks,
} from '../reservations/news.ts';
import { addDays, instantsOf, wallClock, weekday } from '../restaurants/clock.ts';
import type { RestaurantCard } from '../restaurants/contract.ts';
import { type Told, tellJoined, tellOffer, tellPassed, tellQueued, tellReady } from '../waitlist/letters.ts';
import type { Which } from './catalogue.ts';

/** A message about a reservation that nobody made. */
export type Sample = { subject: string | null; html: string | null; text: string };

const people: Record<Locale, { firstName: string; lastName: string; word: string }> = {
  fr: {
    firstName: 'Camille',
    lastName: 'Durand',
    word: 'La salle est fermée ce soir-là pour une fête privée.',
  },
  en: {
    firstName: 'Camille',
    lastName: 'Durand',
    word: 'The room is closed that evening for a private party.',
  },
};

/**
 * A message as a guest of this restaurant would get it, in these words where they are not null: a party of four, on the
 * next day but one of its first evening. All its links lead to the page where anybody books.
 */
export function renderSample(
  { kind, channel, locale }: Which,
  words: Reworded,
  card: RestaurantCard,
  { baseUrl, now }: { baseUrl: string; now: Date },
): Sample {
  const said: Said = (asked, through) => (asked === kind && through === channel ? words : undefined);
  const url = `${baseUrl}/r/${card.slug}`;
  const booked = bookedAt(card, locale, url, now);
  const { word } = people[locale];
  const more = { message: word, bookUrl: url };
  const letters: Record<Exclude<Which['kind'], WaitKind>, () => Letter> = {
    received: () => renderConfirmation({ ...booked, status: 'requested' }, said),
    confirmation: () => renderConfirmation(booked, said),
    changed: () => renderChanged(booked, said),
    cancelled_by_guest: () =>
      renderCancelled({ ...booked, ...more, message: null, cancelledBy: 'guest' }, said),
    cancelled_by_house: () => renderCancelled({ ...booked, ...more, cancelledBy: 'staff' }, said),
    declined: () => renderDeclined({ ...booked, ...more }, said),
    reminder: () => renderReminder({ ...booked, coming: false, inDays: 1 }, said),
    thanks: () => renderThanks(booked, said),
  };
  if (isWait(kind)) {
    const { letter, line } = tellSample(kind, booked, url, said);
    return channel === 'email' ? letter : { subject: null, html: null, text: asSms(line) };
  }
  if (channel === 'email') return letters[kind]();
  const lines: Partial<Record<Which['kind'], () => string>> = {
    confirmation: () => confirmationLine(booked, said),
    changed: () => changedLine(booked, said),
    cancelled_by_house: () => cancelledLine({ ...booked, ...more }, said),
    declined: () => declinedLine({ ...booked, ...more }, said),
    reminder: () => renderReminderText({ ...booked, coming: false, inDays: 1 }, said),
  };
  return { subject: null, html: null, text: lines[kind]!() };
}

type WaitKind = Extract<
  Which['kind'],
  'waitlist_joined' | 'waitlist_offer' | 'waitlist_passed' | 'queue_joined' | 'table_ready'
>;
const waits = ['waitlist_joined', 'waitlist_offer', 'waitlist_passed', 'queue_joined', 'table_ready'];
const isWait = (kind: Which['kind']): kind is WaitKind => waits.includes(kind);

function tellSample(kind: WaitKind, booked: Booked, url: string, said: Said): Told {
  const { startsAt, time, minute } = booked;
  const wait = {
    ...booked,
    fromMinute: minute,
    toMinute: minute + 60,
    offer: null,
    offeredUntil: null,
  };
  const offered = {
    ...wait,
    // Half past five on the same day: an hour at which somebody may well be asked.
    offeredUntil: new Date(Date.parse(startsAt) - 3 * 3_600_000).toISOString(),
    offer: {
      minute,
      time,
      shift: '',
      startsAt,
      endsAt: startsAt,
      freeAt: startsAt,
      request: false,
      byHand: false,
      tables: [],
      tableIds: [],
    },
  };
  const ways = { page: url, book: url };
  if (kind === 'waitlist_offer') return tellOffer(offered, ways, said);
  const here = { ...wait, fromMinute: null, toMinute: null };
  if (kind === 'queue_joined') return tellQueued({ ...here, quotedMinutes: 20 }, ways, said);
  if (kind === 'table_ready') return tellReady(here, ways, said);
  return kind === 'waitlist_joined' ? tellJoined(wait, ways, said) : tellPassed(wait, ways, said);
}

type Booked = LetterFacts & { locale: Locale; minute: number };

function bookedAt(card: RestaurantCard, locale: Locale, url: string, now: Date): Booked {
  const today = wallClock(now, card.timeZone).day;
  // The last shift of the day is an evening, where there is one.
  const shift = card.shifts.at(-1) ?? { first: '19:30', weekdays: [] as number[] };
  const days = [2, 3, 4, 5, 6, 7, 8].map((ahead) => addDays(today, ahead));
  const day = days.find((one) => shift.weekdays.includes(weekday(one))) ?? days[0]!;
  const [hour, past] = shift.first.split(':').map(Number) as [number, number];
  const minute = hour * 60 + past;
  const { firstName, lastName } = people[locale];
  return {
    locale,
    status: 'confirmed',
    reference: 'K7QW2',
    day,
    time: shift.first,
    minute,
    startsAt: new Date(instantsOf(day, card.timeZone)(minute) ?? now).toISOString(),
    party: 4,
    area: card.areas[0] ?? null,
    remark: null,
    firstName,
    lastName,
    manageUrl: url,
    calendarUrl: url,
    restaurant: {
      name: card.name,
      phone: card.phone,
      address: card.address,
      timeZone: card.timeZone,
      accent: card.accent,
    },
  };
}
