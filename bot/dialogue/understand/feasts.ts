import { type Day, dayOf, plusDays, yearOf } from '../days.ts';
import { type DayRule, fromDay, nthWeekday, yearWritten } from './dates.ts';

/** Easter Sunday of a year, by the Gregorian computus. */
export function easter(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leaps = Math.floor(century / 4);
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - shift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const march = epact + weekday - 7 * correction + 22;
  return march <= 31 ? dayOf(year, 3, march)! : dayOf(year, 4, march - 31)!;
}

type When = (year: number, country: string) => Day | null;

const fixed =
  (inMonth: number, date: number): When =>
  (year) =>
    dayOf(year, inMonth, date);
const fromEaster =
  (days: number): When =>
  (year) =>
    plusDays(easter(year), days);
const nth =
  (count: number, weekday: number, inMonth: number): When =>
  (year) =>
    nthWeekday(count, weekday, year, inMonth);

/** France's Mother's Day gives way to Pentecost by a week. */
function mothersDay(year: number, country: string): Day | null {
  if (country === 'GB' || country === 'IE') return plusDays(easter(year), -21);
  if (!['FR', 'MC', 'GP', 'MQ', 'RE'].includes(country)) return nthWeekday(2, 7, year, 5);
  const last = nthWeekday(-1, 7, year, 5)!;
  return last === plusDays(easter(year), 49) ? plusDays(last, 7) : last;
}

function fathersDay(year: number, country: string): Day | null {
  if (country === 'CH') return nthWeekday(1, 7, year, 6);
  if (country === 'BE') return nthWeekday(2, 7, year, 6);
  if (country === 'AU' || country === 'NZ') return nthWeekday(1, 7, year, 9);
  return nthWeekday(3, 7, year, 6);
}

/** Thanksgiving is Canada's in Canada and in French; elsewhere the American one is meant. */
const thanksgiving: When = (year, country) =>
  country === 'CA' ? nthWeekday(2, 1, year, 10) : nthWeekday(4, 4, year, 11);
const labourDay: When = (year, country) =>
  ['CA', 'US'].includes(country) ? nthWeekday(1, 1, year, 9) : dayOf(year, 5, 1);
const nationalDay: When = (year, country) =>
  dayOf(
    year,
    ...((
      { FR: [7, 14], BE: [7, 21], CH: [8, 1], CA: [7, 1], US: [7, 4], LU: [6, 23] } as Record<
        string,
        [number, number]
      >
    )[country] ?? ([7, 14] as [number, number])),
  );

const saint = '(?:saint|sainte|st|ste)\\.?[- ]?';
const day = "(?:(?:le )?(?:jour|journee|soir|fete) (?:de |du |de la |des |de l')?)?(?:la |l'|les )?";

