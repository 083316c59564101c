import { type Day, weekdayOf } from '../days.ts';
import { answerIn, choiceIn } from './answer.ts';
import { areaIn } from './area.ts';
import { counts } from './clock.ts';
import { takeEmail, takePhone } from './contact.ts';
import { type DayFound, nextDate } from './dates.ts';
import { dropRefused, takeDay, takeWrittenDate } from './day.ts';
import { bareHour } from './hours.ts';
import { asksAboutHouse, houseTopics, intentOf } from './intent.ts';
import { languageAsked, languageOf } from './language.ts';
import type { Doubt, Meaning, Setting } from './meaning.ts';
import { takeBareName, takeName, takeNameAtEnd, takeNameBeside } from './name.ts';
import { nearDay } from './nearDay.ts';
import { numberWord } from './numbers.ts';
import { partIn } from './parts.ts';
import { takeLoneNumber, takeParty } from './party.ts';
import { type Reading, read, take } from './reading.ts';
import { remarkIn, shieldRemarkNumbers } from './remark.ts';
import { mendSpelling } from './spelling.ts';
import {
  dayAhead,
  type TimeFound,
  type TimesSaid,
  takeHourBehindDay,
  takeLooseTime,
  takeTimes,
  timesOf,
} from './time.ts';

const courtesy =
  /\b(?:bonsoir|bonjour|bonne (?:soiree|journee|nuit|apres[- ]midi)|good (?:evening|afternoon|morning|night)|have a (?:good|nice|great|lovely) (?:evening|day|night|afternoon))\b/;
const mending =
  /\b(?:plutot|finalement|en fait|au final|actually|instead|rather|make (?:it|that)|change (?:it )?to|changer|changez|mettez|au lieu|pardon|sorry|je voulais dire|i meant|correction|non|no)\b/;
const owned = /\b(?:(?:ma|mes|notre|nos|my|our) (?:resa|reservations?|bookings?|table))\b/;

/**
 * Reads a message. Takes only what is certain; what was said but allows several readings comes as a doubt.
 * Pure and total: any string has a meaning, at worst an empty one.
 */
export function understand(message: string, before: Setting): Meaning {
  const reading = read(message);
  const whole = reading.flat;
  const meaning: Meaning = { doubts: [] };
  const { language, strength } = languageOf(whole);
  if (language && strength > 0) meaning.language = language;
  if (language && strength >= 3) meaning.strong = true;
  const setting = language ? { ...before, language } : before;
  const speak = languageAsked(whole);
  if (speak) meaning.speak = speak;
  const intent = intentOf(whole);
  const answer = answerIn(whole);
  if (answer) meaning.answer = answer;
  if (owned.test(whole)) meaning.ownBooking = true;
  if (mending.test(whole)) meaning.correction = true;
  if (setting.asked === 'choose' || setting.asked === 'which_booking') {
    const choice = choiceIn(reading, setting.asked);
    if (choice !== undefined) {
      // "le 2" is the second of the list: nothing else is read into so short an answer.
      meaning.choice = choice;
      return meaning;
    }
  }

  take(reading, courtesy);
  const email = takeEmail(reading);
  if (email) meaning.email = email;
  const written = takeWrittenDate(reading, setting);
  const phone = takePhone(reading, setting);
  if (phone?.phone) meaning.phone = phone.phone;
  if (phone?.doubt) meaning.doubts.push(phone.doubt);
  const name = takeName(reading);
  if (name) meaning.name = name;
  shieldRemarkNumbers(reading);
  if (setting.asked !== 'name') mendSpelling(reading, setting.language);
  dropRefused(reading);
  const part = partIn(reading, setting);
  if (part) meaning.part = part;

  dropSecondChoice(reading, setting);
  renumber(reading);
  forgetCorrected(reading, setting);
  const times = takeTimes(reading, setting);
  const day = written ?? takeDay(reading, setting);
  put(meaning, day);
  if (times && !day) put(meaning, { day: dayAhead(times, setting) });
  const within: Setting = {
    ...setting,
    ...((meaning.day ?? setting.day) && { day: (meaning.day ?? setting.day) as Day }),
    ...((meaning.part ?? setting.part) && { part: meaning.part ?? setting.part }),
  };
  readTimeAndParty(reading, meaning, times, within);
  settleToday(meaning, setting);
  if (!meaning.day && meaning.doubts.length === 0) put(meaning, { near: nearDay(whole, setting) });

  if (setting.asked === 'day' && !day && meaning.party === undefined && !meaning.time) {
    const bare = /^\D*(\d{1,2})\D*$/.exec(reading.flat);
    if (bare) put(meaning, nextDate(Number(bare[1]), bare[0].trim(), setting));
  }
  readBareNumber(reading, meaning, within);
  const beside =
    phone?.at === undefined
      ? meaning.party !== undefined && meaning.day && takeNameAtEnd(reading)
      : takeNameBeside(reading, phone.at);
  if (!name && beside) meaning.name = beside;
  readWords(reading, whole, intent, meaning, setting);
  // "are you open on Sunday?", on a Sunday, asks of this one.
  const same = meaning.intent === 'hours' ? meaning.doubts.findIndex(({ about }) => about === 'day') : -1;
  const asked = meaning.doubts[same];
  if (asked?.about === 'day' && asked.options[0]?.day === setting.today) {
    meaning.doubts.splice(same, 1);
    meaning.day = setting.today;
  }
  // In the guest's own letters again.
  for (const doubt of meaning.doubts)
    if (doubt.about === 'no_such_day') doubt.said = inRaw(reading.raw, whole, doubt.said);
  return meaning;
}

