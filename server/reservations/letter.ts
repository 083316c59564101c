import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Locale } from '../contract/words.ts';
import type { Words as Worded, WordedKind } from '../messaging/contract.ts';
import { layMail, type Mail } from '../messaging/email/layout.ts';
import { fill, paragraphsOf, type Said, type Values, wordsOf } from '../messaging/wording.ts';
import { addDays, wallClock } from '../restaurants/clock.ts';
import type { Booking } from './contract.ts';

/** What all emails about a reservation have in common: when, how many, where, and the words for it. */

/** What such an email tells. `locale` is the guest's. */
export type LetterFacts = Pick<
  Booking,
  | 'locale'
  | 'status'
  | 'reference'
  | 'day'
  | 'time'
  | 'startsAt'
  | 'party'
  | 'area'
  | 'remark'
  | 'firstName'
  | 'lastName'
  | 'manageUrl'
  | 'calendarUrl'
> & { restaurant: Pick<Booking['restaurant'], 'name' | 'phone' | 'address' | 'timeZone' | 'accent'> };

export type Letter = { subject: string; text: string; html: string };

/** No line breaks here: "20 h 30" and "4 personnes" stay in one piece. */
export const NBSP = '\u00a0';

/**
 * An email about a reservation in the guest's language: what it says is `own`, or what the restaurant says instead;
 * what it is about is told below. `values`: what stands for names in braces that not all such emails know.
 */
export function layLetter(
  facts: LetterFacts,
  says: {
    kind: WordedKind;
    own: Worded;
    said?: Said | undefined;
    values?: Values;
    /** Where the button leads; `label`: what it is called, whatever the words say. */
    button: { url: string; label?: string };
    links?: Mail['links'];
    /** Which line says how to reach the restaurant: for a change of plan, unless it is a question. */
    reach?: 'change' | 'question';
  },
): Letter {
  const { locale, restaurant, party } = facts;
  const words = texts[locale as Locale];
  const values = { ...letterValues(facts), ...says.values };
  const worded = wordsOf(says.own, says.said?.(says.kind, 'email'));
  const filled = (text: string) => fill(text, values, locale as Locale);
  const { street, postcode, city, country } = restaurant.address;
  const place = [street, townOf(postcode, city, country)].filter((line) => line !== '').join('\n');
  const phone = restaurant.phone && phoneOf(restaurant.phone);
  const call = says.reach === 'question' ? words.ask : words.call;
  const reach = phone ? [call(phone)] : says.reach === 'question' ? [] : [words.changePlans];

  const mail = layMail({
    locale,
    from: restaurant.name,
    accent: restaurant.accent,
    title: filled(worded.title),
    preview: `${values.day}, ${values.time}, ${values.party}`,
    paragraphs: paragraphsOf(worded.body, values, locale as Locale),
    facts: [
      { label: words.date, value: values.day },
      { label: words.hour, value: values.time },
      { label: words.party, value: words.people(party) },
      ...(facts.area ? [{ label: words.area, value: facts.area }] : []),
      { label: words.name, value: `${facts.firstName} ${facts.lastName}`.trim() },
      ...(facts.remark ? [{ label: words.remark, value: facts.remark }] : []),
      { label: words.reference, value: facts.reference },
      ...(place ? [{ label: words.address, value: place }] : []),
    ],
    button: { label: says.button.label ?? filled(worded.button), url: says.button.url },
    links: says.links ?? [],
    footer: [...reach, words.why(restaurant.name)],
  });
  return { subject: filled(worded.subject), ...mail };
}

/** What stands for the names in braces that all words about a reservation know. */
export function letterValues(facts: LetterFacts) {
  const words = texts[facts.locale as Locale];
  return {
    greeting: words.greeting(facts.firstName, facts.lastName),
    first_name: facts.firstName,
    last_name: facts.lastName,
    restaurant: facts.restaurant.name,
    day: dayOf(facts, words),
    time: words.time(facts.time),
    party: words.people(facts.party),
    reference: facts.reference,
  };
}

/** The day in words; for a table after midnight both of its days, so that nobody comes a night late. */
function dayOf({ day, startsAt, restaurant }: LetterFacts, words: Words): string {
  const night = wallClock(new Date(startsAt), restaurant.timeZone).day > day;
  return night ? words.night(day, addDays(day, 1)) : words.day(day);
}

