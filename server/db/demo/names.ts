import type { Locale } from '../../contract/words.ts';
import type { Chance } from './chance.ts';

/**
 * Where the guests of the demo come from. Their numbers lie in ranges kept for fiction where the country has
 * one that a phone library takes for valid; their addresses are at .example, which no mail ever reaches.
 */
export type Origin = {
  /** Top part of an address: `prenom.nom@mail-fr.example`. */
  domain: string;
  locale: Locale;
  /** How many of a hundred guests of each house. */
  share: Record<string, number>;
  firstNames: string[];
  lastNames: string[];
  /** E.164; the caller draws again when it was taken. */
  phone(chance: Chance): string;
};

const digits = (chance: Chance, count: number) =>
  String(chance.between(0, 10 ** count - 1)).padStart(count, '0');
/** North America: 555-0100 to 555-0199 belong to films. */
const film = (areaCodes: string[]) => (chance: Chance) =>
  `+1${chance.one(areaCodes)}55501${digits(chance, 2)}`;

const words = (text: string) => text.split('|').map((word) => word.trim());

export const origins: Origin[] = [
  {
    domain: 'courriel-fr.example',
    locale: 'fr',
    share: { 'ardoise-paris': 58, 'ardoise-montreal': 10 },
    firstNames: words(
      'Camille|Léa|Manon|Chloé|Inès|Zoé|Éloïse|Hélène|Aurélie|Nathalie|Françoise|Sylvie|Margaux|Anaïs|Clémence|' +
        'Marie-Laure|Juliette|Solène|Aïcha|Yasmine|Lucas|Hugo|Théo|Jules|Raphaël|Étienne|Jérôme|François|Gaëtan|' +
        'Benoît|Stéphane|Jean-Baptiste|Mathieu|Karim|Mehdi|Antoine|Loïc|Noël|Baptiste|Rémi',
    ),
    lastNames: words(
      'Martin|Bernard|Dubois|Lefèvre|Moreau|Girard|Mercier|Bonnet|Fontaine|Rousseau|Chevalier|Garnier|Lambert|' +
        'Le Goff|Guérin|Boyer|Perrin|Masson|d’Almeida|de Villiers|Benoît-Carré|Haddad|Diallo|Nguyen|Leroux|Kaddour|' +
        'Hébert|Brossard|Vasseur|Picard|Roche|Schmitt|Marchand|Delcourt|Traoré|Lemaître|Barbier|Collet|Aubry|Renaud',
    ),
    // 06 39 98 is kept for fiction.
    phone: (chance) => `+3363998${digits(chance, 4)}`,
  },
  {
    domain: 'courriel-qc.example',
    locale: 'fr',
    share: { 'ardoise-paris': 5, 'ardoise-montreal': 56 },
    firstNames: words(
      'Émilie|Maude|Geneviève|Josée|Mylène|Audrey|Annie|Karine|Véronique|Sarah-Maude|Florence|Rosalie|Océane|' +
        'Marie-Ève|Gabrielle|Félix|Xavier|Olivier|Mathis|Jean-François|Alexis|Sébastien|Guillaume|Philippe|' +
        'Marc-André|Étienne|Vincent|Samuel|Charles-Antoine|Yannick',
    ),
    lastNames: words(
      'Tremblay|Gagnon|Roy|Côté|Bouchard|Gauthier|Morin|Lavoie|Fortin|Gagné|Ouellet|Pelletier|Bélanger|Lévesque|' +
        'Bergeron|Leblanc|Paquette|Girard|Simard|Boucher|Caron|Beaulieu|Cloutier|Dubé|Poirier|Fournier|Lapointe|' +
        'Desjardins|Thibault|St-Pierre',
    ),
    phone: film(['514', '438', '450', '418', '581', '819']),
  },
  {
    domain: 'mail-uk.example',
    locale: 'en',
    share: { 'ardoise-paris': 9, 'ardoise-montreal': 5 },
    firstNames: words(
      'Oliver|Harry|Charlotte|Emily|Imogen|Rupert|Freya|Callum|Siân|Fiona|Nigel|Poppy|Alistair|Priya|Gareth',
    ),
    lastNames: words(
      'Smith|Hughes|Thompson|Whitaker|O’Connor|Fletcher|Patel|Ashworth|MacLeod|Davies|Barnes|Okafor|Pemberton',
    ),
    // 020 7946 0000 to 0999 and 0161 496 0000 to 0999 are kept for drama.
    phone: (chance) => `+44${chance.one(['2079460', '1614960'])}${digits(chance, 3)}`,
  },
  {
    domain: 'mail-us.example',
    locale: 'en',
    share: { 'ardoise-paris': 9, 'ardoise-montreal': 15 },
    firstNames: words(
      'Emma|Ava|Madison|Tyler|Brandon|Jessica|Megan|Logan|Kayla|Jackson|Denise|Marcus|Hannah|Wyatt|Naomi',
    ),
    lastNames: words(
      'Johnson|Williams|Rodriguez|Anderson|Kowalski|Jackson|Chen|Sullivan|Washington|Goldberg|Nakamura|Miller|Reyes',
    ),
    phone: film(['212', '646', '617', '415', '312', '206']),
  },
  {
    domain: 'courriel-be.example',
    locale: 'fr',
    share: { 'ardoise-paris': 6, 'ardoise-montreal': 4 },
    firstNames: words('Maxime|Élise|Noé|Amélie|Thibault|Lotte|Wouter|Justine|Arnaud|Delphine'),
    lastNames: words('Peeters|Janssens|Dupont|Lambrechts|Van den Berghe|Claes|Delvaux|Wouters|Lejeune|Maes'),
    phone: (chance) => `+324700000${digits(chance, 2)}`,
  },
  {
    domain: 'courriel-ch.example',
    locale: 'fr',
    share: { 'ardoise-paris': 4, 'ardoise-montreal': 3 },
    firstNames: words('Luca|Nina|Reto|Céline|Urs|Sophie|Beat|Laure|Matthias|Régine'),
    lastNames: words('Müller|Favre|Rochat|Keller|Bovet|Zürcher|Brunner|Jaquet|Meyer|Chappuis'),
    phone: (chance) => `+4179000${digits(chance, 4)}`,
  },
  {
    domain: 'posta-it.example',
    locale: 'en',
    share: { 'ardoise-paris': 4, 'ardoise-montreal': 3 },
    firstNames: words('Giulia|Matteo|Chiara|Alessandro|Francesca|Niccolò|Lorenzo|Elena'),
    lastNames: words('Rossi|Ferrari|Esposito|Bianchi|Ricci|Lo Russo|D’Angelo|Conti'),
    phone: (chance) => `+393330000${digits(chance, 3)}`,
  },
  {
    domain: 'correo-es.example',
    locale: 'en',
    share: { 'ardoise-paris': 3, 'ardoise-montreal': 2 },
    firstNames: words('Lucía|Álvaro|Carmen|Íñigo|María José|Javier|Sofía|Begoña'),
    lastNames: words('García|Fernández|Muñoz|Ibáñez|Núñez|de la Torre|Ortega|Peña'),
    phone: (chance) => `+34600000${digits(chance, 3)}`,
  },
  {
    domain: 'post-de.example',
    locale: 'en',
    share: { 'ardoise-paris': 2, 'ardoise-montreal': 2 },
    firstNames: words('Jörg|Anke|Lukas|Käthe|Sabine|Björn|Friederike|Jonas'),
    lastNames: words('Schröder|Weiß|Krüger|von Hagen|Böhm|Schäfer|Köhler|Lehmann'),
    // 0176 040690 00 to 99 are kept for drama.
    phone: (chance) => `+4917604069${digits(chance, 3).replace(/^./, '0')}`,
  },
];
