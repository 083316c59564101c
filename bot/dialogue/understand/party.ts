import type { Doubt, Setting } from './meaning.ts';
import { number, numberOf, numberWord } from './numbers.ts';
import { type Reading, take, taken } from './reading.ts';

const people =
  "(?:personnes?|persones?|pers\\b\\.?|prs\\b|personne|gens|convives?|couverts?|invites?|people|ppl|persons?|guests?|pax|covers?|diners|seats?|places?|tetes|adultes?|adults?|grown[- ]?ups?|of us|d'entre nous)";
const young =
  '(?:petits? )?(?:enfants?|bebes?|ados?|kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|infants?|teens?|teenagers?|filles?|fils|gamins?)';
const grown = '(?:adultes?|adults?|grown[- ]?ups?|grands?)';
const joined = '(?: ?,? ?(?:et|and|\\+|plus|avec|with|&) ?|,? ?)(?:nos |my |mes |our |les |the )?';
const companion =
  '(?:femme|mari|epouse|epoux|compagne|compagnon|copine|copain|fiancee?|conjointe?|mere|pere|maman|papa|soeur|frere|fils|fille|collegue|amie?|pote|patron|wife|husband|partner|girlfriend|boyfriend|fiance|mum|mom|mother|dad|father|sister|brother|son|daughter|friend|colleague|boss|blonde|chum|moitie)';
const notHours =
  "(?! ?(?:h\\b|h\\d|heures?|hrs?\\b|:\\d|\\.\\d|[ap]\\.?m\\b|o'?clock|/|%|euros?|€|jours?|days?|semaines?|weeks?|nights?|nuits?|fois|(?:st|nd|rd|th)\\b|\\d))";
const aMonthAhead =
  '(?! (?:jan|fev|feb|mars|march|avr|apr|mai|may|juin|june|juil|july|aout|aug|sept|oct|nov|dec))';

