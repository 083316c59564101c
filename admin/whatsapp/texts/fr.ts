import { counting } from '../../texts/plural.ts';
import type { KnownFault } from '../shown.ts';

const n = counting('fr');

/** The words of the WhatsApp page, in French. */
export const fr = {
  title: 'Ligne WhatsApp',
  failed: 'L’état de la ligne n’a pas pu être chargé.',
  states: {
    off: 'Éteinte',
    starting: 'Démarre',
    needs_pairing: 'Attend un téléphone',
    ready: 'Connectée',
    degraded: 'Se rétablit',
    logged_out: 'Déliée du téléphone',
  },
  since: (when: string) => `depuis ${when}`,
  offLead: 'Vos clients écrivent au numéro WhatsApp du restaurant, le bot répond et réserve.',
  offHow: 'Il faut le téléphone du restaurant, avec WhatsApp installé, et deux minutes.',
  connect: 'Connecter par QR code',
  byCode: 'Le téléphone n’a pas d’appareil photo\u00a0? Connecter par un code à taper',
  phone: 'Numéro WhatsApp du restaurant',
  phoneHint: 'Avec l’indicatif du pays, par exemple +33\u00a01\u00a042\u00a000\u00a000\u00a000.',
  phoneWrong: 'Ce numéro doit commencer par + et l’indicatif du pays.',
  getCode: 'Obtenir un code',
  startingText: 'Un navigateur s’ouvre sur le serveur et appelle WhatsApp. Le code arrive ici de lui-même.',
  resumingText: 'Le navigateur s’ouvre avec le téléphone déjà lié.',
  scanTitle: 'Visez ce code avec le téléphone du restaurant',
  scanAlt: 'QR code à lire avec WhatsApp',
  scanSteps: [
    'Ouvrez WhatsApp sur le téléphone.',
    'Touchez Réglages, puis Appareils connectés.',
    'Touchez Connecter un appareil et visez le code.',
  ],
  typeTitle: 'Tapez ce code sur le téléphone du restaurant',
  typeSteps: [
    'Ouvrez WhatsApp sur le téléphone.',
    'Touchez Réglages, puis Appareils connectés, puis Connecter un appareil.',
    'Touchez Connecter avec un numéro de téléphone et tapez le code.',
  ],
  fresh: 'Le code se renouvelle ici tout seul.',
  loggedOut: 'La liaison a été retirée sur le téléphone. Reliez-le pour reprendre.',
  nobodyScanned:
    'Le code a été montré dix minutes et personne ne l’a visé\u00a0: le navigateur est fermé. Connectez quand le téléphone est à portée de main.',
  kept: (count: number) =>
    count === 0
      ? 'Aucun message n’attend.'
      : n(count, 'message attend et partira après.', 'messages attendent et partiront après.'),
  degradedText: 'Les messages reçus et à envoyer sont gardés. Rien à faire pour le moment.',
  awayText: 'Le bot ne donne pas de nouvelles. Vérifiez que Couvert tourne\u00a0; les messages sont gardés.',
  number: 'Numéro',
  received: 'Reçus en 24\u00a0h',
  sent: 'Envoyés en 24\u00a0h',
  waiting: 'En attente d’envoi',
  test: 'M’envoyer un essai',
  testSending: 'Envoi…',
  tests: {
    queued: 'L’essai attend son tour.',
    sent: 'L’essai est parti.',
    delivered: 'L’essai est arrivé sur le téléphone.',
    read: 'L’essai a été lu.',
    failed: 'L’essai n’est pas parti.',
  } as Record<string, string>,
  disconnect: 'Déconnecter…',
  stop: 'Renoncer',
  disconnectAsk: 'Déconnecter la ligne\u00a0?',
  disconnectText:
    'Le bot ne répondra plus sur WhatsApp et le téléphone sera délié. Pour reprendre, il faudra viser un nouveau code.',
  disconnectNow: 'Déconnecter',
  keep: 'Garder la ligne',
  faults: 'Derniers incidents',
  noFaults: 'Aucun incident.',
  faultKinds: {
    bot_away: 'Le bot ne donne pas de nouvelles',
    browser: 'Aucun navigateur ne démarre sur le serveur (CHROMIUM_PATH)',
    crashed: 'Le navigateur s’est arrêté, un autre a pris la suite',
    silent: 'La page ne répondait plus, le navigateur a été relancé',
    slowStart: 'Le démarrage a pris trop de temps',
    expired: 'Le code avait expiré, un nouveau a été demandé',
    conflict: 'WhatsApp Web a été ouvert ailleurs avec ce numéro',
    memory: 'Le navigateur prenait trop de mémoire, il a été relancé',
    night: 'Relance de la nuit',
    orphan: 'Un navigateur oublié a été fermé',
    unlinked: 'La liaison a été retirée sur le téléphone',
    away: 'WhatsApp ne répond pas',
    blocked: 'WhatsApp refuse la ligne',
    metaAway: 'Meta ne répond pas',
    metaLater: 'Meta demande de ralentir, l’envoi est retenté',
    metaRefused: 'Meta refuse la ligne',
  } satisfies Record<KnownFault, string> as Record<KnownFault, string>,
  otherFault: (what: string) => `Incident technique (${what})`,
  caution: 'Ce que WhatsApp en pense',
  cautionText: [
    'Cette ligne passe par WhatsApp Web, comme un ordinateur lié au téléphone. WhatsApp n’autorise pas les logiciels non officiels et peut suspendre le numéro.',
    'Couvert répond à ceux qui écrivent, espace ses messages, limite les premiers contacts et n’envoie jamais de campagne par ici. Le risque en devient petit, pas nul\u00a0: prenez un numéro dont vous pourriez vous passer.',
  ],
};

export type WhatsappTexts = typeof fr;
