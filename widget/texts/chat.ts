/** The words around a talk with the bot, in both languages: what the bot says is its own. */
import type { Locale } from '../../server/contract/words.ts';

const fr = {
  heading: 'Réserver en discutant',
  hint: 'Écrivez comme vous parleriez : « samedi 20 h pour 4 ». Une réservation se change ou s’annule ici aussi.',
  examples: ['Une table pour 2 demain soir', 'Samedi 20 h pour 4', 'Jusqu’à quelle heure servez-vous ?'],
  log: 'La discussion',
  you: 'Vous',
  they: (name: string) => name,
  field: 'Votre message',
  send: 'Envoyer',
  writing: 'La réponse arrive…',
  sending: 'Envoi…',
  failed: 'Ce message n’est pas parti.',
  again: 'Réessayer',
  lost: 'La connexion est coupée ; la réponse s’affichera dès qu’elle revient.',
  gone: 'Cette discussion est terminée.',
  arriving: 'Votre discussion arrive…',
  old: 'Ce lien a déjà servi, ou il a plus d’un quart d’heure\u00a0: la discussion ne peut pas continuer ici.',
  anew: 'En commencer une autre',
  elsewhere: 'Continuer sur WhatsApp',
  openWhatsapp: 'Ouvrir WhatsApp',
  orCode: (code: string, phone: string) =>
    `Ou envoyez ${code} au ${phone}. Ce code vaut une fois, pendant un quart d’heure.`,
  noWay: 'WhatsApp n’est pas joignable pour l’instant\u202f; continuez ici.',
};

const en: typeof fr = {
  heading: 'Book by chatting',
  hint: 'Write as you would speak: “Saturday 8 pm for 4”. A booking can be changed or cancelled here too.',
  examples: ['A table for 2 tomorrow evening', 'Saturday 8 pm for 4', 'Until what time do you serve?'],
  log: 'The chat',
  you: 'You',
  they: (name) => name,
  field: 'Your message',
  send: 'Send',
  writing: 'The answer is coming…',
  sending: 'Sending…',
  failed: 'This message has not left.',
  again: 'Try again',
  lost: 'The connection is down; the answer will show as soon as it is back.',
  gone: 'This chat is over.',
  arriving: 'Your chat is on its way…',
  old: 'This link was used before, or is more than fifteen minutes old: the chat cannot go on here.',
  anew: 'Begin another',
  elsewhere: 'Continue on WhatsApp',
  openWhatsapp: 'Open WhatsApp',
  orCode: (code, phone) => `Or send ${code} to ${phone}. The code works once, for fifteen minutes.`,
  noWay: 'WhatsApp cannot be reached for now; please go on here.',
};

export const words: Record<Locale, typeof fr> = { fr, en };
