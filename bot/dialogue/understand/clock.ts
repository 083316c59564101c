import { aMonth } from './calendarWords.ts';
import { clock, type Said } from './hours.ts';
import { numberOf, numberWord } from './numbers.ts';

/** Times that show by themselves that they are times: "20h30", "half past seven", "midi et demi", "evening 7". */

const anHour = `(\\d{1,2}|${numberWord})`;
const minutes = '[0-5]\\d';
/** Not the end of a longer number, a date, a price. */
const apart = '(?<!\\d[.,:]?|[/+$\u20ac\u00a3]|[$\u20ac\u00a3] )';
/** What makes a number a count of something and no hour. */
export const counts =
  '(?! ?-?(?:pers|people|peeps|ppl|pax|couv|cvts?\\b|guest|adult|grown|convive|of (?:us|them|my|the)|seat|table|top\\b|chaise|enfant|kid|child|ami\\b|amis|friend|invit|place|ans\\b|an\\b|years?|yrs?\\b|mois\\b|months?|jours?\\b|days?\\b|semaines?|weeks?|min\\b|mins\\b|minutes?|hours?\\b|km\\b|metres?|meters?|miles?|blocks?|eur|\u20ac|\\$|\u00a3|dollars?|pounds|quid|bucks|%|stars?\\b|etoiles?|courses?|plats?\\b|bouteilles?|bottles?|options?|fois\\b|times\\b|degres|tapas|of each|or more|ou plus|\\+|more\\b|de plus|autres|others?\\b|rue\\b|bis\\b|avenue|bd\\b|boulevard|street|st\\b|road|rd\\b|personas))';

/** People and what they sit on: a number before them is theirs, even behind a clear hour. */
const people =
  '(?! ?-?(?:pers|people|peeps|ppl|pax|couv|cvts?\\b|guest|adult|grown|convive|of (?:us|them)|chaise|enfant|kid|child|ami\\b|amis|friend|invit))';

const after =
  "(?:du soir|ce soir|au soir|le soir|de la soiree|dans la soiree|en soiree|du mat(?:in)?\\b|le matin|ce matin|dans la matinee|de la nuit|(?:de|dans) l'apres[- ]midi|l'apres[- ]midi|de l'aprem|cet(?:te)? apres[- ]midi|a\\.? ?m\\b\\.?|p\\.? ?m\\b\\.?|in the (?:early |late )?(?:evening|morning|afternoon|night|am\\b|pm\\b)|(?:this|that|tomorrow) (?:evening|morning|afternoon|night)|of the (?:evening|morning|afternoon)|at nite|at night|tonight|tonite|tomorrow night)";
const half = `(?:,? ?(?<half>${after}))?`;
/** Those that make a bare number an hour. */
const bareHalf = after
  .replace('a\\.? ?m\\b\\.?|p\\.? ?m\\b\\.?|', '')
  .replace('de la soiree|dans la soiree|en soiree|', '');
const frenchMinutes = `(?: ?(?<m>${minutes})(?![\\d/])(?: minutes)?${people}| (?:(?:et |un (?=quart))(?<plus>demie?|quart|quinze|dix|vingt|trente)(?: minutes)?|moins (?:le )?(?<less>quart|cinq|dix|vingt|vingt-cinq|\\d{1,2})|(?<quarters>trois[- ]quarts)|passe(?:es?)? de (?<past>\\d{1,2}|${numberWord})(?: minutes)?|(?<words>(?!une?\\b)(?:${numberWord}))(?: minutes)?(?! ?(?:pers|couv|conv|adult|enfant|invit|place|h\\b|heures?)))\\b)?`;
/** "2 heures" lasts two hours behind these. */
const lasting =
  "(?<!\\b(?:pendant|durant|rest\\w{1,4}|dure\\w*|dans|il y a|d'ici|toutes les|attend\\w*|moins de|plus de|minimum|maximum|prend\\w*|fait|en|chaque|tous les) (?:environ )?|\\bd')";
