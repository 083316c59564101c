import type { FormOfAddress } from '../server/restaurants/contract.ts';
import { sayTo } from './dialogue/say/fr/address.ts';
import type { Language } from './dialogue/understand/meaning.ts';

/**
 * What a guest's answer to a reminder asks for, when it is one of its three choices, by number or by their labels:
 * to say that they come, or words with which the dialogue goes on. Null when it is anything else.
 */
export function readChoice(text: string, language: Language): 'comes' | { words: string } | null {
  const said = text
    .normalize('NFKC')
    .replace(/[\uFE0F\u20E3.)!\s]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/[’']/g, '’');
  const which = choices.findIndex((choice) => choice.includes(said));
  if (which < 0) return null;
  return which === 0 ? 'comes' : { words: words[language][which - 1]! };
}

const choices = [
  ['1', 'je confirme', 'confirmer', 'i confirm', 'confirm'],
  ['2', 'je modifie', 'modifier', 'i change it', 'change'],
  ['3', 'j’annule', 'annuler', 'i cancel', 'cancel'],
];

/** As the dialogue understands them. */
const words = {
  fr: ['je voudrais modifier ma réservation', 'je voudrais annuler ma réservation'],
  en: ['I would like to change my reservation', 'I would like to cancel my reservation'],
};

/** Said to a guest who confirms. */
export const noted = (language: Language, form: FormOfAddress): string =>
  language === 'en'
    ? 'Thank you, noted. We look forward to seeing you.'
    : sayTo(form)`Merci, c’est noté. Nous [vous |t’]attendons.`;
