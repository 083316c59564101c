import type { Asked } from './meaning.ts';
import { number, numberOf } from './numbers.ts';
import { type Reading, taken } from './reading.ts';

const yesStart =
  /^[^a-z\u{1f300}-\u{1faff}✅✔]*(?:oui+|ouais+|wi|ui|oue|ouep|yep|yes+|yeah|yea|yup|ya|ok(?:ay|e|i)?|okk+|d'?accord|dac|dacc|c'est (?:bon|ca|parfait|exact|cela|correct|bien ca|tout bon|noté)|exact(?:ement|ly)?|parfait(?:ement)?|tout a fait|nickel|impec\w*|impeccable|je confirme|confirm(?:e|ez|ed|er)?|je valide|valide|vas[- ]?y|allez[- ]?y|go(?: ahead)?|volontiers|avec plaisir|bien sur|absolument|absolutely|ca marche|ca (?:me |nous )?(?:va|convient)|ca roule|va pour|sure|of course|correct|perfect|grand|sound|lovely|brilliant|brill|fab|ideal|deal|aye|bang on|spot on|that works|works for me|that'?ll do|that would be (?:great|lovely|perfect|grand)|please book(?: it)?|that'?s (?:right|correct|fine|good|it|perfect|great)|sounds (?:good|great|perfect)|looks good|all (?:good|correct|right|fine|perfect)|great|fine|please do|yes please|definitely|certainly|right|pas de (?:souci|probleme)s?|no (?:problem|worries)|pourquoi pas|why not|super|top|bien|si|carrement|c'est note|tres bien|it is|i confirm|book it|do it|reservez(?: la)?|let'?s do it|yes it is|👍|👌|✅|✔|🙂👍)(?=[^a-z]|$)/u;
const noStart =
  /^[^a-z\u{1f300}-\u{1faff}❌]*(?:non+|nan+|no+(?! (?:earlier|later|sooner|more than|less than|fewer))|nope|nah|nop|pas (?:du tout|ca|celle|ceux|vraiment|question|la peine|besoin|celui)|surtout pas|jamais|never|c'est faux|c'est (?:pas|incorrect)|il y a (?:une )?erreur|erreur|rien|nothing|mistake|not quite|c'est pas (?:ca|bon|correct)|ce n'est pas (?:ca|bon|correct)|incorrect|wrong|that'?s (?:wrong|not right|not it|not correct|incorrect)|not (?:right|correct|really|that|now|yet|at all)|aucun(?:e)?|none(?: of (?:them|those|these))?|neither|ni l'une? ni l'autre|no thanks?|don'?t|attendez|attends|wait|hold on|leave it(?: (?:as|how|where) it is)?|keep it(?: (?:as|how|where) it is)?|no changes?|faux|👎|❌)(?=[^a-z]|$)/u;
const but =
  /\b(?:mais|sauf|par contre|but|except|however|pas (?:a|le|pour|samedi)|attendez|attends|wait|plutot|actually|instead|changer|change|non|no|nope)\b/;

const leaving =
  /^\W*(?:ok(?:ay)?|great|fine|super|top|cool|d'accord|d accord)\b.*\b(?:bye|goodbye|good night|have a (?:good|nice|great|lovely)|see you|bonne (?:soiree|journee|nuit|fin)|au revoir|a bientot)\b/;

/** A plain yes or no at the head of a message. A yes with a "but" in it is neither. */
export function answerIn(flatText: string): 'yes' | 'no' | undefined {
  if (/^\W*kk?\W*$/.test(flatText)) return 'yes';
  const easy = /^[^a-z]*(?:pas de (?:souci|probleme)s?|no (?:problem|worries))/.test(flatText);
  if (!easy && noStart.test(flatText)) return 'no';
  if (/[?]\s*$/.test(flatText) && !/^[^a-z]*(?:oui|yes|ok)\b/.test(flatText)) return undefined;
  if (yesStart.test(flatText)) {
    const rest = flatText.replace(yesStart, ' ');
    // "ok thanks, have a great night" says goodbye, and yes to nothing.
    if (leaving.test(flatText)) return undefined;
    // "yes, and the champagne is free, right?" asks for more than was echoed.
    if (/\?/.test(rest) && (rest.match(/[a-z]{2,}/g)?.length ?? 0) > 3) return undefined;
    return but.test(rest) ? undefined : 'yes';
  }
  if (/^(?:👍|👌|✅|✔|🙏)/u.test(flatText)) return 'yes';
  if (/^(?:👎|❌)/u.test(flatText)) return 'no';
  return undefined;
}

const ordinals: [RegExp, number][] = [
  [/\b(?:premiere?|1(?:er|ere|re|st)|first)\b(?! (?:of all|time|fois))/, 1],
  [/\b(?:deuxieme|seconde?|2(?:e|eme|nde?|nd)|second)\b/, 2],
  [/\b(?:troisieme|3(?:e|eme|rd)|third)\b/, 3],
  [/\b(?:quatrieme|4(?:e|eme|th)|fourth)\b/, 4],
  [/\b(?:cinquieme|5(?:e|eme|th)|fifth)\b/, 5],
  [/\b(?:derniere?|last)\b(?! (?:week|year|month|night|time|fois|\w+day))/, -1],
];
const worded = new RegExp(
  `^(?:oui|yes|ok|alors|euh|plutot|bon|well|i'?ll take|je prends|va pour|go for|let'?s (?:do|go with)|on prend|pour|disons)?[ ,:]*(?:pour )?(?:(?:le|la|l'|the|at|a|option|choix|choice|number|numero|n[o°]|#|no\\.?)[ :]?)*${number}(?: ?[).])?(?:,? (?:svp|stp|please|then|alors|merci|thanks|s'il vous plait|parfait|c'est bien|is fine|works))*[ .!]*$`,
);
const marked = new RegExp(`(?:\\b(?:option|choix|choice|number|numero|n[o°])|#) ?${number}\\b`);

/** The number of a choice in an answer to a list. Only where a list was shown. */
export function choiceIn(reading: Reading, asked: Asked | null): number | undefined {
  if (asked !== 'choose' && asked !== 'which_booking') return undefined;
  const text = reading.flat.replaceAll(taken, ' ').replace(/ +/g, ' ').trim();
  const plain = worded.exec(text) ?? marked.exec(text);
  if (plain) {
    const value = numberOf(plain[1]!);
    return value >= 1 && value <= 9 ? value : undefined;
  }
  // "my last booking was awful" chooses nothing: a rank does in few words only.
  if (text.split(' ').length > 7) return undefined;
  for (const [words, value] of ordinals) if (words.test(text)) return value;
  return undefined;
}
