/** The words of what guests are told of the house, in the panel's language. */
import { computed } from '@preact/signals';
import { locale } from '../../texts/texts.ts';

const fr = {
  title: 'Ce que le robot répond',
  lead: 'Aux clients qui le demandent dans un chat ou sur WhatsApp. Ce qui reste vide, il dit ne pas le savoir et donne votre numéro.',
  address: 'En français, le robot s’adresse aux clients',
  vous: 'avec «\u00a0vous\u00a0»',
  tu: 'avec «\u00a0tu\u00a0»',
  addressSaved: 'C’est ainsi qu’il parlera, d’ici une minute.',
  parking: 'Se garer',
  allergens: 'Allergies et régimes',
  menu: 'Lien vers la carte',
  french: 'en français',
  english: 'en anglais',
  menuWrong: 'Un lien commence par https:// ou http://, sans espace.',
  tooLong: '300 caractères au plus.',
  save: 'Enregistrer',
  saving: 'Enregistrement…',
  saved: 'Réponses enregistrées.',
};

const en: typeof fr = {
  title: 'What the bot answers',
  lead: 'To guests who ask in a chat or on WhatsApp. What stays empty, it says it does not know, and gives your number.',
  address: 'In French, the bot speaks to guests',
  vous: 'with “vous”',
  tu: 'with “tu”',
  addressSaved: 'That is how it will speak, within a minute.',
  parking: 'Parking',
  allergens: 'Allergies and diets',
  menu: 'Link to the menu',
  french: 'in French',
  english: 'in English',
  menuWrong: 'A link begins with https:// or http://, without blanks.',
  tooLong: '300 characters at most.',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Answers saved.',
};

export const factsWords = computed(() => (locale.value === 'en' ? en : fr));
