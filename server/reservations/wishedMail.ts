import type { Locale } from '../contract/words.ts';
import type { OwnWords } from '../messaging/wording.ts';
import type { WishedChange } from './contract.ts';
import { type Letter, type LetterFacts, layLetter, NBSP } from './letter.ts';

/**
 * The email to a guest who wishes something else than was confirmed: it was received, or declined with a word. It tells
 * of what is wished, and that their reservation stands. Accepted it is changed, and told like any change.
 */
export function renderWished(facts: LetterFacts & { wished: WishedChange }): Letter {
  const { day, time, startsAt, party, area, declined, message } = facts.wished;
  const kind = declined ? 'declined' : 'received';
  return layLetter(
    { ...facts, day, time, startsAt, party, area },
    {
      kind,
      own: wishedWords[facts.locale as Locale][kind],
      values: { word: message ?? '' },
      button: { url: facts.manageUrl },
      reach: 'question',
    },
  );
}

/** Our own words. A restaurant's words for a first request would say that no table is theirs yet. */
const wishedWords: OwnWords<'received' | 'declined'> = {
  fr: {
    received: {
      subject: `{restaurant}${NBSP}: votre demande de changement, {day}, {time}`,
      title: 'Votre demande est bien arrivée',
      body: `{greeting}\n\nVous aimeriez changer votre réservation chez {restaurant}${NBSP}: voici ce que vous demandez. Nous vous répondons dès que possible. D’ici là, votre réservation reste à vous, telle qu’elle est.`,
      button: 'Voir ma réservation',
    },
    declined: {
      subject: `{restaurant}${NBSP}: votre réservation reste telle qu’elle était`,
      title: 'Ce changement n’est pas possible',
      body: '{greeting}\n\nNous ne pouvons malheureusement pas faire le changement que vous demandez. Votre réservation chez {restaurant} reste à vous, telle qu’elle était.\n\n{word}',
      button: 'Voir ma réservation',
    },
  },
  en: {
    received: {
      subject: '{restaurant}: the change you asked for, {day}, {time}',
      title: 'We have received your request',
      body: '{greeting}\n\nYou would like to change your reservation at {restaurant}: this is what you ask for. We will reply as soon as we can. Until then your reservation stays yours, as it is.',
      button: 'See my reservation',
    },
    declined: {
      subject: '{restaurant}: your reservation stays as it was',
      title: 'This change is not possible',
      body: '{greeting}\n\nUnfortunately we cannot make the change that you ask for. Your reservation at {restaurant} stays yours, as it was.\n\n{word}',
      button: 'See my reservation',
    },
  },
};
