const words: Record<string, number> = {
  zero: 0,
  un: 1,
  une: 1,
  one: 1,
  deux: 2,
  two: 2,
  trois: 3,
  three: 3,
  quatre: 4,
  four: 4,
  cinq: 5,
  five: 5,
  six: 6,
  sept: 7,
  seven: 7,
  huit: 8,
  eight: 8,
  neuf: 9,
  nine: 9,
  dix: 10,
  ten: 10,
  onze: 11,
  eleven: 11,
  douze: 12,
  twelve: 12,
  treize: 13,
  thirteen: 13,
  quatorze: 14,
  fourteen: 14,
  quinze: 15,
  fifteen: 15,
  seize: 16,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  'dix-sept': 17,
  'dix-huit': 18,
  'dix-neuf': 19,
  vingt: 20,
  twenty: 20,
  'vingt-et-un': 21,
  'vingt-et-une': 21,
  'vingt-un': 21,
  'twenty-one': 21,
  'vingt-deux': 22,
  'twenty-two': 22,
  'vingt-trois': 23,
  'twenty-three': 23,
  'vingt-quatre': 24,
  'twenty-five': 25,
  'vingt-cinq': 25,
  trente: 30,
  thirty: 30,
  quarante: 40,
  forty: 40,
  'quarante-cinq': 45,
  'forty-five': 45,
  cinquante: 50,
  fifty: 50,
};

/** A number in words (up to fifty, as far as hours, minutes and parties need), for building a RegExp. */
export const numberWord = Object.keys(words)
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace(/-/g, '[- ]'))
  .join('|');

/** A number in digits (up to three) or in words, for building a RegExp: one group. */
export const number = `(\\d{1,3}|${numberWord})`;

/** The value of what `number` matched. */
export function numberOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : (words[text.replace(/ /g, '-')] ?? Number.NaN);
}
