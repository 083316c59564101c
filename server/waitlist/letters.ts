import { layMail } from '../messaging/email/layout.ts';
import { fill, paragraphsOf, type Said, type Values, wordsOf } from '../messaging/wording.ts';
import { type Letter, letterWords, NBSP } from '../reservations/letter.ts';
import { houseNumber } from '../restaurants/card.ts';
import { clockTime, wallClock } from '../restaurants/clock.ts';
import { labels, type WaitKind, waitLines, waitWords } from './texts.ts';
import type { Wait } from './wait.ts';

/**
 * What is written to those who wait: an email, and the line that says the same by SMS or in a chat. `said`, in each:
 * what the restaurant says in words of its own.
 */

/** Both forms of one message. `line` ends with the way to the page. */
export type Told = { letter: Letter; line: string };

/** Where things lead: the page of the wait, and the page where another table is booked. */
export type Ways = { page: string; book: string };

type Facts = Pick<
  Wait,
  | 'locale'
  | 'firstName'
  | 'lastName'
  | 'day'
  | 'party'
  | 'area'
  | 'fromMinute'
  | 'toMinute'
  | 'offer'
  | 'offeredUntil'
  | 'restaurant'
>;

/** On the waitlist of a day. */
export function tellJoined(wait: Facts, ways: Ways, said?: Said): Told {
  return told('waitlist_joined', wait, ways.page, said);
}

/** In the queue at the door. `quotedMinutes`: what they were told; null: no table tonight. */
export function tellQueued(wait: Facts & Pick<Wait, 'quotedMinutes'>, ways: Ways, said?: Said): Told {
  return told('queue_joined', wait, ways.page, said, {
    wait: labels[wait.locale].wait(wait.quotedMinutes),
  });
}

/** A table is kept for them. Both answers lead to the page, which asks: a mail program that follows links answers nothing. */
export function tellOffer(wait: Facts, ways: Ways, said?: Said): Told {
  const { time } = letterWords[wait.locale];
  const until = clockTime(wallClock(new Date(wait.offeredUntil!), wait.restaurant.timeZone).minute);
  return told('waitlist_offer', wait, ways.page, said, {
    time: time(wait.offer!.time),
    kept_until: time(until),
  });
}

/** They did not answer in time. */
export function tellPassed(wait: Facts, ways: Ways, said?: Said): Told {
  return told('waitlist_passed', wait, ways.book, said);
}

/** Their table is ready. */
export function tellReady(wait: Facts, ways: Ways, said?: Said): Told {
  return told('table_ready', wait, ways.page, said);
}

function told(kind: WaitKind, wait: Facts, url: string, said: Said | undefined, more: Values = {}): Told {
  const { locale } = wait;
  const name = `${wait.firstName} ${wait.lastName}`.trim();
  const values = {
    greeting: labels[locale].greeting(name),
    first_name: wait.firstName,
    last_name: wait.lastName,
    restaurant: wait.restaurant.name,
    day: letterWords[locale].day(wait.day),
    party: letterWords[locale].people(wait.party),
    ...more,
  };
  const line = fill(said?.(kind, 'sms')?.body ?? waitLines[locale][kind], values, locale);
  return {
    letter: lay(kind, wait, url, said, values),
    // Spaces that do not break make each SMS hold half as much.
    line: `${line} ${url}`.replaceAll(NBSP, ' '),
  };
}

function lay(
  kind: WaitKind,
  wait: Facts,
  url: string,
  said: Said | undefined,
  values: Values & { day: string; party: string },
): Letter {
  const { restaurant, area, fromMinute, toMinute, offer, locale } = wait;
  const [says, writes] = [labels[locale], letterWords[locale]];
  const worded = wordsOf(waitWords[locale][kind], said?.(kind, 'email'));
  const hours =
    fromMinute === null || toMinute === null
      ? []
      : [
          {
            label: says.hours,
            value: says.between(writes.time(clockTime(fromMinute)), writes.time(clockTime(toMinute))),
          },
        ];
  const when = offer ? [{ label: says.time, value: writes.time(offer.time) }] : hours;
  const phone = houseNumber(restaurant.phone);
  const mail = layMail({
    locale,
    from: restaurant.name,
    accent: restaurant.accent,
    title: fill(worded.title, values, locale),
    preview: `${values.day}, ${values.party}`,
    paragraphs: paragraphsOf(worded.body, values, locale),
    facts: [
      { label: says.day, value: values.day },
      ...when,
      { label: says.party, value: values.party },
      ...(area ? [{ label: says.area, value: area }] : []),
    ],
    button: { label: fill(worded.button, values, locale), url },
    footer: [...(phone ? [says.ask(phone)] : []), says.why(restaurant.name)],
  });
  return { subject: fill(worded.subject, values, locale), ...mail };
}
