import type { Occasion } from './meaning.ts';
import { blank, type Reading, taken } from './reading.ts';

const worth =
  /\b(?:allerg\w*|intoleran\w*|sans gluten|gluten[- ]free|coeliaque|celiac|coeliac|vegetari\w*|vege[es]?s?|veggies?|vegan\w*|vegetalien\w*|pescetari\w*|halal|casher|kasher|kosher|sans (?:lactose|porc|alcool)|dairy[- ]free|enceinte|pregnant|fauteuils? roulants?|wheelchairs?|mobilite reduite|pmr|poussettes?|pram|stroller|buggy|chaises? (?:hautes?|bebe)|rehausseur|high ?chairs?|booster seats?|anniversaire|annivs?|bougies?|candles?|birthday|anniversary|demande en mariage|propos(?:e|ing|al)\b|pres de la fenetre|cote fenetre|a la fenetre|(?:by|near) the window|window (?:seat|table)|a l'ecart|calme|discr[e]te?s?|intime|entend(?:ant)? mal|malentendante?|tranquille|quiet|en terrasse|sur la terrasse|on the terrace|on the patio|outside|dehors|exterieur|a l'interieur|indoors|inside|en salle|banquette|booth|(?:notre|mon|avec un|our|my|with a|a) (?:petit |small |little )?(?:chien|dog)|gateau|cake|evjf|evg|hen (?:do|party)|repas d'affaires|business (?:lunch|dinner)|noces)\b/;
const marker = /\b(?:remarque|note|precision|ps|nb|n\.b\.|p\.s\.|special request|demande particuliere) ?:? /;

/** Numbers that belong to the remark ("allergie pour une personne") must not be taken for the party. */
const within =
  /\b(?:allerg|intoleran|vegetari|vege|veggie|vegan|gluten|chaises? hautes?|high ?chairs?)[^,.;!?\n¦]{0,40}?(?:\b(?:pour|for|chez) (?:une?|one|deux|two|trois|three|\d) ?(?:personnes?|d'entre nous|of us|enfants?|people|person|children|kids?)|pour (?:une?|deux|trois|\d)(?= ?(?:[,.;!?\n]|$)))\b/;
const countedDiet =
  /\b(?:une?|one|deux|two|trois|three|\d|dont une?|including one|l'un(?:e)? de nous|l'un(?:e)? d'entre nous|one of us) (?:personne |person |people |personnes |guest |of us |enfant |child )?(?:est |is |are |sont )?(?:tres |very )?(?:allerg\w*|vegetari\w*|vegan\w*|intoleran\w*|coeliaque|celiac|en fauteuil|in a wheelchair|chaises? hautes?|high ?chairs?|poussettes?)/;

export type RemarkFound = { remark?: string; occasion?: Occasion };

/** Marks the numbers that belong to a remark as taken; the words stay for `remarkIn`. Returns where they were. */
export function shieldRemarkNumbers(reading: Reading) {
  for (const words of [within, countedDiet]) {
    const found = words.exec(reading.flat);
    if (!found) continue;
    const shielded = found[0].replace(/\b(?:\d{1,2}|une?|one|deux|two|trois|three)\b/g, (n) =>
      '~'.repeat(n.length),
    );
    reading.flat =
      reading.flat.slice(0, found.index) + shielded + reading.flat.slice(found.index + found[0].length);
  }
}

/**
 * What the restaurant should know beside the booking, in the guest's own words: the clause around an allergy, an
 * occasion, a request. To be called last: the clause ends where something else was taken.
 */
export function remarkIn(reading: Reading): RemarkFound {
  const said = marker.exec(reading.flat);
  if (said) {
    const remark = clean(reading.raw.slice(said.index + said[0].length));
    if (remark.length > 2) return { remark, ...occasionIn(reading.flat) };
  }
  const remarks: string[] = [];
  const occasion = occasionIn(reading.flat);
  // An allergy told in a sentence of its own must not be lost behind a window seat.
  for (let clauses = 0; clauses < 4; clauses++) {
    const clause = takeClause(reading);
    if (!clause) break;
    if (clause.length > 2) remarks.push(clause);
  }
  return remarks.length > 0 ? { remark: remarks.join('. ').slice(0, 500), ...occasion } : {};
}

/** Takes the clause around the first word that is worth a remark. */
function takeClause(reading: Reading): string | undefined {
  const found = worth.exec(reading.flat);
  if (!found) return undefined;
  const before = reading.flat.slice(0, found.index);
  const from = 1 + Math.max(...['.', ';', '!', ',', '\n', taken].map((mark) => before.lastIndexOf(mark)));
  const after = clauseEnd.exec(reading.flat.slice(found.index));
  let to = after ? found.index + after.index : reading.raw.length;
  // "c'est un anniversaire, au nom de Zoé": a comma before something taken ends the clause too.
  const clause = reading.flat.slice(found.index, to);
  const comma = /,\s*(?:(?:au|a|le|pour|on|at|for|under|et|and|mon|my|tel)\b\s*)*$/.exec(clause);
  if (comma) to = found.index + comma.index;
  blank(reading, from, to);
  return clean(reading.raw.slice(from, to));
}

const clauseEnd = new RegExp(`[.;!?\\n${taken}]`);

/** The wish to book itself is no remark: what follows it may be. */
const wishing =
  /^(?:(?:hi|hello|hey|bonjour|bonsoir|salut)[ ,!]*)?(?:(?:je|on|nous) (?:voudrais|voudrait|voudrions|aimerais|aimerait|aimerions|souhaite\w*|veux)|j'aimerais|i would like|i'd like|we'd like|i want|we want|can i|could i|can we)(?: to)? (?:reserver|faire une réservation|réserver|book|reserve|have|make)?(?: ?(?:une |a )?(?:table|réservation|reservation|booking))? ?/i;

/** What is asked for beside the table goes to the restaurant without the question around it. */
const asking =
  /^(?:(?:do|would) you have|have you got|(?:is|are|would) there(?: be)?|(?:can|could|may) (?:we|i) (?:have|get)|avez-vous|vous avez|auriez-vous|y a-t-il|est-ce qu'il y a|est-ce que vous avez) (?:any )?/i;

const clean = (text: string) =>
  text
    .replace(/\n+/g, ' ')
    .replace(
      /^(?:[\s,:()-]|(?:avec|with)\b|(?:oui|yes|ok|oh|ah|non|no|et|and|mais|but|avec|with|donc|so|alors|also|aussi|il y a|there is|there's|svp|please)\b(?! (?:(?:un|une|a|an|two|deux)\b|\d)))+/i,
      '',
    )
    .replace(
      /(?:[\s,:(-]|\b(?:et|and|le|the|pour|for|on|at|à|a|au|vers|de|svp|please|merci|thanks|mon|my))+$/i,
      '',
    )
    .replace(wishing, '')
    .replace(asking, '')
    .replace(/^(?:(?:a |une )?note )?(?:that |que |qu')/i, '')
    .trim()
    .slice(0, 500);

function occasionIn(flatText: string): { occasion?: Occasion } {
  if (/\banniversaire de mariage\b|\banniversary\b|\bnoces\b/.test(flatText))
    return { occasion: 'anniversary' };
  if (/\bannivs?(?:ersaire)?\b|\bbirthday\b/.test(flatText)) return { occasion: 'birthday' };
  if (/\brepas d'affaires\b|\bbusiness (?:lunch|dinner)\b/.test(flatText)) return { occasion: 'business' };
  return {};
}
