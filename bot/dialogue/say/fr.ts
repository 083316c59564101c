import { nb } from './form.ts';

const people = (party: number) => (party === 1 ? `1${nb}personne` : `${party}${nb}personnes`);

/** "de Maison Ardoise", "d'Ardoise". */
const of = (name: string) => (/^[aeiouyàâéèêëîïôöûü]/i.test(name) ? `d'${name}` : `de ${name}`);

/** How long before: "la veille", "3 heures avant", "deux jours avant". */
const before = (hours: number | null) => {
  if (hours === null || hours === 24) return 'la veille';
  if (hours === 1) return `une heure avant`;
  return hours % 24 === 0 ? `${hours / 24}${nb}jours avant` : `${hours}${nb}heures avant`;
};

/**
 * What the bot says in French. Each text has variants: the first is the usual one, the others serve when it was
 * just said. Days, times and lists come in words already.
 */
export const fr = {
  hello: (restaurant: string, evening: boolean) => [
    `${evening ? 'Bonsoir' : 'Bonjour'}, ici ${restaurant}.`,
    `${evening ? 'Bonsoir' : 'Bonjour'} et bienvenue chez ${restaurant}.`,
  ],
  helloAgain: () => ['Je vous écoute.', 'Oui, je suis là.'],
  offerTable: () => [
    'Je prends vos réservations : une table pour combien ?',
    'Je peux vous trouver une table. Combien de convives ?',
  ],
  askParty: () => [
    'Pour combien de personnes ?',
    'Vous serez combien ?',
    'Combien de couverts dois-je prévoir ?',
  ],
  askDay: () => ['Pour quel jour ?', 'Quel jour vous conviendrait ?', 'Quelle date souhaitez-vous ?'],
  askTime: () => ['À quelle heure ?', 'Quelle heure vous convient ?', 'Vers quelle heure ?'],
  openTimes: (day: string, people: string, times: string) => [
    `Le ${day}, pour ${people}, c'est libre ${times}. Quelle heure vous convient${nb}?`,
    `Il y a de la place le ${day} pour ${people} ${times}. À quelle heure viendrez-vous${nb}?`,
  ],
  askName: () => ['À quel nom ?', 'Quel nom dois-je noter ?', 'Sous quel nom je réserve ?'],
  askPhone: () => [
    'Et votre numéro de téléphone ?',
    'À quel numéro peut-on vous joindre ?',
    'Il me manque votre numéro de téléphone : quel est-il ?',
  ],
  phoneWrong: (problem: 'too_short' | 'too_long' | 'invalid') => {
    if (problem === 'too_short')
      return [
        'Ce numéro semble incomplet. Pouvez-vous le renvoyer en entier ?',
        'Il manque encore des chiffres à ce numéro. Quel est-il en entier ?',
      ];
    if (problem === 'too_long')
      return [
        "Ce numéro a trop de chiffres. S'il est étranger, ajoutez son indicatif, par exemple +44.",
        'Il y a encore des chiffres en trop. Quel est votre numéro ?',
      ];
    return [
      "Je n'arrive pas à lire ce numéro. Pouvez-vous le renvoyer, avec l'indicatif si vous êtes à l'étranger ?",
      'Ce numéro ne passe pas. Avec son indicatif, par exemple +33, quel est-il ?',
    ];
  },
  confirm: (day: string, time: string, people: string, name: string, remark: string) => {
    const what = `${day} à ${time}, ${people}, au nom ${of(name)}${remark ? `, avec cette remarque : « ${remark} »` : ''}`;
    return [
      `Je récapitule : ${what}. C'est bien ça ?`,
      `Donc ${what}. Je réserve ?`,
      `Voici ce que j'ai noté : ${what}. Est-ce exact ?`,
    ];
  },
  confirmRequest: (day: string, time: string, people: string, name: string, remark: string) => {
    const what = `${day} à ${time}, ${people}, au nom ${of(name)}${remark ? `, avec cette remarque : « ${remark} »` : ''}`;
    return [
      `Je récapitule : ${what}. À ce nombre, c'est une demande que le restaurant confirme. Je l'envoie ?`,
      `Donc ${what}. Le restaurant répondra lui-même à un groupe de cette taille. J'envoie la demande ?`,
    ];
  },
  whatToChange: () => [
    'Entendu, je ne réserve pas encore. Que dois-je changer : le jour, l’heure, le nombre, le nom ?',
    'Très bien. Dites-moi ce qui change, et je corrige.',
  ],
  booked: (day: string, time: string, people: string, reference: string, link: string) => [
    `C'est réservé : ${day} à ${time}, ${people}.\nVotre référence : ${reference}\nPour la revoir, la changer ou l'annuler : ${link}`,
    `Votre table est réservée : ${day} à ${time}, ${people}.\nRéférence : ${reference}\nVotre réservation : ${link}`,
  ],
  requested: (day: string, time: string, people: string, reference: string, link: string) => [
    `Votre demande est transmise : ${day} à ${time}, ${people}. Le restaurant la confirmera.\nRéférence : ${reference}\nPour la suivre : ${link}`,
    `Demande enregistrée : ${day} à ${time}, ${people}. Le restaurant vous répond bientôt.\nRéférence : ${reference}\nVotre demande : ${link}`,
  ],
  askReminder: (hours: number | null) => [
    `Puis-je vous le rappeler ici ${before(hours)} ?`,
    `Un rappel ici ${before(hours)}, cela vous irait ?`,
  ],
  reminderYes: () => ['C’est entendu, je vous écrirai ici.', 'Très bien, vous aurez un rappel ici.'],
  reminderNo: () => ['Entendu, pas de rappel.', 'Très bien, je ne vous écrirai pas pour cela.'],
  seeYou: (day: string) => [`Avec plaisir. À ${day} !`, `Merci à vous, et à ${day}.`],
  welcome: () => ['Avec plaisir.', 'Je vous en prie.'],
  farewell: () => ['Au revoir, et à bientôt.', 'À bientôt.'],
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
  closedBecause: (message: string) => [
    `Le restaurant précise : « ${message} »`,
    `Il est écrit : « ${message} »`,
  ],
  areaFull: (place: string, when: string) => [
    `Plus de place ${place} ${when}.`,
    `C'est complet ${place} ${when}.`,
  ],
  elsewhere: (list: string) => [
    `Ce jour-là, il reste une table dans nos autres maisons :\n${list}`,
    `Nos autres maisons ont encore de la place ce jour-là :\n${list}`,
  ],
  orWait: () => [
    'Si vous tenez à cette heure, écrivez « liste d’attente » : je vous préviens dès qu’une table se libère.',
    'La liste d’attente est ouverte pour cette heure : il suffit de me le demander.',
  ],
  askWait: () => [
    'Voulez-vous que je vous inscrive sur la liste d’attente ?',
    'Je vous mets sur la liste d’attente, au cas où une table se libère ?',
  ],
  confirmWait: (day: string, time: string, people: string, name: string) => {
    const what = `liste d'attente du ${day}, vers ${time}, ${people}, au nom ${of(name)}`;
    return [`Je récapitule : ${what}. Je vous inscris ?`, `Donc ${what}. C'est bien ça ?`];
  },
  waits: (day: string, link: string) => [
    `Vous êtes sur la liste d'attente du ${day}. Si une table se libère, vous serez prévenu : répondez oui ou non, ici ou par ce lien.\n${link}`,
    `C'est fait : liste d'attente du ${day}. Dès qu'une table se libère, vous êtes prévenu, et un oui suffit.\n${link}`,
  ],
  waitsAlready: (day: string) => [
    `Vous êtes déjà sur la liste d'attente du ${day}.`,
    `Ce numéro attend déjà une table le ${day}.`,
  ],
  noWaitlist: (phone: string) => [
    `Je n'ai pas de liste d'attente pour ce jour${phone ? ` ; le restaurant vous répond au ${phone}` : ''}.`,
    `Impossible d'attendre une table ici${phone ? `. Par téléphone : ${phone}` : ''}.`,
  ],
  notFullAfterAll: () => ['Bonne nouvelle : il y a une table.', 'Il reste justement une table.'],
  leftWaitlist: () => ['C’est fait, vous n’attendez plus.', 'Entendu, je vous retire de la liste d’attente.'],
  noWaits: () => ['Je ne vous vois sur aucune liste d’attente.', 'Aucune attente en cours de votre côté.'],
  offerTaken: (day: string, time: string, people: string, reference: string, link: string) => [
    `La table est à vous : ${day} à ${time}, ${people}.\nVotre référence : ${reference}\nPour la revoir, la changer ou l'annuler : ${link}`,
    `C'est réservé : ${day} à ${time}, ${people}.\nRéférence : ${reference}\nVotre réservation : ${link}`,
  ],
  offerDeclined: () => [
    'Entendu, je la laisse à quelqu’un d’autre.',
    'Très bien, cette table ira à une autre personne.',
  ],
  offerOver: () => [
    'Cette table n’est plus gardée : le délai est passé.',
    'Trop tard pour celle-ci, elle est partie.',
  ],
  unsubscribed: (restaurant: string) => [
    `C'est noté : ${restaurant} ne vous écrira plus ici, sauf pour répondre à vos messages ; vos réservations ne changent pas.`,
    `C'était déjà noté : plus aucun message de ${restaurant} ici, sauf pour répondre aux vôtres.`,
  ],
  yourData: (link: string, contact: string) => [
    `Cette page montre ce que nous gardons de votre réservation :\n${link}\nPour une copie de tout, une correction ou un effacement, ${contact}.`,
    `Voici la page de votre réservation, avec ce qui en est gardé :\n${link}\nPour le reste de vos données, ${contact}.`,
  ],
  dataBy: (contact: string) => [
    `Je ne vois aucune réservation à venir dans cette conversation. Pour savoir ce qui est gardé de vous, le corriger ou l'effacer, ${contact}.`,
    `Pour vos données, ${contact} : rien n'est à venir dans cette conversation.`,
  ],
  writeTo: (email: string, phone: string) =>
    email && phone
      ? `écrivez à ${email} ou appelez le ${phone}`
      : email
        ? `écrivez à ${email}`
        : phone
          ? `appelez le ${phone}`
          : 'adressez-vous au restaurant',
  parking: (told: string) => [told, `Pour se garer : ${told}`],
  allergens: (told: string) => [told, `Pour les allergies : ${told}`],
  menu: (link: string) => [`Notre carte :\n${link}`, `La carte est ici :\n${link}`],
  phoneIs: (phone: string) => [`Notre numéro : ${phone}.`, `Vous nous joignez au ${phone}.`],
  dayHours: (day: string, times: string) => [
    `Nous sommes ouverts le ${day} : ${times}.`,
    `Le ${day}, c'est ouvert : ${times}.`,
  ],
  served: (shift: string, first: string, last: string) => `${shift} de ${first} à ${last}`,
  offer: (list: string) => [
    `Les heures libres les plus proches :\n${list}\nLaquelle vous convient ? Un chiffre suffit.`,
    `Je peux vous proposer :\n${list}\nRépondez par son numéro, ou donnez une autre heure.`,
    `Il reste :\n${list}\nQuel numéro choisissez-vous ?`,
  ],
  offerOne: (slot: string) => [
    `Je peux vous proposer ${slot}. Cela vous va ?`,
    `Il reste ${slot}. Est-ce que cela vous convient ?`,
  ],
  nothingNear: () => [
    'Je ne vois rien de libre autour de cette date. Quel autre jour vous irait ?',
    'Rien de libre aux alentours non plus. Avez-vous une autre date ?',
  ],
  otherWish: () => [
    'Quel autre jour ou quelle autre heure ?',
    'Dites-moi un autre jour, ou une autre heure.',
  ],
  whichNumber: () => ['Laquelle ? Le numéro suffit.', 'Donnez-moi simplement le numéro de votre choix.'],
  past: (day: string) => [
    `Le ${day} est déjà passé. Quel jour souhaitez-vous ?`,
    `Je ne peux pas réserver pour le ${day}, qui est passé. Pour quel jour est-ce ?`,
  ],
  pastTime: (time: string, now: string) => [
    `Il est déjà ${now} ici : ${time}, c'est passé.`,
    `${time} est passé, il est ${now}.`,
  ],
  tooFar: (lastDay: string) => [
    `Les réservations sont ouvertes jusqu'au ${lastDay}. Quel jour avant cette date ?`,
    `Je peux réserver au plus tard le ${lastDay}. Quel jour vous irait ?`,
  ],
  tooMany: (max: number, phone: string) => {
    const call = phone ? `appelez le restaurant au ${phone}` : 'contactez directement le restaurant';
    return [
      `Pour plus de ${max} personnes, ${call} : l'équipe organisera cela avec vous. Si vous êtes moins nombreux, dites-moi combien.`,
      `Je réserve jusqu'à ${max} personnes ; au-delà, ${call}. Souhaitez-vous une table pour moins de monde ?`,
    ];
  },
  tooFew: (min: number) => [
    `Nous réservons à partir de ${min} personnes. Vous serez combien ?`,
    `Il faut être au moins ${min}. Pour combien de personnes ?`,
  ],
  noSuchDay: (said: string) => [
    `Le « ${said} » n'existe pas au calendrier. Quel jour voulez-vous dire ?`,
    `Je ne trouve pas de « ${said} ». Quelle est la bonne date ?`,
  ],
  wrongWeekday: (date: string, weekday: string, list: string) => [
    `Le ${date} est un ${weekday}. Quel jour voulez-vous ?\n${list}`,
    `Attention, le ${date} tombe un ${weekday}. Lequel est-ce ?\n${list}`,
  ],
  whichOne: (list: string) => [
    `Lequel dois-je noter ?\n${list}`,
    `Pour être sûr, lequel des deux ?\n${list}`,
  ],
  whichParty: (parties: string) => [`${parties} ?`, `Je note ${parties} ?`],
  whyPhone: () => [
    'Il sert au restaurant pour vous joindre à propos de cette réservation.',
    'C’est pour vous prévenir si quelque chose change pour cette table.',
  ],
  noBookings: (phone: string) => [
    `Je ne vois aucune réservation à venir dans cette conversation. Le lien de votre confirmation permet de la voir et de l'annuler${phone ? ` ; sinon, le restaurant vous répond au ${phone}` : ''}.`,
    `Aucune réservation à venir ici. Si vous avez réservé ailleurs, passez par le lien de votre confirmation${phone ? `, ou par le ${phone}` : ''}.`,
  ],
  yourBooking: (line: string, link: string) => [
    `Votre réservation : ${line}.\n${link}`,
    `Voici votre réservation à venir : ${line}.\n${link}`,
  ],
  yourBookings: (list: string) => [
    `Vos réservations à venir :\n${list}`,
    `Voici vos réservations :\n${list}`,
  ],
  whichBooking: {
    cancel: (list: string) => [
      `Laquelle faut-il annuler ?\n${list}`,
      `Vous en avez plusieurs. Le numéro de celle à annuler ?\n${list}`,
    ],
    change: (list: string) => [
      `Laquelle faut-il changer ?\n${list}`,
      `Vous en avez plusieurs. Le numéro de celle à changer ?\n${list}`,
    ],
    confirm: (list: string) => [
      `Laquelle confirmez-vous ?\n${list}`,
      `Vous en avez plusieurs. Le numéro de celle à confirmer ?\n${list}`,
    ],
  },
  comes: (when: string) => [
    `Merci, c'est noté : nous vous attendons ${when}.`,
    `C'est confirmé, à ${when}. Merci de l'avoir dit.`,
  ],
  confirmCancel: (line: string) => [
    `J'annule bien ${line} ?`,
    `Vous voulez annuler ${line}, c'est bien cela ?`,
    `Oui pour annuler ${line}, non pour la garder ?`,
  ],
  cancelled: (day: string) => [
    `C'est annulé pour ${day}. À une autre fois, avec plaisir.`,
    `Votre réservation de ${day} est annulée.`,
  ],
  kept: () => ['Très bien, je la garde.', 'Entendu, rien ne change.'],
  cannotCancel: (phone: string) => [
    `Elle ne peut plus être annulée ici${phone ? `. Appelez le restaurant au ${phone}` : ''}.`,
    `Il est trop tard pour l'annuler ici${phone ? ` ; le restaurant vous répond au ${phone}` : ''}.`,
  ],
  whatToMove: (line: string) => [
    `Voici ${line}. Que dois-je changer : le jour, l'heure, le nombre, une remarque ?`,
    `Il s'agit de ${line}. Dites-moi le nouveau jour, la nouvelle heure, le nombre, ou une remarque.`,
  ],
  confirmMove: (before: string, after: string, remark: string) => {
    const note = remark ? `, avec cette remarque : « ${remark} »` : '';
    return [
      `À la place de ${before}, vous aurez ${after}${note}. Je change ?`,
      `Je change ${before} : ce sera ${after}${note}. C'est bien ça ?`,
    ];
  },
  confirmNote: (before: string, remark: string) => [
    `J'ajoute à ${before} : « ${remark} ». C'est bien ça ?`,
    `Sur ${before}, je note : « ${remark} ». Oui ?`,
  ],
  moved: (day: string, time: string, people: string, link: string) => [
    `C'est changé : ${day} à ${time}, ${people}.\nVotre réservation : ${link}`,
    `Votre réservation est changée : ${day} à ${time}, ${people}.\n${link}`,
  ],
  takenWhileMoving: () => [
    "Cette table vient d'être prise à l'instant ; la vôtre reste à vous.",
    'Quelqu’un a été plus rapide ; votre réservation n’a pas bougé.',
  ],
  cannotMove: (phone: string) => [
    `Elle ne peut plus être changée ici${phone ? `. Appelez le restaurant au ${phone}` : ''}.`,
    `Il est trop tard pour la changer ici${phone ? ` ; le restaurant vous répond au ${phone}` : ''}.`,
  ],
  changeByPerson: () => [
    'Cela se règle avec le restaurant. Je lui demande de vous répondre ici ?',
    'Je ne peux pas le noter sur une réservation faite, mais l’équipe le peut. Je la préviens ?',
  ],
  dropped: () => [
    'Entendu, on arrête là. Dites-moi si vous voulez réserver.',
    "C'est oublié. Je reste là si besoin.",
  ],
  notUnderstood: () => [
    "Pardon, je n'ai pas compris.",
    "Excusez-moi, je n'ai pas saisi.",
    'Je ne suis pas sûr de comprendre.',
  ],
  whatICanDo: () => [
    'Je peux réserver une table, retrouver votre réservation ou l’annuler.',
    'Ici : réserver, revoir ou annuler une réservation.',
  ],
  offerPerson: () => [
    "Voulez-vous que quelqu'un de l'équipe vous réponde ?",
    'Je peux demander à une personne du restaurant de prendre le relais : oui ?',
  ],
  personCalled: (phone: string) => [
    `C'est transmis à l'équipe : quelqu'un vous répondra ici.${phone ? ` Si c'est pressé, appelez le ${phone}.` : ''}`,
    `L'équipe est prévenue et vous répondra ici.${phone ? ` Par téléphone : ${phone}.` : ''}`,
  ],
  carryOn: () => ['Très bien, continuons.', 'Entendu, poursuivons.'],
  asYouLike: () => ['Comme vous voulez. Je reste là si besoin.', 'Entendu. Écrivez-moi quand vous voulez.'],
  calm: () => [
    'Je suis désolé que cela ne se passe pas comme vous voulez.',
    'Je comprends votre agacement. Reprenons calmement.',
  ],
  onlyYours: () => [
    'Je ne montre que les réservations de la personne qui m’écrit.',
    'Les réservations des autres restent entre eux et le restaurant.',
  ],
  bot: (restaurant: string) => [
    `Je suis l'assistant automatique ${of(restaurant)} : je réserve, retrouve et annule les réservations.`,
    `Un assistant automatique, au service de ${restaurant}. Réserver, revoir ou annuler une table : c'est ici.`,
  ],
  hours: (lines: string) => [
    `Nous prenons les réservations :\n${lines}`,
    `Voici les heures de service :\n${lines}`,
  ],
  address: (address: string, map: string) => [
    `Nous sommes au ${address}.\n${map}`,
    `L'adresse : ${address}.\n${map}`,
  ],
  notKnown: (phone: string) => [
    `Je n'ai pas cette information.${phone ? ` Le restaurant vous répond au ${phone}.` : ''}`,
    `Cela, je ne le sais pas.${phone ? ` Posez la question au ${phone}.` : ''}`,
  ],
  noted: () => ["C'est noté.", 'Bien noté.'],
  languageNow: () => ['Bien sûr, continuons en français.', 'Volontiers, en français.'],
  trouble: (phone: string) => [
    `Un incident de notre côté m'empêche de répondre. Votre message est transmis à l'équipe.${phone ? ` Vous pouvez aussi appeler le ${phone}.` : ''}`,
    `Je n'y arrive toujours pas ; l'équipe est prévenue.${phone ? ` Son numéro : ${phone}.` : ''}`,
  ],
  bookingTrouble: (phone: string) => [
    `La réservation n'a pas pu être enregistrée, par notre faute. L'équipe est prévenue.${phone ? ` Vous pouvez appeler le ${phone}.` : ''}`,
    `Je n'ai toujours pas pu l'enregistrer. L'équipe reprend la main.${phone ? ` Son numéro : ${phone}.` : ''}`,
  ],
  people,
  onDay: (day: string) => `le ${day}`,
  lineOf: (what: string, told: string) => `${what} : ${told}`,
  atTime: (day: string, time: string) => `${day} à ${time}`,
  bookingLine: (day: string, time: string, party: number, reference: string) =>
    `${day} à ${time}, ${people(party)} (référence ${reference})`,
  yourReservationOf: (day: string, time: string, party: number) =>
    `votre réservation du ${day} à ${time}, ${people(party)}`,
  andThen: ', puis ',
  openAt: (times: string) => `à ${times}`,
  openRange: (first: string, last: string) => `de ${first} à ${last}`,
  hoursLine: (weekdays: string, shift: string, first: string, last: string) =>
    `${weekdays} : ${shift}, de ${first} à ${last}`,
  parts: {
    morning: 'le matin',
    midday: 'à midi',
    afternoon: "l'après-midi",
    evening: 'le soir',
    brunch: 'pour le brunch',
  },
  everyDay: 'tous les jours',
  untilDay: (first: string, last: string) => `du ${first} au ${last}`,
};

/** The same texts in every language. */
export type Texts = typeof fr;
