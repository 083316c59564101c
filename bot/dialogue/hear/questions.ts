import { fields, wishes } from '../draft.ts';
import type { Heard } from '../talk.ts';
import { asksAboutHouse, houseTopics, intentOf } from '../understand/intent.ts';
import { read } from '../understand/reading.ts';
import { remarkIn } from '../understand/remark.ts';

/** Questions about the house, and questions that are wishes. */

/** "et demain, on peut se garer ?" asks about the house, and wishes no table. */
export function readHouseQuestion(meaning: Heard, text: string, begun: boolean) {
  const { flat } = read(text);
  if (/\b(?:combien de temps|how long (?:can|do|may) (?:we|i|one))\b/.test(flat) && !fields(meaning)) {
    meaning.intent = 'question';
    return;
  }
  // "la terrasse est chauffée ?", "on peut fumer en terrasse ?": nobody asks to sit there.
  if (
    /\b(?:fum(?:er|e|eurs?)|smok\w+|chauffee?s?|heated|couverte|covered)\b/.test(flat) &&
    !wishes(meaning)
  ) {
    meaning.intent = 'question';
    delete meaning.area;
    delete meaning.remark;
    return;
  }
  const plain = flat.replace(/^\W*(?:(?:oui|yes|ok|d'accord|et|and|mais|but|ah|euh|au fait)\W+)+/, '');
  // "oui mais quel menu": a question all the same.
  if (!meaning.intent && plain !== flat && !fields(meaning) && asksAboutHouse(plain)) {
    const topic = intentOf(plain);
    if (topic && houseTopics.has(topic)) meaning.intent = topic;
    return;
  }
  if (begun || meaning.intent || meaning.party !== undefined || meaning.time || !/\?\s*$/.test(flat)) return;
  const intent = intentOf(flat);
  if (!intent || !houseTopics.has(intent) || !(meaning.day || meaning.part)) return;
  meaning.intent = intent;
  delete meaning.day;
  delete meaning.part;
}

const ofCancelling =
  /\b(?:si (?:jamais )?(?:on|je|nous|j')\b.*annul|annulation|jusqu'a quand .*annul|if (?:i|we) (?:have to |need to |must )?cancel|cancellation|free to cancel)/;

/** "et si on annule, c'est gratuit ?" asks what happens then, and cancels nothing. */
export function readCancelQuestion(meaning: Heard, text: string) {
  const { flat } = read(text);
  if (meaning.intent !== 'cancel' || !ofCancelling.test(flat)) return;
  if (/\?|\b(?:frais|gratuit\w*|payant|politique|conditions?|policy|fees?|free|charge\w*)/.test(flat))
    meaning.intent = 'question';
}

/** Questions that are wishes: "vous avez une chaise haute ?", "possible près de la fenêtre ?". */
export const hoping =
  /^(?:(?:et|and|ah|oh|sinon|d'ailleurs|au fait|also|by the way),? )*(?:est-ce (?:que|qu'il|qu') ?|c'est |ce serait |serait[- ]ce |serait[- ]il |il serait |would it be |is it |it's )*(?:possible (?:d'avoir|d'|de|to have|to get|to|for us to)? ?|faisable (?:de|d') ?|(?:vous |tu )?(?:avez|as|auriez|aurais)(?:[- ](?:vous|tu))? |y a[- ]t[- ]il |il y a |on (?:peut|pourrait) |(?:peut|pourrait)[- ]on |je (?:peux|pourrais) |pouvez[- ]vous |pourriez[- ]vous |vous (?:pouvez|pourriez) |(?:do|would) you have |have you got |(?:can|could|may) (?:we|i|you) (?:have |get )?)/i;

/**
 * What somebody hopes for in a question, as a remark in their own words: it cannot be promised, but it can be passed
 * on. Questions that the restaurant has answered in its settings are left alone.
 */
export function readHope(meaning: Heard, text: string) {
  if (meaning.remark || (meaning.intent && meaning.intent !== 'question' && meaning.intent !== 'book'))
    return;
  if (!/\?/.test(text) && !hoping.test(read(text).flat)) return;
  const { remark, occasion } = remarkIn(read(text));
  if (!remark) return;
  meaning.remark = remark;
  meaning.hoped = true;
  if (occasion) meaning.occasion = occasion;
  delete meaning.intent;
}