const notLasting =
  "(?! (?:avant|a l'avance|ago\\b|earlier|later|plus tard(?! dans)|apres(?![- ]?demain)|suivantes?|prochaines?|de (?:retard|route|repas|temps|train|voiture|marche|plus|trajet|libre|table|parking))|/24| ?(?:max|maximum|minimum|chrono))";
const french: Record<string, number> = { demi: 30, demie: 30, quart: 15 };
const minutesOf = (word: string) => french[word] ?? numberOf(word);

/** The minutes of what `frenchMinutes` matched. */
function frenchMinute(groups: Record<string, string | undefined>): number {
  const { m, plus, less, quarters, past, words } = groups;
  if (m) return Number(m);
  if (plus) return minutesOf(plus);
  if (less) return -minutesOf(less);
  if (quarters) return 45;
  if (past) return numberOf(past);
  return words ? numberOf(words) : 0;
}

/** What a French hour stands behind when it goes without its "heures". */
const leading = "(?<=(?<![a-z'])(?:a|vers|pour|des|c'est|sera|plutot|disons|vers les) )";

type Form = {
  source: string;
  /** Null: these words turn out to be no time. */
  read: (groups: Record<string, string | undefined>) => Said | null;
  /** Which group the time itself is; the rest stays for other readers. */
  own?: 'own';
};

const said = (hour: string, minute: number, groups: Record<string, string | undefined>): Said | null => {
  const value = numberOf(hour);
  if (!(value <= 24) || !(Math.abs(minute) < 60)) return null;
  return {
    hour: value,
    minute,
    ...(groups.half && { half: groups.half }),
    ...(/^0\d/.test(hour) && { zero: true }),
  };
};

const noonOf = (word: string) => (/^(?:mid(?:i|day)|noon)/.test(word) ? 12 : 0);
const notAfterDate = `(?<!\\b(?:le|the|${aMonth.replace(/^\(/, '(?:').replace('\\.?', '')}) )`;

