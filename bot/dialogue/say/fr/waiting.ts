import type { Say } from './address.ts';
import { of } from './words.ts';

/** The waitlist: asked, joined, answered, left. */
export const waiting = (say: Say) => ({
  orWait: () => [
    say`[Si vous tenez à cette heure, écrivez|Si tu tiens à cette heure, écris] « liste d’attente » : je [vous|te] préviens dès qu’une table se libère.`,
    'La liste d’attente est ouverte pour cette heure : il suffit de me le demander.',
  ],
  askWait: () => [
    say`[Voulez-vous que je vous |Veux-tu que je t’]inscrive sur la liste d’attente ?`,
    say`Je [vous|te] mets sur la liste d’attente, au cas où une table se libère ?`,
  ],
  confirmWait: (day: string, time: string, people: string, name: string) => {
    const what = `liste d'attente du ${day}, vers ${time}, ${people}, au nom ${of(name)}`;
    return [say`Je récapitule : ${what}. Je [vous |t’]inscris ?`, `Donc ${what}. C'est bien ça ?`];
  },
  waits: (day: string, link: string) => [
    say`[Vous êtes|Tu es] sur la liste d'attente du ${day}. Si une table se libère, [je vous préviens : répondez|je te préviens : réponds] oui ou non, ici ou par ce lien.\n${link}`,
    say`C'est fait : liste d'attente du ${day}. Dès qu'une table se libère, je [vous|te] préviens, et un oui suffit.\n${link}`,
  ],
  waitsAlready: (day: string) => [
    say`[Vous êtes|Tu es] déjà sur la liste d'attente du ${day}.`,
    `Ce numéro attend déjà une table le ${day}.`,
  ],
  noWaitlist: (phone: string) => [
    say`Je n'ai pas de liste d'attente pour ce jour${phone && say` ; le restaurant [vous|te] répond au ${phone}`}.`,
    `Impossible d'attendre une table ici${phone ? `. Par téléphone : ${phone}` : ''}.`,
  ],
  notFullAfterAll: () => ['Bonne nouvelle : il y a une table.', 'Il reste justement une table.'],
  leftWaitlist: () => [
    say`C’est fait, [vous n’attendez|tu n’attends] plus.`,
    say`Entendu, je [vous|te] retire de la liste d’attente.`,
  ],
  noWaits: () => [
    say`Je ne [vous|te] vois sur aucune liste d’attente.`,
    say`Aucune attente en cours de [votre|ton] côté.`,
  ],
  offerTaken: (day: string, time: string, people: string, reference: string, link: string) => [
    say`La table est à [vous|toi] : ${day} à ${time}, ${people}.\n[Votre|Ta] référence : ${reference}\nPour la revoir, la changer ou l'annuler : ${link}`,
    say`C'est réservé : ${day} à ${time}, ${people}.\nRéférence : ${reference}\n[Votre|Ta] réservation : ${link}`,
  ],
  offerDeclined: () => [
    'Entendu, je la laisse à quelqu’un d’autre.',
    'Très bien, cette table ira à une autre personne.',
  ],
  offerOver: () => [
    'Cette table n’est plus gardée : le délai est passé.',
    'Trop tard pour celle-ci, elle est partie.',
  ],
});
