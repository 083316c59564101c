import type { Say } from './address.ts';

/** What is free and what is not, and what is offered instead. */
export const times = (say: Say) => ({
  full: (day: string, time: string) => [
    `Le ${day} à ${time}, c'est complet.`,
    `Plus de table le ${day} à ${time}.`,
  ],
  taken: () => [
    "Cette table vient d'être prise à l'instant.",
    'Quelqu’un a pris la dernière table entre-temps.',
  ],
  notASlot: (time: string) => [
    `Nous ne prenons pas de réservation à ${time} ce jour-là.`,
    `${time} n'est pas une heure de service ce jour-là.`,
  ],
  tooLate: (time: string) => [
    `Il est trop tard pour réserver à ${time}.`,
    `À ${time}, le délai de réservation est passé.`,
  ],
  closed: (day: string) => [`Nous sommes fermés le ${day}.`, `Le ${day}, le restaurant est fermé.`],
  closedBecause: (message: string) => [
    `Le restaurant précise : « ${message} »`,
    `Il est écrit : « ${message} »`,
  ],
  dayFull: (day: string, people: string) => [
    `Le ${day}, il n'y a plus de table pour ${people}.`,
    `Tout est complet le ${day} pour ${people}.`,
  ],
  dayFullPart: (day: string, part: string) => [
    `Le ${day}, il ne reste rien ${part}.`,
    `Plus rien ${part} le ${day}.`,
  ],
  noService: (day: string, part: string) => [
    `Le ${day}, nous ne servons pas ${part}.`,
    `Pas de service ${part} le ${day}.`,
  ],
  areaFull: (place: string, when: string) => [
    `Plus de place ${place} ${when}.`,
    `C'est complet ${place} ${when}.`,
  ],
  elsewhere: (list: string) => [
    `Ce jour-là, il reste une table dans nos autres maisons :\n${list}`,
    `Nos autres maisons ont encore de la place ce jour-là :\n${list}`,
  ],
  offer: (list: string) => [
    say`Les heures libres les plus proches :\n${list}\nLaquelle [vous|te] convient ? Un chiffre suffit.`,
    say`Je peux [vous|te] proposer :\n${list}\n[Répondez par son numéro, ou donnez|Réponds par son numéro, ou donne] une autre heure.`,
    say`Il reste :\n${list}\nQuel numéro [choisissez-vous|choisis-tu] ?`,
  ],
  offerOne: (slot: string) => [
    say`Je peux [vous|te] proposer ${slot}. Cela [vous|te] va ?`,
    say`Il reste ${slot}. Est-ce que cela [vous|te] convient ?`,
  ],
  nothingNear: () => [
    say`Je ne vois rien de libre autour de cette date. Quel autre jour [vous |t’]irait ?`,
    say`Rien de libre aux alentours non plus. [Avez-vous|As-tu] une autre date ?`,
  ],
  nothingEarlier: (time: string) => [
    `Il n'y a rien avant ${time} ce jour-là.`,
    `${time}, c'est le plus tôt qu'il reste.`,
  ],
  nothingLater: (time: string) => [
    `Il n'y a rien après ${time} ce jour-là.`,
    `${time}, c'est le plus tard qu'il reste.`,
  ],
  otherWish: () => [
    'Quel autre jour ou quelle autre heure ?',
    say`[Dites-moi|Dis-moi] un autre jour, ou une autre heure.`,
  ],
  whichTime: (times: string) => [
    `Et pour l'heure : ${times} ?`,
    say`Quelle heure [préférez-vous|préfères-tu] : ${times} ?`,
    `Alors, ${times} ?`,
  ],
  whichNumber: () => [
    'Laquelle ? Le numéro suffit.',
    say`[Donnez-moi|Donne-moi] simplement le numéro de [votre|ton] choix.`,
  ],
  past: (day: string) => [
    say`Le ${day} est déjà passé. Quel jour [souhaitez-vous|veux-tu] ?`,
    `Je ne peux pas réserver pour le ${day}, qui est passé. Pour quel jour est-ce ?`,
  ],
  pastTime: (time: string, now: string) => [
    `Il est déjà ${now} ici : ${time}, c'est passé.`,
    `${time} est passé, il est ${now}.`,
  ],
  tooFar: (lastDay: string) => [
    `Les réservations sont ouvertes jusqu'au ${lastDay}. Quel jour avant cette date ?`,
    say`Je peux réserver au plus tard le ${lastDay}. Quel jour [vous |t’]irait ?`,
  ],
  tooMany: (max: number, phone: string) => {
    const call = phone
      ? say`[appelez|appelle] le restaurant au ${phone}`
      : say`[contactez|contacte] directement le restaurant`;
    return [
      say`Pour plus de ${max} personnes, ${call} : l'équipe organisera cela avec [vous|toi]. [Si vous êtes moins nombreux, dites-moi|À moins nombreux, dis-moi] combien.`,
      say`Je réserve jusqu'à ${max} personnes ; au-delà, ${call}. [Souhaitez-vous|Veux-tu] une table pour moins de monde ?`,
    ];
  },
  tooFew: (min: number) => [
    say`Nous réservons à partir de ${min} personnes. [Vous serez|Tu viens à] combien ?`,
    `Il faut être au moins ${min}. Pour combien de personnes ?`,
  ],
  noSuchDay: (said: string) => [
    say`Le « ${said} » n'existe pas au calendrier. Quel jour [voulez-vous|veux-tu] dire ?`,
    `Je ne trouve pas de « ${said} ». Quelle est la bonne date ?`,
  ],
  wrongWeekday: (date: string, weekday: string, list: string) => [
    say`Le ${date} est un ${weekday}. Quel jour [voulez-vous|veux-tu] ?\n${list}`,
    `Attention, le ${date} tombe un ${weekday}. Lequel est-ce ?\n${list}`,
  ],
  whichOne: (list: string) => [
    `Lequel dois-je noter ?\n${list}`,
    `Pour être sûr, lequel des deux ?\n${list}`,
  ],
  whichParty: (parties: string) => [`${parties} ?`, `Je note ${parties} ?`],
});
