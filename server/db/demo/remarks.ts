import type { Locale } from '../../contract/words.ts';
import type { Occasion } from '../../reservations/contract.ts';

/** What guests say when they book; a regular says the same again and again. */
export const remarks: Record<Locale, string[]> = {
  fr: [
    'Allergie aux fruits à coque, merci de prévenir la cuisine.',
    'Une personne est végétarienne.',
    'Deux végétariens et une intolérance au gluten.',
    'Table au calme si possible, nous venons avec mes grands-parents.',
    'Près de la fenêtre si c’est possible.',
    'Nous aurons une poussette.',
    'Une chaise haute pour un bébé de 14 mois, merci !',
    'Nous serons peut-être dix minutes en retard, le train arrive à la gare de l’Est à 19 h 40.',
    'Une personne en fauteuil roulant, merci de prévoir une table accessible.',
    'C’est une surprise : ne rien dire au téléphone si quelqu’un rappelle.',
    'Pouvez-vous prévoir une bougie sur le dessert ?',
    'Plutôt en terrasse s’il fait beau.',
    'Pas de banquette, mal de dos.',
    'Nous avons un spectacle à 21 h, service rapide si possible.',
    'Allergie sévère aux crustacés (une personne).',
    'Enceinte : pas de fromage au lait cru, merci.',
    'Nous venons avec notre chien, petit et calme.',
    'La même table que la dernière fois nous irait très bien.',
    'Note de frais : facture au nom de la société, s’il vous plaît.',
    'Sans porc pour deux d’entre nous.',
    'Une des invitées est malvoyante, pouvez-vous lire la carte à voix haute ?',
    'Nous apportons une bouteille, dites-nous le droit de bouchon.',
    'Premier rendez-vous, une table discrète serait parfaite.',
    'Merci de garder la table jusqu’à 20 h 15, la nounou n’est jamais à l’heure.',
  ],
  en: [
    'One of us is coeliac, is the bread gluten free?',
    'Nut allergy (severe), please tell the kitchen.',
    'Two vegetarians and one vegan.',
    'A quiet table, please: my father is hard of hearing.',
    'We would love a table by the window.',
    'High chair for a toddler, please.',
    'We have tickets for the opera at 9, so we must leave by 8.30.',
    'It is our wedding anniversary, we were here last year too.',
    'Could you put a candle on the dessert? It is a surprise.',
    'Wheelchair user in the party, step-free access needed.',
    'Outside if the weather holds, inside otherwise.',
    'We may be fifteen minutes late, our flight lands at six.',
    'No shellfish for one person.',
    'We do not speak much French, an English menu would help.',
    'Travelling with a small dog, I hope that is all right.',
    'Please seat us away from the bar.',
  ],
};

export const occasions: [Occasion, number][] = [
  ['birthday', 45],
  ['anniversary', 20],
  ['business', 18],
  ['celebration', 12],
  ['other', 5],
];

export const cancelMessages: Record<Locale, string[]> = {
  fr: [
    'Un empêchement, désolés. Nous reviendrons.',
    'Notre train est annulé.',
    'Un enfant malade, avec nos excuses.',
    'Nous serons finalement chez des amis.',
  ],
  en: [
    'Something came up, sorry.',
    'Our flight was cancelled.',
    'One of us is ill. We hope to come another day.',
  ],
};
