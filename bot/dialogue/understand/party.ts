import type { Doubt, Setting } from './meaning.ts';
import { number, numberOf, numberWord } from './numbers.ts';
import { re, rules } from './partyRules.ts';
import { notParty, people, young } from './partyWords.ts';
import { type Reading, take, taken, takeRead } from './reading.ts';

/** How many will come, as far as a message says it for certain. */

const range = re(
  `\\b${number} ?(?:ou|or|a|to|-|/) ?(?:peut[- ]etre |maybe )?${number} ${people}|\\b(?:pour|for|entre|between|on (?:sera|est|serait)|nous (?:serons|serions|sommes)|we(?:'ll| will) be|we are|party of|table (?:of|for|de|pour)|group of|groupe de)(?: surement| sans doute| peut[- ]etre| probablement| environ| plutot| maybe| probably| either)* (?:entre |between )?${number} ?(?:ou|or|et|and|a|to|-|/) ?(?:peut[- ]etre |maybe )?${number}\\b${notParty}(?! ?${young})`,
);

export type PartyFound = { party?: number; doubt?: Doubt };

/** Takes how many people will come. A range is a doubt, never a guess. `timed`: the time is known already. */
export function takeParty(reading: Reading, setting: Setting, timed: boolean): PartyFound | null {
  if (!hint.test(reading.flat)) return null;
  const wide = range.exec(reading.flat);
  const [low, high] = (wide ?? []).slice(1).filter(Boolean).map(numberOf) as [number, number];
  if (low < high && high - low <= 10) {
    take(reading, range);
    const options = (high - low === 1 ? [low, high] : [low, Math.ceil((low + high) / 2), high]).map(
      (party) => ({ party }),
    );
    return { doubt: { about: 'party', options: options.slice(0, 3) } };
  }
  for (const { words, count, when } of rules) {
    if (when && !when(setting, timed)) continue;
    const party = takeRead(reading, words, (found) => counted(count(found)));
    if (party) return party.value;
  }
  return null;
}

const hint =
  /\d|\b(?:un|une|one|deux|two|trois|three|quatre|four|cinq|five|six|sept|seven|huit|eight|neuf|nine|dix|ten|onze|eleven|douze|twelve|couple|amoureux|duo|tete|both|moi|me|myself|meself|i|avec|with|seule?|alone|solo|own)\b|(?:teen|ty|zaine|taine|zen|ante|ze|vingts?)\b/;

function counted(party: number | undefined): PartyFound | null {
  return party !== undefined && party >= 1 && party <= 999 ? { party } : null;
}

const loose = new RegExp(`(?<![a-z\\d/.,:'+-])${number}(?![a-z\\d/:%€'-])`, 'g');
const filler = new RegExp(
  `(?:${numberWord}|une? table|table|pour|le|la|les|de|des|a|et|at|for|on|the|and|svp|stp|please|merci|thanks|thank you|resa|reserver|reservation|reserve|book|booking|dispo|possible|il|y|bonjour|bonsoir|hello|hi|salut|oui|yes|ok|non|no|nous|on|sera|serons|euh|heu|um|well|je|crois|think|i|alors|plutot|finalement|donc|so|bon|est|personne|ok|tous|en|tout|just|seulement|only|peut|etre|maybe|ca|fait|will|be|we|us|would|like|need|want|voudrais|veux|aimerais|soir|midi|ce|du|tonight|noon|if|s'il|vous|plait|te|environ|about)\\b`,
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
