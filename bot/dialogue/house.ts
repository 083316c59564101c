import type { Answer, Ask } from './exchange.ts';
import { sayClosed } from './offers.ts';
import { sayList, weekdayName } from './say/form.ts';
import { dayIn, languageIn, phoneOf, question, say, type Talk, timeIn, wordsOf } from './talk.ts';

/** A stretch of weekdays in words: "du mardi au samedi", "dimanche". */
function sayWeekdays(talk: Talk, weekdays: number[]): string {
  const language = languageIn(talk);
  const words = wordsOf(talk);
  const sorted = [...weekdays].sort((a, b) => a - b);
  if (sorted.length === 7) return words.everyDay;
  const running = sorted.every((day, at) => at === 0 || day === sorted[at - 1]! + 1);
  if (running && sorted.length > 2)
    return words.untilDay(weekdayName(sorted[0]!, language), weekdayName(sorted.at(-1)!, language));
  return sayList(
    sorted.map((day) => weekdayName(day, language)),
    language,
  );
}

export function sayHours(talk: Talk) {
  const { shifts } = talk.facts.restaurant;
  const lines = shifts.map((shift) =>
    wordsOf(talk).hoursLine(
      sayWeekdays(talk, shift.weekdays),
      shift.name,
      timeIn(talk, shift.first),
      timeIn(talk, shift.last),
    ),
  );
  say(talk, (t) => t.hours(lines.join('\n')));
}

export function sayAddress(talk: Talk) {
  const { name, address } = talk.facts.restaurant;
  const { street, postcode, city } = address;
  const query = encodeURIComponent(`${name}, ${street}, ${postcode} ${city}`);
  const map = `https://www.google.com/maps/search/?api=1&query=${query}`;
  say(talk, (t) => t.address(`${street}, ${postcode} ${city}`, map));
}

/** When the house serves on one day: the server is asked, as special days may say otherwise. */
export function seekDay(talk: Talk, day: string) {
  talk.ask = { kind: 'service', day, party: Math.max(2, talk.facts.restaurant.minParty) };
}

export function sayDayHours(talk: Talk, ask: Ask & { kind: 'service' }, answer: Answer) {
  if (answer.kind !== 'service') return sayHours(talk);
  if (answer.slots.length === 0) {
    if (answer.reason === 'closed') return sayClosed(talk, ask.day, answer.message);
    return sayHours(talk);
  }
  const words = wordsOf(talk);
  const shifts = [...new Set(answer.slots.map(({ shift }) => shift))].map((shift) => {
    const times = answer.slots.filter((slot) => slot.shift === shift).map(({ time }) => time);
    return words.served(shift, timeIn(talk, times[0]!), timeIn(talk, times.at(-1)!));
  });
  say(talk, (t) => t.dayHours(dayIn(talk, ask.day), sayList(shifts, languageIn(talk))));
}

/** Parking, menu or allergens as the restaurant tells them. False when it told nothing. */
export function sayFact(talk: Talk, about: 'parking' | 'menu' | 'allergies'): boolean {
  const { parking, allergens, menuUrl } = talk.facts.restaurant.house;
  if (about === 'menu') {
    if (menuUrl) say(talk, (t) => t.menu(menuUrl));
    return menuUrl !== undefined;
  }
  const facts = about === 'parking' ? parking : allergens;
  const told = facts?.[languageIn(talk)] || facts?.fr || facts?.en;
  if (told) say(talk, (t) => (about === 'parking' ? t.parking : t.allergens)(told));
  return told !== undefined;
}

export function sayPhone(talk: Talk) {
  const phone = phoneOf(talk);
  say(talk, (t) => (phone ? t.phoneIs(phone) : t.notKnown('')));
}

/** What only the restaurant knows: its phone number is said, and a person offered. */
export function sayNotKnown(talk: Talk) {
  say(talk, (t) => t.notKnown(phoneOf(talk)));
}

/** The chat is marked: somebody of the restaurant will answer in it. */
export function callPerson(talk: Talk) {
  talk.state.needsPerson = true;
  talk.state.failures = 0;
  say(talk, (t) => t.personCalled(phoneOf(talk)));
  // What was asked before is asked again once they go on by themselves.
  talk.state.asked = null;
  talk.state.options = [];
}

export function offerPerson(talk: Talk) {
  question(talk, 'person', (t) => t.offerPerson());
}
