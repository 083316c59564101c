import type { OwnLines, OwnWords } from '../messaging/wording.ts';
import { NBSP } from './letter.ts';

/** Our own words for what a guest is told after the confirmation. */
export const newsWords: OwnWords<
  'changed' | 'cancelled_by_guest' | 'cancelled_by_house' | 'reminder' | 'thanks'
> = {
  fr: {
    changed: {
      subject: `{restaurant}${NBSP}: réservation modifiée, {day}, {time}`,
      title: 'Votre réservation est modifiée',
      body: '{greeting}\n\nVoici votre réservation chez {restaurant}, telle qu’elle est maintenant.',
      button: 'Voir ma réservation',
    },
    cancelled_by_guest: {
      subject: `{restaurant}${NBSP}: réservation annulée, {day}, {time}`,
      title: 'Votre réservation est annulée',
      body: '{greeting}\n\nVotre réservation chez {restaurant} est annulée, comme vous l’avez demandé. Au plaisir de vous accueillir une autre fois.',
      button: 'Réserver une autre table',
    },
    cancelled_by_house: {
      subject: `{restaurant}${NBSP}: réservation annulée, {day}, {time}`,
      title: 'Votre réservation est annulée',
      body: '{greeting}\n\nNous avons dû annuler votre réservation chez {restaurant}, et nous en sommes désolés. Nous serions heureux de vous accueillir une autre fois.\n\n{word}',
      button: 'Réserver une autre table',
    },
    reminder: {
      subject: `{restaurant}${NBSP}: {see_you}, {day}, {time}`,
      title: '{see_you}',
      body: '{greeting}\n\nNous vous attendons {soon} chez {restaurant}. {coming}',
      button: 'Je confirme ma venue',
    },
    thanks: {
      subject: `{restaurant}${NBSP}: merci de votre visite, {day}, {time}`,
      title: 'Merci de votre visite',
      body: `{greeting}\n\nMerci d’être venus chez {restaurant}. Nous espérons que vous avez passé un bon moment à notre table.\n\nQuelque chose vous a manqué, ou vous a plu${NBSP}? Nous le lirons ou l’entendrons avec attention.`,
      button: 'Voir ma réservation',
    },
  },
  en: {
    changed: {
      subject: '{restaurant}: reservation changed, {day}, {time}',
      title: 'Your reservation has changed',
      body: '{greeting}\n\nThis is your reservation at {restaurant} as it now stands.',
      button: 'See my reservation',
    },
    cancelled_by_guest: {
      subject: '{restaurant}: reservation cancelled, {day}, {time}',
      title: 'Your reservation is cancelled',
      body: '{greeting}\n\nYour reservation at {restaurant} is cancelled, as you asked. We hope to welcome you another time.',
      button: 'Book another table',
    },
    cancelled_by_house: {
      subject: '{restaurant}: reservation cancelled, {day}, {time}',
      title: 'Your reservation is cancelled',
      body: '{greeting}\n\nWe had to cancel your reservation at {restaurant}, and we are sorry. We would be glad to welcome you another time.\n\n{word}',
      button: 'Book another table',
    },
    reminder: {
      subject: '{restaurant}: {see_you}, {day}, {time}',
      title: '{see_you}',
      body: '{greeting}\n\nWe are expecting you at {restaurant} {soon}. {coming}',
      button: 'I am coming',
    },
    thanks: {
      subject: '{restaurant}: thank you for your visit, {day}, {time}',
      title: 'Thank you for your visit',
      body: '{greeting}\n\nThank you for coming to {restaurant}. We hope that you enjoyed your time at our table.\n\nWas something missing, or did something please you? We would be glad to hear of it.',
      button: 'See my reservation',
    },
  },
};

/** The same in a line, which the way to the reservation's page follows. */
export const newsLines: OwnLines<'reminder'> = {
  fr: { reminder: `{restaurant}${NBSP}: {see_you}, {day}, {time}. {act}${NBSP}:` },
  en: { reminder: '{restaurant}: {see_you}, {day}, {time}. {act}:' },
};
