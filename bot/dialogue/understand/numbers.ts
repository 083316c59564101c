const units: Record<string, number> = {};
const named = (from: number, names: string) => {
  names.split(' ').forEach((name, at) => {
    units[name] = from + at;
  });
};
named(0, 'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize');
named(1, 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen');
named(16, 'sixteen seventeen eighteen nineteen');
named(1, 'une');
const tens: Record<string, number> = {
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  octante: 80,
  nonante: 90,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const frenchUnit =
  '(?:et[- ])?(?:une?(?! (?:[a-z]{3,6}aine|soir|midi|jour|samedi|dimanche)\\b)|deux|trois|quatre|cinq|six|sept|huit|neuf)';
const frenchTeen = '(?:et[- ])?(?:dix[- ](?:sept|huit|neuf)|dix|onze|douze|treize|quatorze|quinze|seize)';
const englishUnit = '(?:one|two|three|four|five|six|seven|eight|nine)';

/** A number in words, up to ninety-nine, in either language and every region's way; for building a RegExp. */
export const numberWord = [
  `quatre[- ]vingts?(?:[- ](?:${frenchTeen}|${frenchUnit}))?`,
  `soixante(?:[- ](?:${frenchTeen}|${frenchUnit}))?`,
  `(?:vingt|trente|quarante|cinquante|septante|huitante|octante|nonante)(?:[- ]${frenchUnit})?`,
  `(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[- ]${englishUnit})?`,
  'dix[- ](?:sept|huit|neuf)',
  ...Object.keys(units).sort((a, b) => b.length - a.length),
].join('|');

/** A number in digits (up to three) or in words, for building a RegExp: one group. */
export const number = `(\\d{1,3}|${numberWord})`;

const known = new Map<string, number>();

/** The value of what `number` matched. */
export function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  let value = known.get(text);
  if (value === undefined) {
    value = 0;
    for (const word of text.split(/[- ]/)) {
      if (word === 'et') continue;
      // "quatre-vingt" multiplies, everything else adds up.
      if (/^vingts?$/.test(word) && value === 4) value = 80;
      else value += units[word] ?? tens[word] ?? Number.NaN;
    }
    known.set(text, value);
  }
  return value;
}

const ordinals: Record<string, number> = {};
const ranked = (from: number, names: string) => {
  names.split(' ').forEach((name, at) => {
    ordinals[name] = from + at;
  });
};
ranked(1, 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth');
ranked(14, 'fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth');
ranked(21, 'twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh');
ranked(28, 'twenty-eighth twenty-ninth thirtieth thirty-first');
ranked(1, 'premier deuxieme troisieme quatrieme cinquieme');
ranked(1, 'premiere');
ordinals.seconde = 2;

/** An ordinal in words ("twenty-first", "deuxième"), for building a RegExp. */
export const ordinalWord = Object.keys(ordinals)
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace('-', '[- ]'))
  .join('|');

/** The value of an ordinal, in digits ("3rd", "3eme") or words. */
export function ordinalOf(text: string): number {
  return /^\d/.test(text) ? Number.parseInt(text, 10) : (ordinals[text.replace(' ', '-')] ?? Number.NaN);
}
