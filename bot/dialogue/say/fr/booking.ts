import { nb } from '../form.ts';
import type { Say } from './address.ts';
import { of } from './words.ts';

/** How long before: "la veille", "3 heures avant", "2 jours avant". */
const before = (hours: number | null) => {
  if (hours === null || hours === 24) return 'la veille';
  if (hours === 1) return 'une heure avant';
  return hours % 24 === 0 ? `${hours / 24}${nb}jours avant` : `${hours}${nb}heures avant`;
};

/** Greeting, and a reservation from its first question to its reference. */
export const booking = (say: Say) => ({
  hello: (restaurant: string, evening: boolean) => [
    `${evening ? 'Bonsoir' : 'Bonjour'}, ici ${restaurant}.`,
    `${evening ? 'Bonsoir' : 'Bonjour'} et bienvenue chez ${restaurant}.`,
  ],
  helloAgain: () => [say`Je [vous |t’]écoute.`, 'Oui, je suis là.'],
  offerTable: () => [
    say`Je prends [vos|tes] réservations : une table pour combien ?`,
    say`Je peux [vous|te] trouver une table. Combien de convives ?`,
  ],
  askParty: () => [
    'Pour combien de personnes ?',
    say`[Vous serez|Tu viens à] combien ?`,
    'Combien de couverts dois-je prévoir ?',
  ],
  askDay: () => [
    'Pour quel jour ?',
    say`Quel jour [vous|te] conviendrait ?`,
    say`Quelle date [souhaitez-vous|veux-tu] ?`,
  ],
  askTime: () => ['À quelle heure ?', say`Quelle heure [vous|te] convient ?`, 'Vers quelle heure ?'],
  openTimes: (day: string, people: string, times: string) => [
    say`Le ${day}, pour ${people}, c'est libre ${times}. Quelle heure [vous|te] convient ?`,
    say`Il y a de la place le ${day} pour ${people} ${times}. À quelle heure [viendrez-vous|viendras-tu] ?`,
  ],
  askName: () => ['À quel nom ?', 'Quel nom dois-je noter ?', 'Sous quel nom je réserve ?'],
  askPhone: () => [
    say`Et [votre|ton] numéro de téléphone ?`,
    say`À quel numéro peut-on [vous|te] joindre ?`,
    say`Il me manque [votre|ton] numéro de téléphone : quel est-il ?`,
  ],
  phoneWrong: (problem: 'too_short' | 'too_long' | 'invalid') => {
    if (problem === 'too_short')
      return [
        say`Ce numéro semble incomplet. [Pouvez-vous|Peux-tu] le renvoyer en entier ?`,
        'Il manque encore des chiffres à ce numéro. Quel est-il en entier ?',
      ];
    if (problem === 'too_long')
      return [
        say`Ce numéro a trop de chiffres. S'il est étranger, [ajoutez|ajoute] son indicatif, par exemple +44.`,
        say`Il y a encore des chiffres en trop. Quel est [votre|ton] numéro ?`,
      ];
    return [
      say`Je n'arrive pas à lire ce numéro. [Pouvez-vous|Peux-tu] le renvoyer, avec l'indicatif [si vous êtes|si tu es] à l'étranger ?`,
      'Ce numéro ne passe pas. Avec son indicatif, par exemple +33, quel est-il ?',
    ];
  },
  whyPhone: () => [
    say`Il sert au restaurant pour [vous|te] joindre à propos de cette réservation.`,
    say`C’est pour [vous|te] prévenir si quelque chose change pour cette table.`,
  ],
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
    say`Très bien. [Dites-moi|Dis-moi] ce qui change, et je corrige.`,
  ],
  notYet: () => ['Pas encore : rien n’est réservé pour l’instant.', 'Non, ce n’est pas encore réservé.'],
  takeYourTime: () => [
    say`[Prenez votre|Prends ton] temps, je reste là.`,
    say`Pas de souci, [écrivez-moi quand vous saurez|écris-moi quand tu sauras].`,
  ],
  asLastTime: (people: string, time: string) => [
    `Comme la dernière fois : ${people}, à ${time}.`,
    `La même chose : ${people}, à ${time}.`,
  ],
  noLastTime: () => [
    say`Je ne retrouve pas [votre|ta] dernière réservation ici, mais cela va vite.`,
    'Je n’ai pas la dernière réservation sous les yeux.',
  ],
  dropped: () => [
    say`Entendu, on arrête là. [Dites-moi|Dis-moi] si [vous voulez|tu veux] réserver.`,
    "C'est oublié. Je reste là si besoin.",
  ],
  booked: (day: string, time: string, people: string, reference: string, link: string) => [
    say`C'est réservé : ${day} à ${time}, ${people}.\n[Votre|Ta] référence : ${reference}\nPour la revoir, la changer ou l'annuler : ${link}`,
    say`[Votre|Ta] table est réservée : ${day} à ${time}, ${people}.\nRéférence : ${reference}\n[Votre|Ta] réservation : ${link}`,
  ],
  requested: (day: string, time: string, people: string, reference: string, link: string) => [
    say`[Votre|Ta] demande est transmise : ${day} à ${time}, ${people}. Le restaurant la confirmera.\nRéférence : ${reference}\nPour la suivre : ${link}`,
    say`Demande enregistrée : ${day} à ${time}, ${people}. Le restaurant [vous|te] répond bientôt.\nRéférence : ${reference}\n[Votre|Ta] demande : ${link}`,
  ],
  bookingTrouble: (phone: string) => [
    say`La réservation n'a pas pu être enregistrée, par notre faute. L'équipe est prévenue.${phone && say` [Vous pouvez|Tu peux] appeler le ${phone}.`}`,
    `Je n'ai toujours pas pu l'enregistrer. L'équipe reprend la main.${phone ? ` Son numéro : ${phone}.` : ''}`,
  ],
  askReminder: (hours: number | null) => [
    say`Puis-je [vous|te] le rappeler ici ${before(hours)} ?`,
    say`Un rappel ici ${before(hours)}, cela [vous |t’]irait ?`,
  ],
  reminderYes: () => [
    say`C’est entendu, je [vous |t’]écrirai ici.`,
    say`Très bien, [vous aurez|tu auras] un rappel ici.`,
  ],
  reminderNo: () => ['Entendu, pas de rappel.', say`Très bien, je ne [vous |t’]écrirai pas pour cela.`],
});