/** Each feast by the words for it, the longer names before those that they hold. */
const feasts: [string, When][] = [
  [
    `${saint}sylvestre|reveillon (?:du |de )?(?:la |le )?(?:31(?: decembre)?|nouvel an|jour de l'an|${saint}sylvestre)|new year(?:'?s)?'? eve|nye|hogmanay`,
    fixed(12, 31),
  ],
  [
    '(?:reveillon|veille|soiree) (?:de |du )?(?:noel|24(?: decembre)?)|christmas eve|xmas eve|la veille de noel',
    fixed(12, 24),
  ],
  ['boxing day|lendemain de noel|day after christmas', fixed(12, 26)],
  [
    `(?<!(?:buche|marche|pere|sapin|cadeaux?|menu|repas de fin d'annee) (?:de )?)${day}noel|(?:christmas|x-?mas)(?: day)?(?! (?:part|tree|cake|market|pudding|do\\b|menu|card|jumper|carol|shopping|time|gift|present|bash))`,
    fixed(12, 25),
  ],
  [`${day}${saint}valentin|(?:st\\.? |saint )?valentine'?s?'?(?: day| night)?|v-day`, fixed(2, 14)],
  [
    `${day}(?:jour de l'an|nouvel an(?! (?:chinois|lunaire|juif))|premier de l'an)|new year'?s?'? day`,
    fixed(1, 1),
  ],
  ['lundi de paques|easter mon(?:day)?', fromEaster(1)],
  ['vendredi saint|good friday', fromEaster(-2)],
  ['jeudi saint|maundy thursday', fromEaster(-3)],
  ['samedi saint|holy saturday|easter saturday', fromEaster(-1)],
  ['dimanche des rameaux|les rameaux|palm sunday', fromEaster(-7)],
  ['(?:dimanche de |week-?end de )?paques|easter(?: sunday)?(?! egg)', fromEaster(0)],
  ['mardi gras|shrove tuesday|pancake day|pancake tuesday|fat tuesday', fromEaster(-47)],
  ['mercredi des cendres|ash wednesday', fromEaster(-46)],
  ["(?:jeudi de )?l'ascension|ascension(?: day| thursday)?", fromEaster(39)],
  ['lundi de (?:la )?pentecote|whit monday', fromEaster(50)],
  ['(?:dimanche de |la )?pentecote|pentecost|whit ?sunday|whitsun', fromEaster(49)],
  [`(?:fete|jour) des meres|fete de maman|mother'?s?'?(?: |-)?day|mothering sunday`, mothersDay],
  [`(?:fete|jour) des peres|fete de papa|father'?s?'?(?: |-)?day`, fathersDay],
  ["fete des grands[- ]meres|grand(?:mother|parent)'?s'? day", nth(1, 7, 3)],
  ['action de graces?|(?:canadian )?thanksgiving(?: day)?|turkey day', thanksgiving],
  [
    '(?:late )?(?:august|summer) bank holiday(?: monday)?',
    (year, country) => nthWeekday(country === 'IE' ? 1 : -1, 1, year, 8),
  ],
  ['(?:early )?may bank holiday(?: monday)?', nth(1, 1, 5)],
  ['(?:late may|spring) bank holiday(?: monday)?', nth(-1, 1, 5)],
  ['black friday', (year) => plusDays(nthWeekday(4, 4, year, 11)!, 1)],
  ['fete (?:du|des) travail(?:leurs)?|labou?r day|may day(?! bank)|journee des travailleurs', labourDay],
  ['memorial day', nth(-1, 1, 5)],
  ["(?:president|presidents)'?s?'? day", nth(3, 1, 2)],
  ["(?:mlk|martin luther king)(?:,? jr\\.?)?'?s? day", nth(3, 1, 1)],
  ["columbus day|indigenous peoples?'? day", nth(2, 1, 10)],
  ["veterans?'? day|remembrance day|armistice(?: day)?|11 novembre", fixed(11, 11)],
  ['juneteenth', fixed(6, 19)],
  ['cinco de mayo', fixed(5, 5)],
  ['independence day|(?:the )?(?:4th|fourth) of july|july (?:4th|fourth)', fixed(7, 4)],
  ['fete nationale(?! du quebec)|14[- ]juillet|bastille day', nationalDay],
  [`${day}${saint}jean(?:[- ]baptiste)?|fete nationale du quebec`, fixed(6, 24)],
  ['fete du canada|canada day', fixed(7, 1)],
  ['fete de la reine|victoria day|journee des patriotes', (year) => fromDay(1, dayOf(year, 5, 18)!)],
  ['fete de la musique', fixed(6, 21)],
  ['assomption|(?:le )?15 aout|assumption day', fixed(8, 15)],
  [
    "(?<!veille de la )(?:le jour de |la journee de )?(?:la )?toussaint|jour des morts|all saints'?(?:'s)? day",
    fixed(11, 1),
  ],
  ["halloween(?: night)?|all hallow'?s'? eve", fixed(10, 31)],
  ['guy fawkes(?: night| day)?|bonfire night', fixed(11, 5)],
  ["burns'? (?:night|supper)", fixed(1, 25)],
  [`${saint}patrick'?s?'?(?: day)?|paddy'?s day|${saint}paddy'?s?(?: day)?`, fixed(3, 17)],
  [`${saint}george'?s day`, fixed(4, 23)],
  [`${saint}andrew'?s day`, fixed(11, 30)],
  [`${saint}david'?s day`, fixed(3, 1)],
  [`${saint}nicolas|saint nicholas day`, fixed(12, 6)],
  [`${saint}catherine`, fixed(11, 25)],
  ['epiphanie|jour des rois|fete des rois|epiphany|twelfth night', fixed(1, 6)],
  ['chandeleur|candlemas', fixed(2, 2)],
  ["april fools?'?s?'?(?: day)?|poisson d'avril", fixed(4, 1)],
  ['fete de la victoire|v-?e day', fixed(5, 8)],
  [
    "journee (?:internationale )?(?:de la femme|des femmes|des droits des femmes)|(?:international )?women'?s day",
    fixed(3, 8),
  ],
  ['anzac day', fixed(4, 25)],
  ['australia day', fixed(1, 26)],
];

/** A year beside the feast: "Christmas 2027", "Noël de cette année". */
const inYear = '(?: (?:de |en |of |in )?(\\d{4})\\b)?';

/** A feast, by its name: the next one in the restaurant's country, or that of a year said beside it. */
export const feastRules: DayRule[] = feasts.map(([words, when]) => ({
  words: new RegExp(
    `(?<!\\b(?:last|since|previous|depuis|dernier|derniere) )\\b(?:${words})${inYear}(?![a-z-]| dernier| (?:style|food|fare|dish(?:es)?|lamb|turkey|cuisine|theme[sd]?|decorations?|music|songs?|cake|stor(?:y|ies)|holidays|season|spirit|list|menu)\\b)`,
  ),
  read: (found, { today, country }) => {
    const year = yearWritten(found[1], today);
    if (year !== undefined) {
      const day = when(year, country);
      return day ? { day } : null;
    }
    const day = when(yearOf(today), country);
    return { day: day && day >= today ? day : when(yearOf(today) + 1, country)! };
  },
}));

/** A word that every feast's name has one of: most messages hold none, and are spared forty searches. */
export const feastWord =
  /sylvestre|reveillon|veille|year|nye|hogmanay|noel|mas\b|christmas|boxing|valentin|v-day|l'an\b|nouvel|paques|easter|saint|good fri|maundy|holy|rameaux|palm|gras|shrove|pancake|fat tue|cendres|ash wed|ascension|pentec|whit|mere|mother|pere|father|maman|papa|grace|thanksgiving|turkey|black fri|travail|lab|may day|memorial|president|luther|mlk|columbus|indigenous|veteran|remembrance|armistice|11 nov|juneteenth|cinco|independence|july|nationale|bank holiday|14.juillet|bastille|jean|canada|reine|victoria|patriotes|musique|assomption|assumption|15 aout|toussaint|morts|hallow|fawkes|bonfire|burns|patrick|paddy|george|andrew|david|nicolas|nicholas|catherine|epiphan|rois|twelfth|chandeleur|candlemas|fool|poisson|victoire|v-?e day|femme|women|anzac|australia/;
