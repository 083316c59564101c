import type { PendingConversation } from '../server/conversations/contract.ts';
import type { FormOfAddress } from '../server/restaurants/contract.ts';
import { type Say, sayTo } from './dialogue/say/fr/address.ts';
import type { Language } from './dialogue/understand/meaning.ts';

type Came = PendingConversation['inbound'][number];

/**
 * What the bot makes of a message that is not words: words to go on with, as if the guest had written them (a
 * caption, a thumb under our question), something to say in the dialogue's place, or nothing at all.
 * `person`: somebody should look at it with their own eyes.
 */
export type Taken = { words: string } | { say: string; person: boolean } | 'nothing';

const yesOrNo = /^(👍|👌|✅|🆗|👎|❌|🚫)/u;

/** How a message of a line is taken. `said`: what we said last, so that nobody reads the same sentence twice. */
export function take(
  message: Came,
  language: Language,
  said: readonly string[],
  form: FormOfAddress = 'vous',
): Taken {
  const words = language === 'en' ? english : french[form];
  // An emoji, a blank, and what stands beside it: the caption, the place, the name.
  const beside = message.text.replace(/^\p{Extended_Pictographic}\uFE0F?\s*/u, '').trim();
  const either = ([first, second]: readonly [string, string]) => (said.includes(first) ? second : first);
  switch (message.kind) {
    case 'text':
      return { words: message.text };
    case 'reaction':
      return yesOrNo.test(message.text) ? { words: message.text } : 'nothing';
    case 'sticker':
      return 'nothing';
    case 'unsupported':
      return { say: either(words.unsupported), person: said.includes(words.unsupported[0]) };
    case 'voice':
      return { say: either(words.voice), person: said.includes(words.voice[0]) };
    case 'image':
    case 'video':
    case 'document':
      if (beside && message.kind !== 'document') return { words: beside };
      return { say: either(words[message.kind]), person: true };
    case 'location':
      return { say: either(words.location), person: false };
    case 'contact':
      return { say: either(words.contact), person: false };
  }
}

type Texts = Record<Exclude<Came['kind'], 'text' | 'reaction' | 'sticker'>, readonly [string, string]>;

const inForm = (say: Say): Texts => ({
  unsupported: [
    say`[Votre|Ton] message ne s’affiche pas ici. [Pouvez-vous|Peux-tu] me l’écrire en quelques mots\u00a0?`,
    'Celui-ci ne s’affiche pas non plus. Je préviens l’équipe.',
  ],
  voice: [
    say`Je ne sais pas encore écouter les messages vocaux. [Pouvez-vous|Peux-tu] me l’écrire en quelques mots\u00a0?`,
    say`[Votre|Ton] message vocal est bien là, mais je ne peux que lire. Je préviens l’équipe, qui pourra l’écouter.`,
  ],
  image: [
    'Merci pour la photo. Je ne sais pas la regarder\u00a0; l’équipe la verra.',
    'Bien reçue, celle-ci aussi. L’équipe les regardera.',
  ],
  video: [
    'Merci pour la vidéo. Je ne sais pas la regarder\u00a0; l’équipe la verra.',
    'Bien reçue, celle-ci aussi. L’équipe les regardera.',
  ],
  document: [
    say`[Votre|Ton] document est bien arrivé. Je ne sais pas l’ouvrir\u00a0; l’équipe le lira.`,
    'Bien reçu, celui-ci aussi. L’équipe les lira.',
  ],
  location: [
    say`Merci, [votre|ta] position est bien arrivée. Pour une réservation, [dites-moi|dis-moi] le jour, l’heure et pour combien de personnes.`,
    say`Merci, je vois où [vous êtes|tu es]. Que puis-je faire pour [vous|toi]\u00a0?`,
  ],
  contact: [
    say`Merci pour le contact. Pour réserver à ce nom, [écrivez-moi|écris-moi] le nom et le numéro.`,
    'Bien reçu. Je ne lis pas les fiches de contact\u00a0: le nom et le numéro, écrits, me suffisent.',
  ],
});
const french = { vous: inForm(sayTo('vous')), tu: inForm(sayTo('tu')) };

const english: Texts = {
  unsupported: [
    'Your message does not show here. Could you write it to me in a few words?',
    'This one does not show either. I am telling the team.',
  ],
  voice: [
    'I can’t listen to voice messages yet. Could you write it to me in a few words?',
    'Your voice message is here, but I can only read. I am telling the team, who can listen to it.',
  ],
  image: [
    'Thank you for the picture. I can’t look at it myself; the team will see it.',
    'That one has arrived too. The team will look at them.',
  ],
  video: [
    'Thank you for the video. I can’t look at it myself; the team will see it.',
    'That one has arrived too. The team will look at them.',
  ],
  document: [
    'Your document has arrived. I can’t open it myself; the team will read it.',
    'That one has arrived too. The team will read them.',
  ],
  location: [
    'Thank you, I have your location. For a reservation, tell me the day, the time and how many you will be.',
    'Thank you, I see where you are. What can I do for you?',
  ],
  contact: [
    'Thank you for the contact. To book under that name, write me the name and the number.',
    'Got it. I can’t read contact cards: the name and the number, in writing, are enough.',
  ],
};