const patterns = {
  range: new RegExp(
    `\\b${number} ?(?:ou|or|a|to|-|/) ?${number} ${people}|\\b(?:pour|for|entre|between|on (?:sera|est|serait)|nous (?:serons|serions)|we(?:'ll| will) be)(?: surement| sans doute| peut[- ]etre| probablement| environ| plutot| maybe| probably| either)* (?:entre |between )?${number} (?:ou|or|et|and|a|to) (?:peut[- ]etre |maybe )?${number}\\b${notHours}(?! ?${young})`,
  ),
  families: new RegExp(
    `\\b${number} ${grown}${joined}${number} ${young}(?:${joined}${number} ${young})?|\\b${number} (?:${people}|grands)(?: ?,? ?(?:et|and|\\+|plus|avec|with|&) ?)${number} ${young}`,
  ),
  meAnd: new RegExp(
    `\\b(?:moi,?|me,?|i,?) ?(?:et|and|\\+|avec|with|plus)? ?(?:ma|mon|my|un|une|a)? ?${companion}?,? ?(?:et|and|\\+|plus) (?:mes|nos|my|our|the|les)? ?${number} (?:${young}|ami[es]*|friends|collegues|colleagues|others|autres|potes|copains|copines)`,
  ),
  spouseAndKids: new RegExp(
    `\\b(?:ma|mon|my) ${companion},? (?:et|and) (?:mes|nos|my|our) ${number} (?:${young})`,
  ),
  withFriends: new RegExp(
    `\\b(?:avec|with) (?:mes |my )?${number} (?:autres |other )?(?:ami[es]*|friends|collegues|colleagues|potes|copains|copines|others|autres|personnes)\\b`,
  ),
  pair: new RegExp(
    `\\b(?:(?:moi|me) (?:et|and|\\+|avec|with) (?:ma|mon|my|un|une|a) ${companion}|(?:ma|mon|my) ${companion} (?:et|and) (?:moi|me|i|myself)|(?:avec|with) (?:ma|mon|my) ${companion}\\b(?! (?:et|and|,))|(?:nous|tous les|toutes les|a) deux\\b(?! ${people})|(?:the )?(?:two|both) of us|en (?:couple|amoureux|tete[- ]a[- ]tete)|table a deux|for a couple|pour un couple)`,
  ),
  alone:
    /\b(?:juste moi|que moi|moi seule?|je (?:serai|suis|viens|viendrai|dine|mange|dejeune) (?:tout |toute )?seule?|tout(?:e)? seule?|just me|only me|myself|on my own|by myself|i'?ll be alone|just one|pour moi seule?|solo)\b/,
  dozen:
    /\b(?:une|a|about a|half a|une demi[- ])? ?(demi[- ]douzaine|half a dozen|half[- ]dozen|dizaine|douzaine|dozen|quinzaine|vingtaine|trentaine|huitaine)\b/,
  counted: new RegExp(`\\b${number} ?${people}(?![a-z])(?:${joined}${number} ${young})?`),
  short: /\b(\d{1,2}) ?(?:p\b(?!\.?m)|pl\b|cvts?\b)|\bx ?(\d{1,3})\b(?! ?h)|\b(\d{1,2}) ?x\b/,
  group: new RegExp(
    `(?<!\\bat )(?<!\\bla )\\b(?:party|group|table|groupe|tablee|booking|reservation|resa|family|famille) (?:of|de|for|pour|d')? ?${number}\\b${notHours}`,
  ),
  weAre: new RegExp(
    `\\b(?:on (?:sera|serait|est|vient|viendra|va etre|etait)|nous (?:serons|sommes|serions|viendrons|venons)|we(?:'ll be| will be| are|'re| would be)(?: now)?|there(?:'ll be| will be| are|'s)|on s'ra|sera|serons)(?: (?:plutot|finalement|plus|en fait|actually|now|only|just|maybe|peut-etre|maintenant|tous|en tout|bien|que|a|a table))*(?: a)? ${number}\\b${notHours}`,
  ),
  makeIt: new RegExp(
    `\\b(?:make (?:it|that)|change (?:it )?to|plutot|finalement|actually) (?:for )?${number} (?:instead|people|personnes|of us)\\b`,
  ),
  forSome: new RegExp(
    `\\b(?:pour|for|seats?|seating|4?por) (?:les |the )?${number}(?:(?= tonight)|${notHours})\\b${aMonthAhead}${notHours}`,
  ),
  tableAt: new RegExp(
    `\\b(?:table|repas|diner|dejeuner|lunch|dinner|resto) (?:a|pour|for) ${number}\\b${notHours}`,
  ),
  manyOfUs: new RegExp(`\\b(?:a|de) (${numberWord})\\b(?! heures?)`),
  topTable: new RegExp(`\\b${number}[- ](?:top|seater|person table|person)\\b`),
};

const dozens: Record<string, number> = {
  huitaine: 8,
  dizaine: 10,
  douzaine: 12,
  dozen: 12,
  quinzaine: 15,
  vingtaine: 20,
  trentaine: 30,
};

export type PartyFound = { party?: number; doubt?: Doubt };

/** Takes how many people will come. A range is a doubt, never a guess. */
export function takeParty(reading: Reading, setting: Setting): PartyFound | null {
  let m: RegExpExecArray | null;
  m = take(reading, patterns.range);
  if (m) {
    const [low, high] = m.slice(1).filter(Boolean).map(numberOf) as [number, number];
    if (low < high && high - low <= 10) {
      const options = (high - low === 1 ? [low, high] : [low, Math.ceil((low + high) / 2), high]).map(
        (party) => ({ party }),
      );
      return { doubt: { about: 'party', options: options.slice(0, 3) } };
    }
    return null;
  }
  m = take(reading, patterns.families);
  if (m) return counted(m.slice(1).reduce((all, part) => all + (part ? numberOf(part) : 0), 0));
  m = take(reading, patterns.meAnd);
  if (m) return counted(1 + (new RegExp(`\\b${companion}\\b,? `).test(m[0]) ? 1 : 0) + numberOf(m[1]!));
  m = take(reading, patterns.spouseAndKids);
  if (m) return counted(2 + numberOf(m[1]!));
  m = take(reading, patterns.dozen);
  if (m) return counted(/demi|half/.test(m[0]) ? 6 : dozens[m[1]!]!);
  m = take(reading, patterns.counted);
  if (m) {
    // "il reste 4 places ?" asks, "4 places" wishes: both name how many.
    return counted(numberOf(m[1]!) + (m[2] ? numberOf(m[2]) : 0));
  }
  m = take(reading, patterns.withFriends);
  if (m) return counted(1 + numberOf(m[1]!));
  m = take(reading, patterns.weAre) ?? take(reading, patterns.makeIt);
  if (m) return counted(numberOf(m[1]!));
  m = take(reading, patterns.group) ?? take(reading, patterns.tableAt) ?? take(reading, patterns.topTable);
  if (m) return counted(numberOf(m[1]!));
  m = take(reading, patterns.short);
  if (m) return counted(numberOf((m[1] ?? m[2] ?? m[3])!));
  m = take(reading, patterns.forSome);
  if (m) return counted(numberOf(m[1]!));
  m = take(reading, patterns.pair);
  if (m) return counted(2);
  m = take(reading, patterns.alone);
  if (m) return counted(1);
  if (setting.asked === 'party' || setting.language === 'fr') {
    m = take(reading, patterns.manyOfUs);
    if (m) return counted(numberOf(m[1]!));
  }
  return null;
}

function counted(party: number): PartyFound | null {
  return party >= 1 && party <= 999 ? { party } : null;
}

const loose = new RegExp(`(?<![a-z\\d/.,:'+-])${number}(?![a-z\\d/:%€'-])`, 'g');
const filler = new RegExp(
  `(?:${numberWord}|une? table|table|pour|le|la|les|de|des|a|et|at|for|on|the|and|svp|stp|please|merci|thanks|thank you|resa|reserver|reservation|reserve|book|booking|dispo|possible|il|y|bonjour|bonsoir|hello|hi|salut|oui|yes|ok|non|no|nous|on|sera|serons|euh|heu|um|well|je|crois|think|i|alors|plutot|finalement|donc|so|bon|est|personne|tous|en|tout|just|seulement|only|peut|etre|maybe|ca|fait|will|be|we|us|would|like|need|want|voudrais|veux|aimerais|soir|midi|ce|du|tonight|noon|if|s'il|vous|plait|te|environ|about)\\b`,
  'g',
);

/**
 * A lone number that nobody took, in a message that says nothing else: how many, when that was asked or when
 * the hour stands beside it ("4 samedi 20h").
 */
export function takeLoneNumber(reading: Reading, beside: boolean, setting: Setting): PartyFound | null {
  if (setting.asked !== 'party' && !beside) return null;
  const numbers = [...reading.flat.matchAll(loose)].filter((m) => (beside ? /^\d/.test(m[1]!) : true));
  const certain = numbers.filter((m) => !/^une?$/.test(m[1]!));
  const one = certain.length === 1 ? certain[0] : certain.length === 0 ? numbers[0] : undefined;
  if (!one) return null;
  const rest = reading.flat
    .replaceAll(taken, ' ')
    .replace(loose, ' ')
    .replace(filler, ' ')
    .replace(/[^a-z]+/g, '');
  if (rest.length > (setting.asked === 'party' ? 12 : 3)) return null;
  if (/^une?$/.test(one[1]!) && rest.length > 0) return null;
  take(reading, new RegExp(`(?<![a-z\\d])${one[1]}(?![a-z\\d])`));
  return counted(numberOf(one[1]!));
}
