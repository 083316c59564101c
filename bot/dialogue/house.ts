import { sayList, weekdayName } from './say/form.ts';
import { languageIn, phoneOf, question, say, type Talk, timeIn, wordsOf } from './talk.ts';

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
  const { street, postcode, city } = talk.facts.restaurant.address;
  say(talk, (t) => t.address(`${street}, ${postcode} ${city}`));
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
  if (talk.state.asked === 'person') {
    talk.state.asked = null;
    talk.state.options = [];
  }
}

export function offerPerson(talk: Talk) {
  question(talk, 'person', (t) => t.offerPerson());
}