/** As it is dialled from anywhere; a guest may well be from abroad. */
function phoneOf(e164: string): string {
  const written = parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
  return written.replaceAll(' ', NBSP);
}

/** Where the postcode follows the town; elsewhere it goes before. */
const postcodeLast = new Set(['AU', 'CA', 'GB', 'IE', 'US']);

function townOf(postcode: string, city: string, country: string): string {
  return (postcodeLast.has(country) ? `${city} ${postcode}` : `${postcode} ${city}`).trim();
}

type Words = {
  day: (day: string) => string;
  night: (day: string, next: string) => string;
  time: (time: string) => string;
  people: (party: number) => string;
  greeting: (firstName: string, lastName: string) => string;
  call: (phone: string) => string;
  ask: (phone: string) => string;
  changePlans: string;
  why: (restaurant: string) => string;
} & Record<'date' | 'hour' | 'party' | 'area' | 'name' | 'remark' | 'reference' | 'address', string>;

/** Days are plain strings: Intl sees them as UTC, so that no zone can move them. */
function writer(language: string, options: Intl.DateTimeFormatOptions): (day: string) => string {
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}

const whole = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const frenchDay = writer('fr-FR', whole);
const frenchShort = writer('fr-FR', { weekday: 'long', day: 'numeric' });
// The first of a month is the only day that French counts in order.
const first = (text: string) => text.replace(/ 1(?= |$)/, ' 1er').replace(/ (?=\d)/, NBSP);
// Whether a comma follows the weekday changes with the version of Intl's data.
const plain = (write: (day: string) => string) => (day: string) => write(day).replace(',', '');
const britishDay = plain(writer('en-GB', whole));
const britishShort = plain(writer('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }));

const texts: Record<Locale, Words> = {
  fr: {
    day: (day) => first(frenchDay(day)),
    night: (day, next) => `nuit du ${first(frenchShort(day))} au ${first(frenchDay(next))}`,
    time: (time) =>
      `${Number(time.slice(0, 2))}${NBSP}h${time.endsWith(':00') ? '' : `${NBSP}${time.slice(3)}`}`,
    people: (party) => `${party}${NBSP}${party > 1 ? 'personnes' : 'personne'}`,
    greeting: (firstName, lastName) => `Bonjour ${firstName} ${lastName}`.trim().concat(','),
    date: 'Date',
    hour: 'Heure',
    party: 'Couverts',
    area: 'Espace',
    name: 'Au nom de',
    remark: 'Votre remarque',
    reference: 'Référence',
    address: 'Adresse',
    call: (phone) => `Un retard, un changement${NBSP}? Appelez-nous au ${phone}.`,
    ask: (phone) => `Une question${NBSP}? Appelez-nous au ${phone}.`,
    changePlans: `Un empêchement${NBSP}? Prévenez-nous, même au dernier moment.`,
    why: (restaurant) =>
      `Vous recevez ce message parce qu’une réservation a été faite chez ${restaurant} avec cette adresse.`,
  },
  en: {
    day: (day) => britishDay(day).replace(/(\d) /, `$1${NBSP}`),
    night: (day, next) =>
      `night of ${britishShort(day)} to ${britishDay(next)}`.replace(/(\d) (?=[A-Z])/g, `$1${NBSP}`),
    time: (time) => time,
    people: (party) => `${party}${NBSP}${party > 1 ? 'people' : 'person'}`,
    greeting: (firstName, lastName) => `Dear ${firstName} ${lastName}`.trim().concat(','),
    date: 'Date',
    hour: 'Time',
    party: 'Party',
    area: 'Area',
    name: 'Name',
    remark: 'Your remark',
    reference: 'Reference',
    address: 'Address',
    call: (phone) => `Running late, or a change of plan? Call us on ${phone}.`,
    ask: (phone) => `A question? Call us on ${phone}.`,
    changePlans: 'A change of plan? Please tell us, even at the last minute.',
    why: (restaurant) =>
      `You are receiving this because a reservation was made with this address at ${restaurant}.`,
  },
};

/** How days, times and parties are written in letters, for what else is written to guests. */
export { texts as letterWords };