const forms: Form[] = [
  {
    source: `${lasting}${apart}\\b(?<hour>\\d{1,2}(?= ?h)|(?:${numberWord})(?= h)) ?(?:h|heures?|hres?|hrs?)(?![a-z])${frenchMinutes}${notLasting}(?: (?:pile|tapantes?|precises?|sharp))?${half}`,
    read: (groups) => {
      const found = said(groups.hour!, frenchMinute(groups), groups);
      return found && { ...found, french: true };
    },
  },
  {
    // "20h30", "20 h 30": the h may touch the minutes.
    source: `${lasting}${apart}\\b(?<hour>\\d{1,2}) ?h ?(?<m>${minutes})(?![\\d/])${people}${half}`,
    read: (groups) => {
      const found = said(groups.hour!, Number(groups.m), groups);
      return found && { ...found, french: true };
    },
  },
  {
    // "20h5"
    source: `${lasting}${apart}\\b(?<hour>\\d{1,2})h(?<m>\\d)(?![\\dhp/])${people}${half}`,
    read: (groups) => {
      const found = said(groups.hour!, Number(groups.m), groups);
      return found && { ...found, french: true };
    },
  },
  {
    // "à huit et demie", "vers 8 moins le quart"
    source: `${leading}(?<hour>\\d{1,2}|${numberWord}) (?:et (?<plus>demie?|quart)|moins (?:le )?(?<less>quart|cinq|dix|vingt))\\b(?! ?(?:heures?|ans|mois|kilos?|litres?))${people}${half}`,
    read: (groups) => said(groups.hour!, frenchMinute(groups), groups),
  },
  {
    // "à dix-neuf trente"; "quatre-vingts" is none
    source: `${leading}(?!quatre[- ]vingt)(?<hour>${numberWord}) (?<words>quinze|dix|(?:vingt|trente|quarante|cinquante)(?:[- ]cinq)?)\\b(?![- ][a-z]+ ?(?:pers|couv|conv))(?! ?(?:pers|couv|conv|invit|adult|enfant|euros?))${half}`,
    read: (groups) => said(groups.hour!, frenchMinute(groups), groups),
  },
  {
    // "730p"
    source: `${apart}\\b(?<hour>[1-9]|1[0-2])(?<m>00|15|30|45)(?<half>[ap])\\b\\.?`,
    read: (groups) => {
      const found = said(groups.hour!, Number(groups.m), groups);
      return found && { ...found, half: `${groups.half}m` };
    },
  },
  {
    // "8ish"
    source: `${apart}\\b(?<hour>\\d{1,2}|${numberWord})(?:[:.](?<m>${minutes}))?[- ]?ish\\b${people}${half}`,
    read: (groups) => said(groups.hour!, Number(groups.m ?? 0), groups),
  },
  {
    source: `${apart}(?<hour>\\d{1,2}):(?<m>${minutes})(?::${minutes})?h?(?![\\d])(?: ?(?:o[ '"]?clock|hrs?\\b|hours\\b))?${half}`,
    read: (groups) => said(groups.hour!, Number(groups.m), groups),
  },
  {
    source: `${apart}\\b(?<hour>\\d{1,2}|${numberWord})(?:(?:[:.h]| ?: ?| )?(?<m>${minutes})| (?<words>fifteen|thirty|forty[- ]five|twenty|ten|fifty|forty|fifty[- ]\\w+|o['h]? five))? ?-?(?:ish )?(?:o[ '"]{0,2}clock )?(?:in the )?(?<half>[ap]\\.? ?m\\b\\.?)(?!')`,
    read: (groups) =>
      said(
        groups.hour!,
        groups.m ? Number(groups.m) : groups.words ? englishMinutes(groups.words) : 0,
        groups,
      ),
  },
  {
    // "at 7p", "7:30p"
    source: `(?:(?<=\\b(?:at|by|around|about) )|(?<=@ ?))(?<hour>\\d{1,2})(?::(?<m>${minutes}))?(?<half>[ap])\\b\\.?`,
    read: (groups) => {
      const found = said(groups.hour!, Number(groups.m ?? 0), groups);
      return found && { ...found, half: `${groups.half}m` };
    },
  },
  {
    source: `\\bhalf(?: past|-past| after)? ${anHour.replace('(', '(?<hour>')}(?:\\b|(?= ?[ap]\\.?m\\b))(?! ?(?:dozen|hour))${people}(?: o[ '"]?clock)?${half}`,
    read: (groups) => said(groups.hour!, 30, groups),
  },
  {
    source: `\\b(?:(?:a )?(?<quarter>quarter)|(?<minutes>\\d{1,2}|${numberWord}) (?:minutes?|mins?)|(?<![/\\d])(?<past>five|ten|fifteen|twenty|twenty[- ]five|5|10|15|20|25)(?=[ -]past| after \\d| (?:to|till?) (?:${numberWord}|noon|midnight)\\b))[ -](?<to>past|after|to|of|before|till?|until) (?:(?<noon>noon|midday|midnight)|(?<hour>\\d{1,2}|${numberWord}))(?:\\b|(?= ?[ap]\\.?m\\b))${people}(?: o[ '"]?clock)?${half}`,
    read: (groups) => {
      const count = groups.quarter ? 15 : numberOf((groups.minutes ?? groups.past)!);
      const minute = /past|after/.test(groups.to!) ? count : -count;
      const hour = groups.noon ? String(noonOf(groups.noon)) : groups.hour!;
      if (groups.noon === 'midnight' && minute < 0) return { hour: 23, minute: 60 + minute };
      return said(hour, minute, groups);
    },
  },
  {
    source: `${apart}\\b(?<hour>\\d{1,2}|${numberWord}) ?o ?[ '"\u2018\u2019\u00b4]{0,2} ?clock${half}`,
    read: (groups) => said(groups.hour!, 0, groups),
  },
  {
    source: `(?<!\\d[.,]?|[/:-]|\\b(?:of|page) )\\b(?<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -](?<words>(?:o['h]?|ou|zero)[ -](?:one|two|three|four|five|six|seven|eight|nine)|(?:twenty|thirty|forty|fifty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|ten|fifteen|twenty|thirty|forty|fifty)\\b(?!-\\d| ?(?:first|second|third))${people}${half}`,
    read: (groups) => said(groups.hour!, englishMinutes(groups.words!), groups),
  },
  {
    source: `\\b(?<noon>midi|minuit)(?: (?:et (?<plus>demie?|quart|quinze|trente)|moins (?:le )?(?<less>quart|cinq|dix|vingt|\\d{1,2})|(?<m>\\d\\d)(?!\\d| ?h)${people}|(?<words>trente|quinze|vingt|quarante[- ]cinq|dix|trois|cinq)(?! ?(?:pers|couv|conv))|pile|tapant)\\b)`,
    read: (groups) => {
      const minute = frenchMinute(groups);
      const hour = noonOf(groups.noon!);
      return hour === 0 && minute < 0 ? { hour: 23, minute: 60 + minute } : { hour, minute };
    },
  },
  {
    source: `(?:\\b(?:a|pour|vers|pres|environ|des|jusqu'a|est|sera|disons|plutot) |^)midi\\b(?! et| ou|[- ]?/| moins)`,
    read: () => ({ hour: 12, minute: 0 }),
  },
  {
    source: '(?<!after)\\b(?:noon|midday)(?:ish)?\\b(?! tea)|\\b12 ?h? ?(?:noon|midi)\\b',
    read: () => ({ hour: 12, minute: 0 }),
  },
  { source: '\\bminuit\\b|\\bmidnight\\b', read: () => ({ hour: 0, minute: 0 }) },
  {
    // "8 in the night", "8 du soir"; "March 12 in the evening", "a table for 2 tonight" and "a group of 14 in the
    // evening" are none.
    source: `${apart}${notAfterDate}(?<!\\b(?:of|de|les|the|table|group|groupe|party|us|serons|sera|sommes|we(?:'ll| will)?(?: \\w+)? (?:be|are)|we're) |\\b(?:for|4|pour|are|be|sera|est|serons|sommes) (?=\\S+ (?:ce soir|tonight|tonite|this|tomorrow|that)))\\b(?<hour>\\d{1,2}|${numberWord})(?: (?<m>00|15|30|45))? (?<half>${bareHalf})(?![a-z]|,? \\d{1,2}(?::|\\b(?! ?pers| people)))`,
    read: (groups) => {
      const found = said(groups.hour!, Number(groups.m ?? 0), groups);
      // Nobody means one o'clock by "1 in the evening", nor two by "2 tonight": they are people.
      return found && found.hour < 5 && /evening|soir|tonight|tonite/.test(groups.half!) ? null : found;
    },
  },
  {
    // "evening 7", "morning 11:30": the part of the day stands first, and stays for who reads the day.
    source: `\\b(?<half>morning|afternoon|evening|night|tonight|tonite|nite)(?: ?,| time)? ?(?:at |around |about |@ ?|by |say )?(?<own>(?<hour>\\d{1,2}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))(?:[:. ](?<m>${minutes}))?)\\b(?![/\\d]|:\\d|\\.\\d| ?(?:th|st|nd|rd)\\b| (?:of )?${aMonth.replace(/^\(/, '(?:').replace('\\b\\.?', '\\b')}| ?[ap]\\.?m\\b| ?o['"]? ?clock| (?:past|to|or(?! so)|ou)\\b| in | tonight| this)${people}`,
    read: (groups) => {
      const found = said(groups.hour!, Number(groups.m ?? 0), groups);
      // "tomorrow night, 2" tells how many.
      return found && found.hour < 4 && /even|night|nite/.test(groups.half!) ? null : found;
    },
    own: 'own',
  },
  {
    source: `${apart}\\b(?<hour>\\d{1,2}|${numberWord})(?:[:.](?<m>${minutes}))? ?-?ish\\b${half}`,
    read: (groups) => said(groups.hour!, Number(groups.m ?? 0), groups),
  },
  {
    source: `(?<![\\d./+-])(?<hour>[01]\\d|2[0-3])(?<m>${minutes}) ?(?:h(?:rs?|ours)?\\b)`,
    read: (groups) => said(groups.hour!, Number(groups.m), groups),
  },
  {
    // "at 1930", "2030 on Friday": a quarter of an hour, and no year.
    source: `(?:^|(?<=\\b(?:at|for|by|a|vers|pour|around|about|approximately|from|time|say) |@ ?|\\d/\\d{1,2} ))(?<hour>0[7-9]|1\\d|2[0-3])(?<m>00|15|30|45)(?![\\d./:-]|,\\d)(?=$|[,;.!?\u00a6]| (?:on|for|pour|le|la|ce|this|demain|tomorrow|tonight|today|please|pls|svp|stp|at|a|in the|instead|plutot|next|\\d|\\w+day|\\w+di)\\b| \u00a6)`,
    read: (groups) => said(groups.hour!, Number(groups.m), groups),
  },
  {
    // "tonight 815", "sat 730"
    source: `(?<=\\b(?:tonight|evening|at|\\w+day|mon|tues?|weds?|thurs?|fri|sat|sun) )(?<hour>[1-9])(?<m>00|15|30|45)(?![\\d./,:])(?=$|[ ,;.!?])`,
    read: (groups) => said(groups.hour!, Number(groups.m), groups),
  },
];

