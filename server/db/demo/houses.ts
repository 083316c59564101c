import type { Locale } from '../../contract/words.ts';

/** A table of the demo: its name, and how many may sit at it at least and at most. */
type TableOf = [name: string, min: number, max: number];

/** A stretch of service: days (1 is Monday), first and last seating, minutes between two seatings. */
export type ShiftOf = { name: string; weekdays: number[]; first: number; last: number; step: number };

/** What a restaurant of the demo is made of; `busy` is how many parties a good evening brings. */
export type House = {
  slug: string;
  name: string;
  timeZone: string;
  country: string;
  locale: Locale;
  phone: string;
  email: string;
  website: string;
  street: string;
  postcode: string;
  city: string;
  accent: string;
  busy: number;
  areas: { name: string; tables: TableOf[] }[];
  /** Tables that are pushed together, and for how many. */
  combinations: { tables: string[]; min: number; max: number }[];
  shifts(closedDay: number): ShiftOf[];
};

const at = (hours: number, minutes = 0) => hours * 60 + minutes;

/** The days from Tuesday to Saturday; when the house closes on another day than Monday, all but that and Sunday. */
const weekFor = (closedDay: number) => [1, 2, 3, 4, 5, 6].filter((day) => day !== closedDay);

/** Lunch and dinner in the week, brunch on Sundays; houses differ in their evening alone. */
const servedFrom =
  (first: number, last: number) =>
  (closedDay: number): ShiftOf[] => [
    { name: 'Midi', weekdays: weekFor(closedDay), first: at(12), last: at(14), step: 15 },
    { name: 'Soir', weekdays: weekFor(closedDay), first, last, step: 15 },
    { name: 'Brunch', weekdays: [7], first: at(11), last: at(14, 30), step: 30 },
  ];

export const houses: House[] = [
  {
    slug: 'ardoise-paris',
    name: 'Ardoise',
    timeZone: 'Europe/Paris',
    country: 'FR',
    locale: 'fr',
    phone: '+33199001842',
    email: 'bonjour@ardoise.example',
    website: 'https://ardoise.example',
    street: '18, rue des Petits-Carreaux',
    postcode: '75002',
    city: 'Paris',
    accent: '#1f6f54',
    busy: 17,
    areas: [
      {
        name: 'Salle',
        tables: [
          ['1', 1, 2],
          ['2', 1, 2],
          ['3', 1, 2],
          ['4', 2, 4],
          ['5', 2, 4],
          ['6', 2, 4],
          ['7', 2, 4],
          ['8', 3, 5],
          ['9', 4, 6],
          ['10', 5, 8],
        ],
      },
      {
        name: 'Terrasse',
        tables: [
          ['T1', 1, 2],
          ['T2', 1, 2],
          ['T3', 1, 2],
          ['T4', 2, 4],
          ['T5', 2, 4],
          ['T6', 2, 4],
        ],
      },
      {
        name: 'Bar',
        tables: [
          ['B1', 1, 2],
          ['B2', 1, 2],
          ['B3', 1, 2],
          ['B4', 1, 2],
        ],
      },
    ],
    combinations: [
      { tables: ['2', '3'], min: 3, max: 4 },
      { tables: ['4', '5'], min: 5, max: 8 },
      { tables: ['6', '7'], min: 5, max: 8 },
      { tables: ['4', '5', '6', '7'], min: 9, max: 16 },
      { tables: ['T4', 'T5'], min: 5, max: 8 },
      { tables: ['T4', 'T5', 'T6'], min: 9, max: 12 },
    ],
    shifts: servedFrom(at(19), at(22)),
  },
  {
    slug: 'ardoise-montreal',
    name: 'Ardoise Montréal',
    timeZone: 'America/Toronto',
    country: 'CA',
    locale: 'fr',
    phone: '+15145550142',
    email: 'montreal@ardoise.example',
    website: 'https://montreal.ardoise.example',
    street: '4275, rue Saint-Denis',
    postcode: 'H2J 2K9',
    city: 'Montréal',
    accent: '#8a4b2a',
    busy: 13,
    areas: [
      {
        name: 'Salle',
        tables: [
          ['1', 1, 2],
          ['2', 1, 2],
          ['3', 1, 2],
          ['4', 1, 2],
          ['5', 2, 4],
          ['6', 2, 4],
          ['7', 2, 4],
          ['8', 2, 4],
          ['9', 4, 6],
          ['10', 4, 6],
        ],
      },
      {
        name: 'Verrière',
        tables: [
          ['V1', 1, 2],
          ['V2', 1, 2],
          ['V3', 2, 4],
          ['V4', 2, 4],
          ['V5', 5, 8],
        ],
      },
      {
        name: 'Bar',
        tables: [
          ['B1', 1, 2],
          ['B2', 1, 2],
          ['B3', 1, 2],
          ['B4', 1, 3],
        ],
      },
    ],
    combinations: [
      { tables: ['1', '2'], min: 3, max: 4 },
      { tables: ['5', '6'], min: 5, max: 8 },
      { tables: ['7', '8'], min: 5, max: 8 },
      { tables: ['9', '10'], min: 7, max: 12 },
      { tables: ['V3', 'V4'], min: 5, max: 8 },
    ],
    shifts: servedFrom(at(17, 30), at(21, 30)),
  },
];

/** Those who may sign in; all with the password that the first page of the README gives. */
export const staff = [
  { email: 'claire@ardoise.example', name: 'Claire Fontaine', role: 'owner' },
  { email: 'marc@ardoise.example', name: 'Marc Delorme', role: 'manager' },
  { email: 'sofia@ardoise.example', name: 'Sofia Benali', role: 'host' },
] as const;

export const organizationName = 'Maison Ardoise';
export const demoPassword = 'ardoise-demo';
