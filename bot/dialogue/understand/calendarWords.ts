/** ISO weekday of each word for it, in both languages, as it is really written. */
export const weekdays: Record<string, number> = {};
const named = (day: number, names: string) => {
  for (const name of names.split(' ')) weekdays[name] = day;
};
named(1, 'lundi monday lundis mondays');
named(2, 'mardi tuesday mardis tuesdays tusday');
named(3, 'mercredi wednesday mecredi mercrdi wednsday wensday wendsday');
named(4, 'jeudi thursday jeudis thurday thurs thur thrusday');
named(5, 'vendredi friday vendrdi vendredis fridays');
named(6, 'samedi saturday samdi smedi saterday saturdays samedis');
named(7, 'dimanche sunday dimache diamnche sundays');
const fullWeekday = Object.keys(weekdays).join('|');
named(1, 'lun mon');
named(2, 'mar tue tues');
named(3, 'mer wed');
named(4, 'jeu thu');
named(5, 'ven fri');
named(6, 'sam sat');
named(7, 'dim sun');

/** Short forms are words of their own as well ("mon", "mer", "sun"): only before what makes them a day. */
const shortWeekday =
  '(?:lun|mar|mer|jeu|ven|sam|dim|mon|tues?|wed|thu|fri|sat|sun)(?=\\.|,? (?:the |le )?\\d|,? (?:soir|midi|night|evening|lunch|dinner|noon|prochain|next|a \\d|at \\d|x ?\\d|pour \\d|for \\d)|$)';
/** A weekday, for building a RegExp: one group, or none. */
export const weekday = `(${fullWeekday}|${shortWeekday})\\b\\.?`;
export const aWeekday = `(?:${fullWeekday}|${shortWeekday})\\b\\.?`;

/** Month (1–12) of each word for it. */
export const months: Record<string, number> = {};
const month = (value: number, names: string) => {
  for (const name of names.split(' ')) months[name] = value;
};
month(1, 'janvier january janv jan');
month(2, 'fevrier february fevr fev feb');
month(3, 'mars march mar');
month(4, 'avril april avr apr');
month(5, 'mai may');
month(6, 'juin june jun');
month(7, 'juillet july juil jul');
month(8, 'aout august aug');
month(9, 'septembre september sept sep');
month(10, 'octobre october oct');
month(11, 'novembre november nov');
month(12, 'decembre december dec');
/** A month, for building a RegExp: one group. */
export const aMonth = `(${Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join('|')})\\b\\.?`;
