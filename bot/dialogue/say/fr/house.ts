import type { Say } from './address.ts';
import { of } from './words.ts';

/** The house, its people, and what guests may always ask for. */
export const house = (say: Say) => ({
  hours: (lines: string) => [
    `Nous prenons les réservations :\n${lines}`,
    `Voici les heures de service :\n${lines}`,
  ],
  dayHours: (day: string, times: string) => [
    `Nous sommes ouverts le ${day} : ${times}.`,
    `Le ${day}, c'est ouvert : ${times}.`,
  ],
  address: (address: string, map: string) => [
    `Nous sommes au ${address}.\n${map}`,
    `L'adresse : ${address}.\n${map}`,
  ],
  phoneIs: (phone: string) => [
    `Notre numéro : ${phone}.`,
    say`[Vous nous joignez|Tu nous joins] au ${phone}.`,
  ],
  parking: (told: string) => [told, `Pour se garer : ${told}`],
  allergens: (told: string) => [told, `Pour les allergies : ${told}`],
  menu: (link: string) => [`Notre carte :\n${link}`, `La carte est ici :\n${link}`],
  notKnown: (phone: string) => [
    say`Je n'ai pas cette information.${phone && say` Le restaurant [vous|te] répond au ${phone}.`}`,
    say`Cela, je ne le sais pas.${phone && say` [Posez|Pose] la question au ${phone}.`}`,
  ],
  bot: (restaurant: string) => [
    `Je suis l'assistant automatique ${of(restaurant)} : je réserve, retrouve et annule les réservations.`,
    `Un assistant automatique, au service de ${restaurant}. Réserver, revoir ou annuler une table : c'est ici.`,
  ],
  whatICanDo: () => [
    say`Je peux réserver une table, retrouver [votre|ta] réservation ou l’annuler.`,
    'Ici : réserver, revoir ou annuler une réservation.',
  ],
  offerPerson: () => [
    say`[Voulez-vous|Veux-tu] que quelqu'un de l'équipe [vous|te] réponde ?`,
    'Je peux demander à une personne du restaurant de prendre le relais : oui ?',
  ],
  personCalled: (phone: string) => [
    say`C'est transmis à l'équipe : quelqu'un [vous|te] répondra ici.${phone && say` Si c'est pressé, [appelez|appelle] le ${phone}.`}`,
    say`L'équipe est prévenue et [vous|te] répondra ici.${phone && ` Par téléphone : ${phone}.`}`,
  ],
  trouble: (phone: string) => [
    say`Un incident de notre côté m'empêche de répondre. [Votre|Ton] message est transmis à l'équipe.${phone && say` [Vous pouvez|Tu peux] aussi appeler le ${phone}.`}`,
    `Je n'y arrive toujours pas ; l'équipe est prévenue.${phone ? ` Son numéro : ${phone}.` : ''}`,
  ],
  onlyYours: () => [
    'Je ne montre que les réservations de la personne qui m’écrit.',
    'Les réservations des autres restent entre eux et le restaurant.',
  ],
  unsubscribed: (restaurant: string) => [
    say`C'est noté : ${restaurant} ne [vous |t’]écrira plus ici, sauf pour répondre à [vos|tes] messages ; [vos|tes] réservations ne changent pas.`,
    say`C'était déjà noté : plus aucun message de ${restaurant} ici, sauf pour répondre aux [vôtres|tiens].`,
  ],
  yourData: (link: string, contact: string) => [
    say`Cette page montre ce que nous gardons de [votre|ta] réservation :\n${link}\nPour une copie de tout, une correction ou un effacement, ${contact}.`,
    say`Voici la page de [votre|ta] réservation, avec ce qui en est gardé :\n${link}\nPour le reste de [vos|tes] données, ${contact}.`,
  ],
  dataBy: (contact: string) => [
    say`Je ne vois aucune réservation à venir dans cette conversation. Pour savoir ce qui est gardé de [vous|toi], le corriger ou l'effacer, ${contact}.`,
    say`Pour [vos|tes] données, ${contact} : rien n'est à venir dans cette conversation.`,
  ],
  writeTo: (email: string, phone: string) => {
    if (email && phone) return say`[écrivez|écris] à ${email} ou [appelez|appelle] le ${phone}`;
    if (email) return say`[écrivez|écris] à ${email}`;
    return phone ? say`[appelez|appelle] le ${phone}` : say`[adressez-vous|adresse-toi] au restaurant`;
  },
});
