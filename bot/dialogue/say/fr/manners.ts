import type { Say } from './address.ts';

/** What is said beside the matter: thanks, goodbyes, and where somebody was not understood. */
export const manners = (say: Say) => ({
  welcome: () => ['Avec plaisir.', say`Je [vous |t’]en prie.`],
  farewell: () => ['Au revoir, et à bientôt.', 'À bientôt.'],
  passedOn: (wish: string) => [
    say`Je ne peux pas [vous|te] le promettre, mais je le note pour l'équipe : « ${wish} ».`,
    `Je transmets à l'équipe : « ${wish} ». Elle fera au mieux.`,
  ],
  leftOpen: () => [
    say`Au revoir. Rien n’est réservé pour l’instant : [écrivez-moi quand vous voulez|écris-moi quand tu veux].`,
    say`À bientôt. Je n’ai rien réservé ; on reprend quand [vous voulez|tu veux].`,
  ],
  noted: () => ["C'est noté.", 'Bien noté.'],
  carryOn: () => ['Très bien, continuons.', 'Entendu, poursuivons.'],
  asYouLike: () => [
    say`Comme [vous voulez|tu veux]. Je reste là si besoin.`,
    say`Entendu. [Écrivez-moi quand vous voulez|Écris-moi quand tu veux].`,
  ],
  calm: () => [
    say`Je suis désolé que cela ne se passe pas comme [vous voulez|tu veux].`,
    say`Je comprends [votre|ton] agacement. Reprenons calmement.`,
  ],
  languageNow: () => ['Bien sûr, continuons en français.', 'Volontiers, en français.'],
  notUnderstood: () => [
    "Pardon, je n'ai pas compris.",
    say`[Excusez-moi|Excuse-moi], je n'ai pas saisi.`,
    'Je ne suis pas sûr de comprendre.',
  ],
});
