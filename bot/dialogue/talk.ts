import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { areaWords } from './areas.ts';
import type { Day, Time } from './days.ts';
import type { Ask, Facts } from './exchange.ts';
import { en } from './say/en.ts';
import { nb, sayDay, sayTime } from './say/form.ts';
import { fr, type Texts } from './say/fr.ts';
import type { Option, State } from './state.ts';
import type { Asked, Language, Meaning } from './understand/meaning.ts';

/** A message as it was understood; `place` is the restaurant's own area that it names. */
export type Heard = Meaning & {
  place?: string;
  /** The remark was a question: it is passed on, and not promised. */
  hoped?: true;
  /** The first free hour is wished, or the last. */
  edge?: 'first' | 'last';
  /** So many more than before, or fewer. */
  more?: number;
};

/** One step of the conversation while it is being decided: memory, what is known, and what will be said. */
export type Talk = {
  state: State;
  facts: Facts;
  says: string[];
  ask?: Ask;
  /** What is said is no more than the draft's next question. */
  passing?: boolean;
  /** The first thing said was the greeting. */
  hailed?: boolean;
  /** It was understood, but leads no further. */
  stumbled?: boolean;
  /** The message was written before the last answer could be read. */
  unseen?: boolean;
  /** A question was put in this very step. */
  posed?: boolean;
  /** What the guest just said to being reminded here. */
  reminders?: boolean;
};

export const languageIn = ({ state, facts }: Talk): Language => state.language ?? facts.restaurant.locale;
export const wordsOf = (talk: Talk): Texts =>
  languageIn(talk) === 'en' ? en : fr[talk.facts.restaurant.formOfAddress];

/** Says a text: of its variants the first that neither this answer nor the last one contains. */
export function say(talk: Talk, variantsOf: (texts: Texts) => string[]) {
  const language = languageIn(talk);
  const variants = variantsOf(wordsOf(talk)).map((text) => typeset(text, language));
  const before = [...talk.state.lastSaid, ...talk.says];
  const fresh =
    variants.find((text) => !before.some((said) => alike(said, text))) ??
    variants.find((text) => !before.includes(clip(text)));
  talk.says.push(fresh ?? variants[0]!);
}

/** Says a text and waits for its answer. Options are numbered in the order in which they were shown. */
export function question(
  talk: Talk,
  asked: Asked,
  variantsOf: (texts: Texts) => string[],
  options: Option[] = [],
) {
  say(talk, variantsOf);
  delete talk.state.recalls;
  talk.posed = true;
  talk.state.asked = asked;
  talk.state.options = options;
}

/** Two texts that open alike sound alike, whatever date stands in them; so do two that share a sentence. */
function alike(one: string, other: string): boolean {
  if (one.slice(0, 12) === other.slice(0, 12)) return true;
  const sentences = new Set(sentencesOf(one));
  return sentencesOf(other).some((sentence) => sentences.has(sentence));
}

/** What is offered, line by line, may well be said again. */
const sentencesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^(?:\d\.|–|\s*http)/.test(line))
    .flatMap((line) => line.split(/(?<=[.?!])\s/));

const clip = (text: string) => text.slice(0, 600);

/** One message of what was said, and the memory of it. */
export function spoken(talk: Talk): string[] {
  if (talk.says.length === 0) return [];
  talk.state.lastSaid = talk.says.map(clip).slice(-12);
  let text = '';
  for (const sentence of talk.says) {
    const apart = text.includes('\n') || sentence.includes('\n') || text.length > 160;
    text += text === '' ? sentence : `${apart ? '\n' : ' '}${sentence}`;
  }
  return [text.slice(0, 3900)];
}

/** French punctuation keeps its space without breaking the line; apostrophes are round. */
function typeset(text: string, language: Language): string {
  const round = text.replace(/'/g, '’');
  if (language === 'en') return round[0]!.toUpperCase() + round.slice(1);
  return round
    .replace(/ ([?!;])/g, '\u202f$1')
    .replace(/ :/g, `${nb}:`)
    .replace(/« /g, `«${nb}`)
    .replace(/ »/g, `${nb}»`);
}

export const dayIn = (talk: Talk, day: Day) =>
  sayDay(day, languageIn(talk), talk.facts.today, talk.facts.restaurant.country === 'US');
export const timeIn = (talk: Talk, time: Time) => sayTime(time, languageIn(talk));

/** The restaurant's phone as people of other countries may dial it; empty when it has none. */
export function phoneOf(talk: Talk): string {
  const { phone } = talk.facts.restaurant;
  if (!phone) return '';
  const number = parsePhoneNumberFromString(phone);
  return number ? number.formatInternational().replace(/ /g, nb) : phone;
}

/** "1. samedi 12 décembre à 20 h" for each option, a line each. */
export function numbered(talk: Talk, options: Option[]): string {
  return options.map((option, at) => `${at + 1}. ${optionLine(talk, option)}`).join('\n');
}

export function optionLine(talk: Talk, { day, time, party, area }: Option): string {
  const words = wordsOf(talk);
  const parts: string[] = [];
  if (day && time) parts.push(words.atTime(dayIn(talk, day), timeIn(talk, time)));
  else if (day) parts.push(dayIn(talk, day));
  else if (time) parts.push(timeIn(talk, time));
  if (party !== undefined) parts.push(words.people(party));
  if (area) parts.push(placeIn(talk, area));
  return parts.join(', ');
}

/** An area of the restaurant in words. */
export const placeIn = (talk: Talk, area: string) => areaWords(area, languageIn(talk));

/** How many, and where when that is settled: "4 personnes, en terrasse". */
export const peopleIn = (talk: Talk, party: number, area: string | undefined) =>
  `${wordsOf(talk).people(party)}${area ? `, ${placeIn(talk, area)}` : ''}`;