const corrects =
  /[,.;!?] *(?:no,? |non,? |oops,? |oups,? |wait,? |sorry,? |pardon,? |actually,? |euh,? |enfin,? |en fait,? |plutot,? |finalement,? )*(?:make (?:it|that)|let'?s (?:make it|do)|change (?:it|that) to|i mean(?:t)?|je voulais dire|non,? (?:plutot|pardon|disons)|no,? (?:rather|say)|pardon|oops|correction|plutot|finalement|actually|enfin)\b|\b(?:non pardon|no wait|no sorry|euh non|je veux dire|i mean)\b/g;

/** "booked for 7, could we come at 7:30 instead": the clause that says what takes the place of the rest. */
const swapped = /[,.;!?][^,.;!?]*\b(?:instead(?! of)|a la place(?! d[eu'])|rather than that)\b/;

const secondChoice = /\b(?:otherwise|if not|failing that|or else|sinon|a defaut)\b/;

/** "tonight if possible, otherwise tomorrow": the day that is wished first. */
function dropSecondChoice(reading: Reading, setting: Setting) {
  const at = secondChoice.exec(reading.flat)?.index ?? 0;
  if (at < 4) return;
  const part = (from: number, to?: number): Reading => ({
    raw: reading.raw.slice(from, to),
    flat: reading.flat.slice(from, to),
  });
  const tail = part(at);
  if (!takeDay(part(0, at), setting)?.day || !takeDay(tail, setting)) return;
  reading.flat = reading.flat.slice(0, at) + tail.flat;
}

/** "at 8, no wait, 9": a bare number in the place of the one before it, of the same kind. */
const renumbered = new RegExp(
  `(?<![\\d/.:a-z-])(\\d{1,2}|${numberWord})((?: ?(?:[ap]m|h|people|ppl|pers|personnes|of us|couverts)\\b)?[ ,.;…-]*(?:\\b(?:no|non|sorry|pardon|oops|wait|i mean|i meant|rather|actually|make (?:it|that)|plutot|euh|enfin|je veux dire)\\b[ ,.;…-]*){1,3})(\\d{1,2}|(?!une?\\b|one\\b)(?:${numberWord})\\b)(?![\\d:./]| ?(?:[ap]\\.?m\\b|h\\b|h\\d|heures?|people|ppl|pers|of us|couverts|st\\b|nd\\b|rd\\b|th\\b|min|[a-z]+day))`,
);

/** Most messages hold no such word, and are spared the search. */
const mendingNumber = /\b(?:non?|sorry|pardon|oops|wait|i mean|rather|actually|make|plutot|euh|enfin|dire)\b/;

/** Puts the number that was meant where the wrong one stood; as long as before. */
function renumber(reading: Reading) {
  if (!mendingNumber.test(reading.flat)) return;
  const found = renumbered.exec(reading.flat);
  if (!found) return;
  const [all, , between, right] = found as unknown as [string, string, string, string];
  const to = found.index + all.length;
  const mended = `${right}${between}`.padEnd(all.length);
  reading.raw = reading.raw.slice(0, found.index) + mended + reading.raw.slice(to);
  reading.flat = reading.flat.slice(0, found.index) + mended + reading.flat.slice(to);
}

/** What is said and then mended ("samedi 20h… non pardon, 21h") is what was said last: the first is forgotten. */
function forgetCorrected(reading: Reading, setting: Setting) {
  const at = [...reading.flat.matchAll(corrects)].at(-1)?.index ?? swapped.exec(reading.flat)?.index;
  if (at === undefined || at < 3) return;
  const part = (from: number, to?: number): Reading => ({
    raw: reading.raw.slice(from, to),
    flat: reading.flat.slice(from, to),
  });
  const head = part(0, at);
  const tail = part(at);
  if (takeTimes(tail, setting)) takeTimes(head, setting);
  if (takeDay(tail, setting)) takeDay(head, setting);
  if (takeParty(tail, setting, false)) takeParty(head, setting, false);
  reading.flat = head.flat + reading.flat.slice(at);
}

function put(
  meaning: Meaning,
  found: (DayFound & TimeFound & { party?: number; near?: Day | undefined }) | null,
) {
  if (!found) return;
  const { doubt, ...certain } = found;
  for (const [key, value] of Object.entries(certain))
    if (value !== undefined) Object.assign(meaning, { [key]: value });
  if (doubt) meaning.doubts.push(doubt as Doubt);
}

function inRaw(raw: string, whole: string, said: string): string {
  const at = whole.indexOf(said);
  return at < 0 ? said : raw.slice(at, at + said.length).trim();
}

/** Numbers that count nothing that is named with them. */
const bareNumbers = new RegExp(`(?<![\\d.,/])\\d{1,2}(?![\\d.,/a-z])${counts}`, 'g');

/** "make it 9", "plutôt 9": nine people, or nine o'clock? */
function readBareNumber(reading: Reading, meaning: Meaning, setting: Setting) {
  if (
    !(meaning.correction || setting.asked === 'change') ||
    meaning.party !== undefined ||
    meaning.time ||
    meaning.day
  )
    return;
  if (setting.asked === 'phone' || setting.asked === 'name' || meaning.doubts.length > 0) return;
  const numbers = reading.flat.match(bareNumbers);
  if (numbers?.length !== 1) return;
  const value = Number(numbers[0]);
  const time = bareHour(value, setting);
  if (value >= 1 && time) meaning.doubts.push({ about: 'number', options: [{ time }, { party: value }] });
  else if (value >= 1) meaning.party = value;
}

/** On a Saturday, "samedi 20h" is doubtful only as long as today's service can still be meant. */
function settleToday(meaning: Meaning, { today, now, shifts }: Setting) {
  const at = meaning.doubts.findIndex(({ about }) => about === 'day');
  const doubt = meaning.doubts[at];
  if (doubt?.about !== 'day' || doubt.options.length !== 2 || doubt.options[0]!.day !== today) return;
  const over = (shift: (typeof shifts)[number]) => shift.last >= shift.first && shift.last < now;
  const served = shifts.filter((shift) => shift.weekdays.includes(weekdayOf(today)));
  if ((meaning.time && meaning.time <= now) || (served.length > 0 && served.every(over))) {
    meaning.doubts.splice(at, 1);
    meaning.day = doubt.options[1]!.day as Day;
  }
}

function readTimeAndParty(reading: Reading, meaning: Meaning, times: TimesSaid | null, within: Setting) {
  let time = times && timesOf(times, within);
  put(meaning, time);
  const party = takeParty(reading, within, time?.time !== undefined);
  put(meaning, party);
  if (!time) {
    time = takeLooseTime(reading, within);
    put(meaning, time);
  }
  // "table demain midi 2": without an h it is no hour in French.
  const wished = meaning.day !== undefined && within.language === 'fr' && /\btable\b/.test(reading.flat);
  if (!party) put(meaning, takeLoneNumber(reading, meaning.time !== undefined || wished, within));
  // "the two of us, friday 8": of how many was told, so the number behind the day is the hour.
  if (party?.party && !time) put(meaning, takeHourBehindDay(reading, within));
}

/** What is said in words alone: name, remark, and what the message is about. */
function readWords(
  reading: Reading,
  whole: string,
  intent: Meaning['intent'],
  meaning: Meaning,
  setting: Setting,
) {
  const names = meaning.party !== undefined || meaning.day || meaning.time;
  const question = asksAboutHouse(whole) && !names;
  if (!question) Object.assign(meaning, remarkIn(reading));
  const titled = /^(?:m\.|mr|mrs|ms|mme|monsieur|madame|mlle)\.? [a-z]/.test(whole);
  if ((setting.asked === 'name' || titled) && !meaning.name && !meaning.remark && !question) {
    const weighty = intent && !['greeting', 'thanks', 'book', 'farewell'].includes(intent);
    if (!weighty) {
      const bare = takeBareName(reading);
      if (bare) meaning.name = bare;
    }
  }
  if (houseTopics.has(intent)) {
    // An allergy is worth an answer also when it is told, not asked.
    if (question || (intent === 'allergies' && !names && meaning.remark)) meaning.intent = intent;
  } else if (intent) meaning.intent = intent;
  const area = areaIn(whole);
  if (area) meaning.area = area;
  if (!meaning.intent && question && whole.length > 12 && !meaning.speak) meaning.intent = 'question';
}
