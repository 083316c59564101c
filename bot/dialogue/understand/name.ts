import { isCommon } from './language.ts';
import type { Name } from './meaning.ts';
import { blank, type Reading, taken } from './reading.ts';

const sure =
  /(?:\b(?:au nom d[eu']|a nom d[eu']|au nom|sous le nom(?: d[e'])?|(?:mon |le )?nom (?:est|c'est|sera|:)|nom ?:|je m'appelle|je m appelle|jm'appelle|appelle moi|moi c'est|je suis (?=m\.|mme|monsieur|madame)|c'est (?=mme|monsieur|madame)|reservation pour (?=m\. |mme|monsieur|madame)|under (?:the )?name(?: of)?|in (?:the )?name of|(?:the |my )?name(?:'s| is| will be|:)|my name|name ?:|call me|this is (?=mrs?\b|ms\b|miss\b)|for (?=mrs?\b|ms\b|miss\b)|pour (?=mme\b|monsieur\b|madame\b|mlle\b))|\b(?:under|booked as)(?= [a-z])|(?<=, )(?=(?:mrs?|ms|miss|dr|mme|mlle|monsieur|madame)\.? [a-z]))[ :]*/;
const intro =
  /^(?:(?:c'est|it's) (?:moi|me),? |(?:you can |just )?(?:put|use|say)(?: it under| me down as)? |c'est |moi c'est |it's |it is |i'm |i am |je suis |this is |ce sera |au |mets |mettez |put )/;
const title = /^(monsieur|madame|mademoiselle|mlle|mme|mr|mrs|ms|miss|m\.|dr\.?|docteur|doctor)\.?\s+/i;

const titles: Record<string, string> = {
  monsieur: 'M.',
  'm.': 'M.',
  madame: 'Mme',
  mme: 'Mme',
  mademoiselle: 'Mlle',
  mlle: 'Mlle',
  mr: 'Mr',
  mrs: 'Mrs',
  ms: 'Ms',
  miss: 'Miss',
};

const word = /[\p{L}][\p{L}'.-]*/uy;

/** Words that end a name, or that are none. */
const never = new Set(
  "her his their our your s'il d'accord pour a au aux le la les un une et ou mais avec sans demain lundi mardi mercredi jeudi vendredi samedi dimanche ce cet cette soir midi monday tuesday wednesday thursday friday saturday sunday for on at the and or but with tonight tomorrow please thanks thank you merci svp stp tel telephone phone mobile portable mon mes ma my number numero mail email est is si if vers around personnes people table reservation booking dans in by du sur note remarque from quand comment pourquoi quoi hein what why when how who qui oui non yes no ok okay bonjour bonsoir hello hi hey salut desole sorry pardon attendez wait je tu il elle on nous vous ils i we they it that this cela ca c pas not annuler cancel changer change reserver book deja already peu importe aucun aucune rien nothing none idk help aide aidez quel quelle what's c'est it's jai j'ai peux can could voudrais want need suis am are sommes serons rappelez stop combien where ou encore juste just english french anglais francais person humain human quelqu'un someone today aujourd'hui bien sur sure alors so well euh uh um lol haha mdr ben bah voila exact parfait super cool nickel great perfect fine good bon bonne right correct changement finalement plutot actually instead rather late tard tot early avant apres entre before after between vers dans besoin dispo disponible menu carte prix price parking adresse address".split(
    ' ',
  ),
);

const small = /^(?:de|du|des|van|von|der|den|di|da|del|della|la|le|el|al|ben|bin|d'|mac|mc|o'|dos|y|e)$/;

/** Takes the name that a message gives in so many words ("au nom de Zoé", "my name is Zoe Martin"). */
export function takeName(reading: Reading): Name | undefined {
  const found = sure.exec(reading.flat) ?? presenting(reading);
  if (!found) return undefined;
  const from = found.index + found[0].length;
  const words = wordsFrom(reading, from);
  if (!words) return undefined;
  blank(reading, found.index, words.end);
  return nameOf(words.text);
}

/** "I'm Zoe" gives a name, "I'm late" does not: only a capital that stands alone, before a comma or the end. */
function presenting(reading: Reading): RegExpExecArray | null {
  const found = /\b(?:i'm|i am|je suis|this is|ici|it's|c'est) (?=[a-z][a-z' -]{1,40}(?:[,.;\n¦]|$))/.exec(
    reading.flat,
  );
  if (!found) return null;
  const said = reading.raw.slice(found.index + found[0].length);
  return /^\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}'-]+){0,2} ?(?:[,.;\n]|$)/u.test(said) ? found : null;
}

/**
 * The name that a message is, when the name was asked. Anything that reads as something else is no name.
 */
export function takeBareName(reading: Reading): Name | undefined {
  let from = /^[^\p{L}]*/u.exec(reading.flat)![0].length;
  const opening = intro.exec(reading.flat.slice(from));
  if (opening) from += opening[0].length;
  const polite = /^(?:oui|yes|ok|alors|euh|well|bien sur|sure),? /.exec(reading.flat.slice(from));
  if (polite) from += polite[0].length;
  const words = wordsFrom(reading, from);
  if (!words) return undefined;
  // What follows a bare name must be nothing, a courtesy, or something already taken.
  const rest = reading.flat
    .slice(words.end)
    .replace(
      /\b(?:svp|stp|merci|please|thanks|thank you|s'il vous plait|et|and|mon|my|est|is|c'est|le|au)\b/g,
      '',
    )
    .replaceAll(taken, '')
    .replace(/[^a-z0-9]/g, '');
  if (rest.length > 0) return undefined;
  blank(reading, from, words.end);
  return nameOf(words.text);
}

/**
 * The name that stands before a phone number ("samedi 20h, Zoé Martin 06 12 34 56 78"): alone between commas or
 * behind what was taken; without capitals only words that are nothing else. `phoneAt` is where the number began.
 */
export function takeNameBeside(reading: Reading, phoneAt: number): Name | undefined {
  const before = /(?:^|[,;:\n.¦-]) *((?:[^,;:\n.¦]|(?<=\b[a-z])\.)+?)[ ,;:\n-]*$/.exec(
    reading.flat.slice(0, phoneAt),
  );
  if (!before) return undefined;
  const from = before.index + before[0].indexOf(before[1]!);
  const words = wordsFrom(reading, from);
  if (!words || words.end < from + before[1]!.length) return undefined;
  const said = reading.raw.slice(from, words.end);
  const parts = said.split(' ');
  const written = parts.every((part) => /^\p{Lu}/u.test(part) || small.test(part.toLowerCase()));
  const plain = reading.flat.slice(from, words.end).split(' ');
  const only = plain.length <= 3 && !plain.some((part) => isCommon(part) || toBeReached.test(part));
  if (!written && !only) return undefined;
  blank(reading, from, words.end);
  return nameOf(words.text);
}

/** The name that a wish ends with ("a table for 2 tomorrow at 8, Ann Lee"): first and last, with capitals. */
export function takeNameAtEnd(reading: Reading): Name | undefined {
  const found = /(?<=[¦,] ?, |[¦a-z\d], )[a-z][a-z'-]+ [a-z' -]{2,30}[.!]?$/.exec(reading.flat);
  if (!found) return undefined;
  const said = reading.raw.slice(found.index).replace(/[.!]$/, '');
  if (!/^\p{Lu}\p{Ll}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*){1,2}$/u.test(said)) return undefined;
  if (
    reading.flat
      .slice(found.index)
      .split(/[ .!]+/)
      .some((part) => isCommon(part) || never.has(part))
  )
    return undefined;
  blank(reading, found.index, found.index + said.length);
  return nameOf(said);
}

/** What stands before a number and is nobody's name. */
const toBeReached =
  /^(?:voici|voila|here|heres|call|calls?|ring|text|txt|sms|whats?app|reach|contact\w*|joi\w+|appel\w*|rappel\w*|cell|home|work|office|bureau|pro|perso|maison|fixe|gsm|natel|mob|code|ref\w*|resa|dispo|also|aussi|then|puis|new|nouveau|bon|wrong|faux|old|ancien|dial|number|numero)$/;

function wordsFrom(reading: Reading, from: number): { text: string; end: number } | null {
  let at = from;
  let end = from;
  const words: string[] = [];
  const called = title.exec(reading.raw.slice(at, at + 30));
  if (called) at += called[0].length;
  while (words.length < 4) {
    if (reading.flat[at] === taken) break;
    word.lastIndex = at;
    const m = word.exec(reading.raw);
    if (!m) break;
    const plain = reading.flat.slice(at, at + m[0].length).replace(/[.']+$/, '');
    // "de la Tour" is a name, "la terrasse" is not: small words belong to a name only between its parts.
    // "Sophie et Marc": two first names are a name as well.
    const pair =
      /^(?:et|and)$/.test(plain) && words.length > 0 && /^ \p{Lu}/u.test(reading.raw.slice(at + m[0].length));
    const particle = pair || (small.test(plain) && /^[ '][\p{L}]/u.test(reading.raw.slice(at + m[0].length)));
    if (never.has(plain) && !(particle && (words.length > 0 || plain === 'le' || plain === 'la'))) break;
    words.push(m[0].replace(/[.,]+$/, ''));
    at += m[0].length;
    end = at;
    // A full stop ends the sentence, save behind an initial.
    if (/\p{L}{2}\.$/u.test(m[0])) break;
    const gap = /^ (?=[\p{L}])/u.exec(reading.raw.slice(at, at + 2));
    if (!gap) break;
    at += 1;
  }
  while (words.length && small.test(words.at(-1)!) && words.length > 1) words.pop();
  if (words.length === 0 || words.join('').length > 70) return null;
  // One letter is no name, nor is a sound typed in impatience.
  const letters = words.join('');
  if (letters.length < 2 || /^(.)\1+$/.test(letters.toLowerCase())) return null;
  const text = words.join(' ');
  return { text: called ? `${titles[called[1]!.toLowerCase()] ?? called[1]} ${text}` : text, end };
}

const cased = (text: string) =>
  text === text.toLowerCase()
    ? text.replace(/(^|[ '-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    : text;

/** First and last name of what was said. A single word is a first name; "DUPONT Jean" has its family name first. */
export function nameOf(said: string): Name {
  const words = said.trim().split(/ +/);
  const upper = (text: string) => text.length > 1 && text === text.toUpperCase() && /\p{L}{2}/u.test(text);
  if (words.length === 2 && upper(words[0]!) && !upper(words[1]!))
    return { first: cased(words[1]!).slice(0, 80), last: words[0]!.slice(0, 80) };
  const [first, ...last] = words;
  return { first: cased(first ?? '').slice(0, 80), last: cased(last.join(' ')).slice(0, 80) };
}
