import type { State } from '../state.ts';
import type { Heard } from '../talk.ts';
import type { Asked } from '../understand/meaning.ts';
import { read } from '../understand/reading.ts';

/** How many, and when, where only what was said before tells. */

/**
 * "can we be 3?" names how many; so does a number alone, said again where a name was asked, or as the first word of
 * a chat.
 */
export function readHowMany(meaning: Heard, asked: Asked | null, text: string, state: State) {
  const before = state.draft.party;
  const opens = asked === null && state.lastSaid.length === 0;
  const again = asked === 'name' || opens ? /^\W*(?:pour |for )?(\d{1,2})\W*$/.exec(text) : null;
  const { time } = state.draft;
  if (again && time?.endsWith(':00') && Number(time.slice(0, 2)) % 12 === Number(again[1]) % 12) {
    // "8", said again of eight o'clock, is no eight people.
    meaning.time = time;
    meaning.doubts = [];
    return;
  }
  if (again && meaning.party === undefined && ![0, before].includes(Number(again[1]))) {
    meaning.party = Number(again[1]);
    meaning.doubts = [];
    delete meaning.time;
    return;
  }
  const said = /\b(?:can|could|may) we be (\d{1,2})\b(?! ?(?:h|pm|am|:|min))/.exec(read(text).flat);
  if (!said || meaning.party !== undefined) return;
  meaning.party = Math.max(Number(said[1]), 1);
  meaning.correction = true;
  meaning.doubts = [];
  delete meaning.answer;
  delete meaning.time;
}

const counts: Record<string, number> = {
  un: 1,
  une: 1,
  one: 1,
  deux: 2,
  two: 2,
  trois: 3,
  three: 3,
  quatre: 4,
  four: 4,
};
const count = `(\\d|${Object.keys(counts).join('|')})`;
const people =
  '(?:personnes?|convives?|couverts?|invites?|amie?s?|copine?s?|enfants?|people|persons?|guests?|friends?|of us)';
const more = new RegExp(
  `\\b(?:r?ajout\\w*|add(?:ing)?|encore) ${count} (?:autres? |more |other |extra )?${people}\\b|\\b${count} (?:${people} )?(?:de plus|en plus|more|extra)\\b`,
);
const fewer = new RegExp(
  `\\b(?:enlev\\w*|retir\\w*|remove|minus) ${count} ${people}\\b|\\b${count} (?:${people} )?(?:de moins|en moins|less|fewer)\\b`,
);

/** "on peut rajouter une personne ?": so many more or fewer than it was. */
export function readMore(meaning: Heard, text: string) {
  const { flat } = read(text);
  const added = more.exec(flat);
  const found = added ?? fewer.exec(flat);
  if (!found) return;
  const word = (found[1] ?? found[2])!;
  meaning.more = (added ? 1 : -1) * (counts[word] ?? Number(word));
  if (!meaning.more) delete meaning.more;
  delete meaning.party;
  delete meaning.remark;
  meaning.doubts = meaning.doubts.filter(({ about }) => about !== 'party' && about !== 'number');
  if (meaning.intent !== 'cancel') meaning.intent = 'change';
}

const first =
  /^\W*(?:(?:ben|bah|euh|oui|ok|alors|au|le|the|as) )*(?:plus tot(?: possible)?|des que possible|premiere heure|earliest(?: possible)?|early as (?:possible|you can)|first (?:one|slot|table))(?: (?:svp|stp|please|s'il vous plait|merci))?\W*$/;
const last =
  /^\W*(?:(?:ben|bah|euh|oui|ok|alors|au|le|the|as) )*(?:plus tard(?: possible)?|derniere heure|latest(?: possible)?|late as (?:possible|you can)|last (?:one|slot|table))(?: (?:svp|stp|please|s'il vous plait|merci))?\W*$/;

/** "le plus tôt possible", where an hour was asked. */
export function readEdge(meaning: Heard, asked: Asked | null, text: string) {
  if (asked !== 'time') return;
  const { flat } = read(text);
  const edge = first.test(flat) ? 'first' : last.test(flat) ? 'last' : undefined;
  if (!edge) return;
  meaning.edge = edge;
  meaning.doubts = [];
  for (const named of ['time', 'part', 'intent', 'answer', 'name'] as const) delete meaning[named];
}

const now =
  /^\W*(?:(?:la|ben|bah|euh|et) )*(?:maintenant|tout de suite|la maintenant|right now|now|asap)\W*$/;

/** "maintenant", where a table is wished, is today. */
export function readNow(meaning: Heard, text: string, today: string) {
  if (!meaning.day && now.test(read(text).flat)) meaning.day = today;
}
