/** The words of a line of Meta's Cloud API, in both languages. */
import { locale } from '../../texts/texts.ts';

const fr = {
  offLead: 'Vos clients écrivent au numéro WhatsApp du restaurant, le bot répond et réserve.',
  offHow:
    'Ce numéro passe par l’API officielle de Meta, déjà réglée sur ce serveur\u00a0: aucun code à viser.',
  connect: 'Connecter',
  starting: 'Couvert demande à Meta si la ligne est prête.',
  refusedState: 'Refusée par Meta',
  refused: (code: string) =>
    `Meta refuse la ligne (${code}). Vérifiez le jeton, le numéro et le paiement chez Meta, puis reconnectez.`,
  away: 'Meta ne répond pas. Les messages à envoyer sont gardés, et la ligne se rétablit seule.',
  again: 'Reconnecter',
  disconnectText:
    'Le bot ne répondra plus sur WhatsApp. Ce qui attend est gardé\u202f; la ligne se reconnecte d’un geste.',
  title: 'Plus d’un jour après le dernier mot du client',
  lead: 'WhatsApp ne prend alors que des modèles que Meta a approuvés. Créez-les chez Meta avec une seule variable, entourée de vos mots\u00a0: «\u00a0Le restaurant vous écrit\u00a0: {{1}} Merci.\u00a0» Puis donnez ici leur nom.',
  purposes: {
    answer: 'Réponses de l’équipe et du bot',
    reservation: 'Messages du restaurant\u00a0: rappels, changements, tables proposées',
  },
  without: {
    answer:
      'Sans nom, une discussion de plus d’un jour ne peut pas recevoir de réponse avant que le client écrive.',
    reservation:
      'Sans nom, chaque sorte de message a le sien\u00a0: reservation_reminder, reservation_changed…',
  },
  clients: { fr: 'Clients en français', en: 'Clients en anglais' },
  name: 'Nom du modèle',
  language: 'Langue chez Meta',
  nameWrong: 'Un nom de modèle n’a que des minuscules sans accent, des chiffres et des tirets bas.',
  languageWrong: 'Une langue chez Meta s’écrit comme fr, en ou en_GB.',
  save: 'Enregistrer les modèles',
  saved: 'Les modèles sont enregistrés.',
  notSaved: 'Les modèles n’ont pas pu être enregistrés.',
  official: 'Une ligne officielle',
  officialText: [
    'Cette ligne passe par l’API que Meta ouvre aux entreprises. Le bot y est permis\u202f; Meta facture certains messages selon ses tarifs.',
    'Tant que le client a écrit depuis moins d’un jour, tout peut lui être dit. Aucune campagne ne part par ici.',
  ],
};

const en: typeof fr = {
  offLead: 'Guests write to the restaurant’s WhatsApp number; the bot answers and books.',
  offHow:
    'This number goes through Meta’s official API, already set up on this server: there is no code to scan.',
  connect: 'Connect',
  starting: 'Couvert is asking Meta whether the line is ready.',
  refusedState: 'Refused by Meta',
  refused: (code) =>
    `Meta refuses the line (${code}). Check the token, the number and the payment at Meta, then connect again.`,
  away: 'Meta does not answer. Messages to be sent are kept, and the line recovers by itself.',
  again: 'Connect again',
  disconnectText:
    'The bot will no longer answer on WhatsApp. What is waiting is kept; one press connects the line again.',
  title: 'More than a day after the guest’s last word',
  lead: 'WhatsApp then takes only templates that Meta approved. Make them at Meta with one variable, between words of yours: “The restaurant writes: {{1}} Thank you.” Then give their names here.',
  purposes: {
    answer: 'Answers of the staff and the bot',
    reservation: 'What the restaurant says by itself: reminders, changes, tables offered',
  },
  without: {
    answer: 'Without a name, a chat of more than a day cannot be answered before the guest writes.',
    reservation:
      'Without a name, each kind of message has its own: reservation_reminder, reservation_changed…',
  },
  clients: { fr: 'Guests in French', en: 'Guests in English' },
  name: 'Name of the template',
  language: 'Language at Meta',
  nameWrong: 'The name of a template has only small letters without accents, figures and underscores.',
  languageWrong: 'A language at Meta is written like fr, en or en_GB.',
  save: 'Save the templates',
  saved: 'The templates are saved.',
  notSaved: 'The templates could not be saved.',
  official: 'An official line',
  officialText: [
    'This line goes through the API that Meta opens to businesses. The bot is allowed there; Meta charges for some messages by its own rates.',
    'As long as the guest wrote less than a day ago, anything can be said to them. No campaign goes this way.',
  ],
};

/** The words in the language of the panel. */
export const cloudWords = (): typeof fr => ({ fr, en })[locale.value];