/** A number that an hour may be where the words before it say that an hour follows ("between 7 and 8"). */
const bare: Form = {
  source: `(?<hour>\\d{1,2}|${numberWord})(?:[:.](?<m>${minutes}))?(?![\\d/:]|[.,]\\d|\\w)${people}(?! (?:${aMonth.replace(/^\(/, '(?:').replace('\\.?', '')}))`,
  read: (groups) => said(groups.hour!, Number(groups.m ?? 0), groups),
};

const bareNoon: Form = { source: 'midi\\b', read: () => ({ hour: 12, minute: 0 }) };

function englishMinutes(words: string): number {
  return numberOf(words.replace(/^(?:o['h]?|ou|zero)[ -]/, ''));
}

const anywhere = forms.map(({ source }) => new RegExp(source, 'd'));
const here = [...forms, bare, bareNoon].map(({ source }) => new RegExp(source, 'dy'));
const all = [...forms, bare, bareNoon];

export type ClockFound = { said: Said; from: number; to: number };

function read(form: Form, match: RegExpExecArray): ClockFound | null {
  const found = form.read(match.groups ?? {});
  // An hour that no day has is no time: "twenty six" or "90h".
  if (!found || clock(found.hour % 24, Math.max(found.minute, 0)) === undefined) return null;
  if (form.own) {
    const [from, to] = match.indices!.groups!.own!;
    return { said: found, from, to };
  }
  // "eight tonight": the words that tell the day as well stay for who reads the day.
  const half = match.indices?.groups?.half;
  const told = half && /^(?:tonight|tonite|this|that|tomorrow|ce |cet)/.test(match.groups!.half!);
  return { said: found, from: match.index, to: told ? half[0] : match.index + match[0].length };
}

const hint =
  /\d|\bo\b|\boh\b|\bto\b|till?\b|h\b|heure|clock|noon|midi|mid|half|quart|past|demi|moins|quinze|dix|trente|vingt|[cq][iu]\w+ante|[ap]\.? ?m\b|thirty|fifteen|forty|twenty|ten\b|ish\b|soir|evening|night|nite|morning|afternoon|matin|midnight|minuit/;

/** The first time that the text names; of two that begin at one place, the longer one. */
export function firstClock(flat: string): ClockFound | null {
  if (!hint.test(flat)) return null;
  let best: ClockFound | null = null;
  for (let i = 0; i < forms.length; i++) {
    const match = anywhere[i]!.exec(flat);
    const found = match && read(forms[i]!, match);
    if (found && (!best || found.from < best.from || (found.from === best.from && found.to > best.to)))
      best = found;
  }
  return best;
}

/** The time that stands at a place of the text; `loosely`, a bare number is one as well. */
export function clockAt(flat: string, at: number, loosely: boolean): ClockFound | null {
  let best: ClockFound | null = null;
  for (let i = 0; i < (loosely ? all.length : forms.length); i++) {
    here[i]!.lastIndex = at;
    const match = here[i]!.exec(flat);
    const found = match && read(all[i]!, match);
    if (found && (!best || found.to > best.to)) best = found;
  }
  return best;
}
