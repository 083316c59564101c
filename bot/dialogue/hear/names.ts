import { fields } from '../draft.ts';
import type { Heard } from '../talk.ts';
import { topicOf } from '../topics.ts';
import { isCommon } from '../understand/language.ts';
import type { Asked, Name } from '../understand/meaning.ts';
import { nameOf, takeBareName } from '../understand/name.ts';
import { read } from '../understand/reading.ts';

/** Names where they were asked, and where they were not. */

const notAName =
  /^(?:oui|non|ok|yes|no|ah|oh|demain|ce|le|la|pour|table|une?|on|je|nous|we|i|a|the|for|at|tomorrow|tonight|today|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|saturday|sunday|monday|tuesday|wednesday|thursday|friday|bonjour|hello|merci|thanks|sorry|pardon|alors|so)$/;

/**
 * A name where it was asked: at the head of more ("Claire Dubois, mon numéro c'est le…"), and none where the words
 * stand for something else ("ah mince on sera 3", "go ahead").
 */
export function readAskedName(meaning: Heard, asked: Asked | null, text: string) {
  if (asked !== 'name') return;
  const { raw } = read(text);
  const more = meaning.party !== undefined || meaning.day || meaning.time || meaning.answer === 'yes';
  if (meaning.name && more && !/\p{Lu}/u.test(raw)) {
    delete meaning.name;
    return;
  }
  // "c sophie", with a thumb.
  const thumbed = /^\W*c (\p{L}.*)$/isu.exec(raw);
  if (!meaning.name && thumbed && !meaning.answer && !meaning.intent) {
    const name = takeBareName(read(thumbed[1]!));
    if (name) meaning.name = name;
  }
  if (meaning.name) return;
  const head = /^(?:(?:sure|oui|yes|ok|euh)[,.]? )?(?:(?:it's|c'est|i'm|je suis|this is) )?(.*)$/isu.exec(
    raw,
  )![1]!;
  const names = head
    .split(/[,;\n]| - /)
    .slice(0, 2)
    .map((part) => part.trim())
    .filter((part) =>
      /^\p{Lu}[\p{L}'.-]*(?: (?:de |du |la |le |van |von )*\p{Lu}[\p{L}'.-]*){0,3}$/u.test(part),
    )
    .filter((part) => !notAName.test(read(part.split(' ')[0]!).flat));
  const [first, second] = names;
  if (!first) return;
  // "O'Brien, Patrick O'Brien": the longer holds the shorter.
  meaning.name = nameOf(second?.includes(first) ? second : first) as Name;
}

/**
 * A name among other questions ("Durand" to "which day?"): two or three words, or one with a capital, that mean
 * nothing else.
 */
export function readUnaskedName(meaning: Heard, asked: Asked | null, text: string) {
  if (!asked || !['party', 'day', 'time', 'phone', 'choose', 'change'].includes(asked)) return;
  const { answer, intent, choice, doubts, speak } = meaning;
  if (answer || intent || choice !== undefined || doubts.length > 0 || speak || fields(meaning)) return;
  const { raw, flat } = read(text);
  const words = flat.trim().split(' ');
  if (!/^\p{L}[\p{L}'-]+(?: \p{L}[\p{L}'-]+){0,2}$/u.test(raw.trim())) return;
  if (
    topicOf(flat) ||
    words.some((word) => isCommon(word) || notAName.test(word)) ||
    new Set(words).size < words.length
  )
    return;
  if (words.length === 1 && !/^\p{Lu}\p{Ll}{2}/u.test(raw.trim())) return;
  const name = takeBareName(read(text));
  if (name) meaning.name = name;
}
