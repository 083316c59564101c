import { layMail, type Mail } from '../messaging/email/layout.ts';
import { type Letter, letterWords, NBSP } from '../reservations/letter.ts';
import { houseNumber } from '../restaurants/card.ts';
import { clockTime, wallClock } from '../restaurants/clock.ts';
import { texts } from './texts.ts';
import type { Wait } from './wait.ts';

/** What is written to those who wait: an email, and the line that says the same by SMS or in a chat. */

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
export function tellJoined(wait: Facts, ways: Ways): Told {
  const { says, day, name } = wordsFor(wait);
  const { joined } = says;
  return {
    letter: lay(wait, {
      news: joined.news(name),
      title: joined.title,
      paragraphs: [joined.says(name), joined.note],
      button: { label: joined.button, url: ways.page },
    }),
    line: line(joined.sms(name, day), ways.page),
  };
}

/** In the queue at the door. `minutes`: what they were told; null: no table tonight. */
export function tellQueued(wait: Facts & Pick<Wait, 'quotedMinutes'>, ways: Ways): Told {
  const { says, name } = wordsFor(wait);
  const { queued } = says;
  const long = wait.quotedMinutes === null ? queued.unknown : queued.wait(wait.quotedMinutes);
  return {
    letter: lay(wait, {
      news: queued.news(name),
      title: queued.title,
      paragraphs: [queued.says(name), long],
      button: { label: says.ready.button, url: ways.page },
    }),
    line: line(queued.sms(name), ways.page),
  };
}

/** A table is kept for them. Both answers lead to the page, which asks: a mail program that follows links answers nothing. */
export function tellOffer(wait: Facts, ways: Ways): Told {
  const { says, day, name, writes } = wordsFor(wait);
  const { offer } = says;
  const time = writes.time(wait.offer!.time);
  const until = writes.time(
    clockTime(wallClock(new Date(wait.offeredUntil!), wait.restaurant.timeZone).minute),
  );
  return {
    letter: lay(wait, {
      news: offer.news(name),
      title: offer.title,
      paragraphs: [offer.says(name), offer.until(until)],
      button: { label: offer.button, url: ways.page },
    }),
    line: line(offer.sms(name, day, time, writes.people(wait.party), until), ways.page),
  };
}

/** They did not answer in time. */
export function tellPassed(wait: Facts, ways: Ways): Told {
  const { says, name } = wordsFor(wait);
  const { passed } = says;
  return {
    letter: lay(wait, {
      news: passed.news(name),
      title: passed.title,
      paragraphs: [passed.says(name)],
      button: { label: passed.again, url: ways.book },
    }),
    line: line(passed.sms(name), ways.book),
  };
}

/** Their table is ready. */
export function tellReady(wait: Facts, ways: Ways): Told {
  const { says, name } = wordsFor(wait);
  const { ready } = says;
  return {
    letter: lay(wait, {
      news: ready.news(name),
      title: ready.title,
      paragraphs: [ready.says(name)],
      button: { label: ready.button, url: ways.page },
    }),
    line: line(ready.sms(name), ways.page),
  };
}

function wordsFor({ locale, day, restaurant }: Facts) {
  const writes = letterWords[locale];
  return { says: texts[locale], writes, day: writes.day(day), name: restaurant.name };
}

/** Plain spaces, since one that does not break makes each SMS hold half as much. */
const line = (says: string, url: string) => `${says} ${url}`.replaceAll(NBSP, ' ');

function lay(
  wait: Facts,
  says: { news: string; title: string; paragraphs: string[]; button: Mail['button'] },
): Letter {
  const { says: words, writes, day } = wordsFor(wait);
  const { restaurant, party, area, fromMinute, toMinute, offer, locale } = wait;
  const people = writes.people(party);
  const hours =
    fromMinute === null || toMinute === null
      ? []
      : [
          {
            label: words.hours,
            value: words.between(writes.time(clockTime(fromMinute)), writes.time(clockTime(toMinute))),
          },
        ];
  const when = offer ? [{ label: words.time, value: writes.time(offer.time) }] : hours;
  const phone = houseNumber(restaurant.phone);
  const mail = layMail({
    locale,
    from: restaurant.name,
    accent: restaurant.accent,
    title: says.title,
    preview: `${day}, ${people}`,
    paragraphs: [words.greeting(`${wait.firstName} ${wait.lastName}`.trim()), ...says.paragraphs],
    facts: [
      { label: words.day, value: day },
      ...when,
      { label: words.party, value: people },
      ...(area ? [{ label: words.area, value: area }] : []),
    ],
    button: says.button,
    footer: [...(phone ? [words.ask(phone)] : []), words.why(restaurant.name)],
  });
  return { subject: `${says.news}, ${day}`, ...mail };
}
