import type { Language } from './meaning.ts';
import { flat, type Reading, taken } from './reading.ts';

/** Words that the grammar turns on and that guests misspell; a slip of a letter or two is put right. */
const vocabulary: Record<Language, string[]> = {
  fr: "lundi mardi mercredi jeudi vendredi samedi dimanche demain personnes personne reservation janvier fevrier septembre octobre novembre decembre juillet prochain prochaine aujourd'hui couverts adultes enfants reserver".split(
    ' ',
  ),
  en: 'monday tuesday wednesday thursday friday saturday sunday tomorrow tonight people reservation january february september october november december evening afternoon adults children quarter'.split(
    ' ',
  ),
};
const known = new Set([...vocabulary.fr, ...vocabulary.en]);
/** Long enough that two slips leave them what they are. */
const sturdy = new Set(
  'mercredi vendredi dimanche wednesday thursday saturday tomorrow personnes'.split(' '),
);

/** Words of their own that lie a letter away from one of those. */
const others = new Set(
  'sundae sundaes mondays tuesdays fridays sundays saturdays lundis mardis mercredis jeudis samedis dimanches persons person personnel personnels personal personally peoples peuple reservations reserve reserves reserved reserver tomorrows evenings afternoons prochains prochaines prochainement adulte adult enfant couvert couverte couvertes quarters quartier quartiers quartet demains septembers decembers reservera reservez reservee reserverai reserverons charter garter persona jeunesse childrens enfance event events events evenin addition additions'.split(
    ' ',
  ),
);

/** How guests shorten words when they type with their thumbs. */
const shortened: Record<string, string> = {
  pr: 'pour',
  ds: 'dans',
  jr: 'jour',
  tjs: 'toujours',
  dimnche: 'dimanche',
  diamnche: 'dimanche',
  wensday: 'wednesday',
  wendsday: 'wednesday',
  tmr: 'tomorrow',
  tmrw: 'tomorrow',
  tmoro: 'tomorrow',
  pers0nnes: 'personnes',
  peeps: 'people',
  tbl: 'table',
  tonite: 'tonight',
  '2nite': 'tonight',
  demi1: 'demain',
  dmain: 'demain',
  '2main': 'demain',
  dem: 'demain',
};

/** Letters that must change to make one word the other, a swap of neighbours counting once; at most `most` + 1. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

const mended = { fr: new Map<string, string>(), en: new Map<string, string>() };

function mend(word: string, language: Language): string {
  const short = shortened[word];
  if (short !== undefined) return short;
  if (word.length < 5 || known.has(word) || others.has(word)) return word;
  let found = mended[language].get(word);
  if (found !== undefined) return found;
  found = word;
  let least = 3;
  for (const right of vocabulary[language]) {
    if (right[0] !== word[0]) continue;
    const most = sturdy.has(right) && word.length >= 7 ? 2 : 1;
    const far = distance(word, right, most);
    if (far <= most && far < least) {
      found = right;
      least = far;
    }
  }
  if (mended[language].size < 5000) mended[language].set(word, found);
  return found;
}

const words = new RegExp(`[a-z0-9']{2,14}(?![a-z@${taken}])`, 'g');

/** Puts misspelt words of the grammar right, in what is left to be read. Names and addresses were taken before. */
export function mendSpelling(reading: Reading, language: Language) {
  let { raw, flat: text } = reading;
  let shift = 0;
  for (const found of reading.flat.matchAll(words)) {
    if (!/[a-z]/.test(found[0])) continue;
    const right = mend(found[0], language);
    if (right === found[0]) continue;
    const at = found.index + shift;
    if (/[a-z0-9']/.test(text[at - 1] ?? ' ')) continue;
    raw = raw.slice(0, at) + right + raw.slice(at + found[0].length);
    text = text.slice(0, at) + flat(right) + text.slice(at + found[0].length);
    shift += right.length - found[0].length;
  }
  reading.raw = raw;
  reading.flat = text;
}
