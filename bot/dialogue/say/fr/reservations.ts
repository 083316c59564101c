import type { Say } from './address.ts';

/** Reservations that stand: shown, confirmed, moved, cancelled. */
export const reservations = (say: Say) => ({
  seeYou: (until: string) => [`Avec plaisir. À ${until} !`, say`Merci à [vous|toi], et à ${until}.`],
  noBookings: (phone: string) => [
    say`Je ne vois aucune réservation à venir dans cette conversation. Le lien de [votre|ta] confirmation permet de la voir et de l'annuler${phone && say` ; sinon, le restaurant [vous|te] répond au ${phone}`}.`,
    say`Aucune réservation à venir ici. [Si vous avez réservé ailleurs, passez par le lien de votre|Si tu as réservé ailleurs, passe par le lien de ta] confirmation${phone && `, ou par le ${phone}`}.`,
  ],
  yourBooking: (line: string, link: string) => [
    say`[Votre|Ta] réservation : ${line}.\n${link}`,
    say`Voici [votre|ta] réservation à venir : ${line}.\n${link}`,
  ],
  yourBookings: (list: string) => [
    say`[Vos|Tes] réservations à venir :\n${list}`,
    say`Voici [vos|tes] réservations :\n${list}`,
  ],
  whichBooking: {
    cancel: (list: string) => [
      `Laquelle faut-il annuler ?\n${list}`,
      say`[Vous en avez|Tu en as] plusieurs. Le numéro de celle à annuler ?\n${list}`,
    ],
    change: (list: string) => [
      `Laquelle faut-il changer ?\n${list}`,
      say`[Vous en avez|Tu en as] plusieurs. Le numéro de celle à changer ?\n${list}`,
    ],
    confirm: (list: string) => [
      say`Laquelle [confirmez-vous|confirmes-tu] ?\n${list}`,
      say`[Vous en avez|Tu en as] plusieurs. Le numéro de celle à confirmer ?\n${list}`,
    ],
  },
  comes: (when: string) => [
    say`Merci, c'est noté : nous [vous |t’]attendons ${when}.`,
    `C'est confirmé, à ${when}. Merci de l'avoir dit.`,
  ],
  confirmCancel: (line: string) => [
    `J'annule bien ${line} ?`,
    say`[Vous voulez|Tu veux] annuler ${line}, c'est bien cela ?`,
    `Oui pour annuler ${line}, non pour la garder ?`,
  ],
  cancelled: (day: string) => [
    `C'est annulé pour ${day}. À une autre fois, avec plaisir.`,
    say`[Votre|Ta] réservation de ${day} est annulée.`,
  ],
  confirmCancelAll: (list: string) => [
    `J'annule bien toutes ces réservations ?\n${list}`,
    say`[Vous voulez|Tu veux] tout annuler, c'est bien cela ?\n${list}`,
  ],
  lateNoted: () => [
    say`Merci de prévenir, c'est noté et l'équipe le voit. À tout à l'heure, et bonne route.`,
    say`C'est bien noté, merci. L'équipe le sait ; à tout de suite.`,
  ],
  veryLateNoted: () => [
    say`Merci de prévenir : l'équipe le voit tout de suite, et [vous|te] dira ici jusqu'à quand elle peut garder la table.`,
    say`C'est noté, merci. Pour un tel retard, l'équipe [vous|te] répond ici au sujet de la table.`,
  ],
  lateTold: (phone: string) => [
    say`Merci de prévenir : je le dis tout de suite à l'équipe.${phone && say` Pour lui parler : ${phone}.`}`,
    say`C'est transmis à l'équipe, merci.${phone && say` Son numéro, au besoin : ${phone}.`}`,
  ],
  confirmWish: (before: string, after: string, remark: string) => {
    const note = remark ? `, avec cette remarque : « ${remark} »` : '';
    return [
      say`Cela, le restaurant le décide lui-même. Je lui demande ${after}${note}, à la place de ${before} ? En attendant, rien ne change.`,
      say`Il faut l'accord du restaurant pour ${after}${note}, à la place de ${before}. Je le lui demande ?`,
    ];
  },
  wished: () => [
    say`C'est demandé : le restaurant [vous|te] répond bientôt. D'ici là, [votre|ta] réservation reste comme elle est.`,
    say`La demande est partie ; [vous gardez votre|tu gardes ta] réservation en attendant la réponse.`,
  ],
  kept: () => ['Très bien, je la garde.', 'Entendu, rien ne change.'],
  cannotCancel: (phone: string) => [
    say`Elle ne peut plus être annulée ici${phone && say`. [Appelez|Appelle] le restaurant au ${phone}`}.`,
    say`Il est trop tard pour l'annuler ici${phone && say` ; le restaurant [vous|te] répond au ${phone}`}.`,
  ],
  whatToMove: (line: string) => [
    `Voici ${line}. Que dois-je changer : le jour, l'heure, le nombre, une remarque ?`,
    say`Il s'agit de ${line}. [Dites-moi|Dis-moi] le nouveau jour, la nouvelle heure, le nombre, ou une remarque.`,
  ],
  confirmMove: (before: string, after: string, remark: string) => {
    const note = remark ? `, avec cette remarque : « ${remark} »` : '';
    return [
      say`À la place de ${before}, [vous aurez|tu auras] ${after}${note}. Je change ?`,
      `Je change ${before} : ce sera ${after}${note}. C'est bien ça ?`,
    ];
  },
  confirmNote: (before: string, remark: string) => [
    `J'ajoute à ${before} : « ${remark} ». C'est bien ça ?`,
    `Sur ${before}, je note : « ${remark} ». Oui ?`,
  ],
  moved: (day: string, time: string, people: string, link: string) => [
    say`C'est changé : ${day} à ${time}, ${people}.\n[Votre|Ta] réservation : ${link}`,
    say`[Votre|Ta] réservation est changée : ${day} à ${time}, ${people}.\n${link}`,
  ],
  noteAdded: (day: string) => [
    say`C'est noté pour ${day}, l'équipe le verra.`,
    say`C'est ajouté à [votre|ta] réservation de ${day}.`,
  ],
  takenWhileMoving: () => [
    say`Cette table vient d'être prise à l'instant ; [la vôtre reste à vous|la tienne reste à toi].`,
    say`Quelqu’un a été plus rapide ; [votre|ta] réservation n’a pas bougé.`,
  ],
  cannotMove: (phone: string) => [
    say`Elle ne peut plus être changée ici${phone && say`. [Appelez|Appelle] le restaurant au ${phone}`}.`,
    say`Il est trop tard pour la changer ici${phone && say` ; le restaurant [vous|te] répond au ${phone}`}.`,
  ],
  changeByPerson: () => [
    say`Cela se règle avec le restaurant. Je lui demande de [vous|te] répondre ici ?`,
    'Je ne peux pas le noter sur une réservation faite, mais l’équipe le peut. Je la préviens ?',
  ],
});
