import { plusDays, type Time } from '../days.ts';
import { type ClockFound, clockAt, counts, firstClock } from './clock.ts';
import { bareHour, clock, type Said, settle } from './hours.ts';
import type { Doubt, Setting } from './meaning.ts';
import { numberOf, numberWord } from './numbers.ts';
import { blank, type Reading, take } from './reading.ts';

/**
 * What a message says of the time, before it is known on which day and so in which half of it: one time, two
 * between which the guest wavers, or bounds.
 */
export type TimesSaid = {
  at?: Said;
  either?: [Said, Said];
  after?: Said;
  before?: Said;
  time?: Time;
  ahead?: number;
};

/** `after` and `before` bound it: then no time is certain. */
export type TimeFound = { time?: Time; after?: Time; before?: Time; doubt?: Doubt };

const afterWords =
  /(?<!\b(?:half|quarter|minutes?|mins|five|ten|twenty) |(?<!\/)\b(?:5|10|15|20|25) (?=after|past))\b(?:apres(?! midi)|(?:a partir|a compter) d[e']|des|pas avant|not before|no(?:t)? earlier than|any ?time (?:after|from|past)|after|(?<!\b(?:no|not|pas) )(?:plus tard que|later than)|past|as of) ?(?:about |around |environ |les )?/g;
const beforeWords =
  /(?<!\b(?:half|quarter|minutes?|mins|five|ten|twenty|pas|not) |(?<!\/)\b(?:5|10|15|20|25) (?=before))\b(?:avant|jusqu'a|jusque|until|till|before|no later than|not later than|pas plus tard que|pas apres|not after|au plus tard(?: a)?|earlier than|plus tot que|prior to) ?(?:about |around |environ |les )?/g;
const betweenWords = /\b(?:entre|between|de|from|d') ?(?:les )?(?:about |around |environ |maybe )?/g;
const and = /^ ?(?:et|and|a|to|-|until|till|jusqu'a|and maybe|&|\/|through|thru) ?(?:about |around )?/;
const or =
  /^,? ?(?:ou(?: bien)?(?: sinon)?|or(?: maybe| else| even)?|\|) ?(?:a |at |vers |around |say |alors |plutot |encore )?(?:la rigueur )?/;
const wavering =
  /(?<![\d/:.,-])\b(\d{1,2}(?:[:h]\d\d)?h?|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:ou|or) (?:a |at )?|\|)$/;
const slash =
  /(?<=\dh(?:\d\d)?|\d:\d\d)\/(?=\d{1,2}[h:])|(?<=(?<![\d/])\d{1,2})\/(?=\d{1,2} ?(?:h\b|h\d|[ap]\.?m\b))/g;
/** "6-7pm": the first of two hours, before a clear one. */
const spanning = /(?<![\d/:.,-]|for |pour |of |de |table )\b(\d{1,2}(?::\d\d)?) ?(?:-|to) ?$/;
const onwards = /^ ?(?:onwards?|on(?=[.,!?]|$)|or later|et plus|ou plus tard|and later|or after)/;
const orEarlier =
  /^ ?(?:or (?:earlier|before)|ou (?:avant|plus tot)|at the latest|au plus tard|maximum|max\b)/;

/** "in an hour", "dans une demi-heure": from now on. */
const fromNow = new RegExp(
  `\\b(?:in|dans|d'ici) (?:about |environ |around )?(?:(?<half>half an hour|une demi[e]?[- ]heure|1/2 ?h(?:our)?)|(?<quarters>three[- ]quarters of an hour|trois quarts d'heure|3/4 ?h(?:our)?)|(?<quarter>a quarter of an hour|un quart d'heure)|(?<n>\\d{1,3}|${numberWord}|an?|a couple(?: of)?) ?(?<unit>hours?|hrs?|heures?|h|minutes?|mins?)\\b(?<more> and a half| et demie?)?)|\\b(?:(?<halfLater>half an hour)|(?<later>\\d{1,2}|${numberWord}|an) (?<span>hours?|minutes?)) from now`,
);
/** Who is on the way, or will call back, wishes no table at that moment. */
const onTheWay =
  /\b(?:arriv\w*|rappel\w*|call\w*|be there|get there|be back|partir|pars|ferme\w*|clos\w*|leav\w*|retard|late|repond\w*|reviens|revenir|text|walk|drive|minutes (?:away|from)|cook\w*|prep\w*|la dans)\b/;

/** Takes when the guest wishes to come, as far as the words show by themselves that they tell a time. */
export function takeTimes(reading: Reading, setting: Setting): TimesSaid | null {
  // "12h30/13h" is no date.
  reading.flat = reading.flat.replace(slash, '|');
  return takeFromNow(reading, setting) ?? takeBounds(reading) ?? takeOne(reading);
}

function takeFromNow(reading: Reading, setting: Setting): TimesSaid | null {
  const found = /\b(?:in|dans|d'ici|from now)\b/.test(reading.flat) ? fromNow.exec(reading.flat) : null;
  if (!found || onTheWay.test(reading.flat)) return null;
  const { half, halfLater, quarters, quarter, n, unit, more, later, span } = found.groups!;
  const count = later ?? n;
  const value = !count || /^an?$/.test(count) ? 1 : /^a /.test(count) ? 2 : numberOf(count);
  const inHours = /^h/.test(span ?? unit ?? '');
  const minutes =
    (half ?? halfLater) ? 30 : quarters ? 45 : quarter ? 15 : inHours ? value * 60 + (more ? 30 : 0) : value;
  if (!(minutes >= 10 && minutes <= 24 * 60)) return null;
  blank(reading, found.index, found.index + found[0].length);
  const at = Number(setting.now.slice(0, 2)) * 60 + Number(setting.now.slice(3)) + minutes;
  const time = clock(Math.floor(at / 60) % 24, at % 60);
  return time ? { time, ahead: Math.floor(at / (24 * 60)) } : null;
}

/** The end of the words before a time, and that time; both must stand side by side. */
function withWords(reading: Reading, words: RegExp): { from: number; clock: ClockFound } | null {
  words.lastIndex = 0;
  for (const found of reading.flat.matchAll(words)) {
    const at = found.index + found[0].length;
    const next = clockAt(reading.flat, at, true);
    if (next) return { from: found.index, clock: next };
  }
  return null;
}

function takeBounds(reading: Reading): TimesSaid | null {
  if (/\b(?:midi et (?:deux|2|14 ?h))\b/.test(reading.flat)) {
    const found = take(reading, /\b(?:entre )?midi et (?:deux|2|14)(?: ?h(?:eures?)?)?\b/);
    if (found) return { after: { hour: 12, minute: 0 }, before: { hour: 14, minute: 0 } };
  }
  const span = takeSpan(reading);
  if (span) return span;
  const from = withWords(reading, afterWords);
  if (from) {
    blank(reading, from.from, from.clock.to);
    return { after: from.clock.said };
  }
  const to = withWords(reading, beforeWords);
  if (to) {
    blank(reading, to.from, to.clock.to);
    return { before: to.clock.said };
  }
  return null;
}

/** "between 7 and 8", "19h-20h30", "de 5 à 7". */
function takeSpan(reading: Reading): TimesSaid | null {
  const { flat } = reading;
  const starts: { from: number; clock: ClockFound; led: boolean }[] = [];
  for (const found of flat.matchAll(betweenWords)) {
    // "table de 8 à 20h" tells how many before it tells when.
    if (
      /\b(?:table|tablee|groupe|resa|reservation|famille|party|group|personnes|nous (?:serons|sommes)|on (?:sera|est)|we(?:'ll| will) be|we(?: a|')re) $/.test(
        flat.slice(0, found.index),
      )
    )
      continue;
    const first = clockAt(flat, found.index + found[0].length, true);
    if (first) starts.push({ from: found.index, clock: first, led: true });
  }
  const first = firstClock(flat);
  if (first) starts.push({ from: first.from, clock: first, led: false });
  const five = /\b5 a 7\b(?! pers)/.exec(flat);
  if (five) {
    const clocks = clockAt(flat, five.index, true);
    if (clocks) starts.push({ from: five.index, clock: clocks, led: true });
  }
  for (const start of starts) {
    const gap = and.exec(flat.slice(start.clock.to));
    if (!gap) continue;
    const next = clockAt(flat, start.clock.to + gap[0].length, start.led || /-$/.test(gap[0].trim()));
    if (!next || (gap[0].trim() === 'a' && !start.led && !next.said.french)) continue;
    // "de 20h à deux": how many, not until when.
    if (
      /\dh/.test(flat.slice(start.clock.from, start.clock.to)) &&
      /^[a-z]+$/.test(flat.slice(next.from, next.to))
    )
      continue;
    // Two bare numbers are a span of time only where a span is said.
    const bare =
      /^\d{1,2}$/.test(flat.slice(start.clock.from, start.clock.to)) &&
      /^\d{1,2}$/.test(flat.slice(next.from, next.to));
    if (bare && !/^(?:entre|between|de|from|5)/.test(flat.slice(start.from))) continue;
    blank(reading, start.from, next.to);
    const half = start.clock.said.half ?? next.said.half;
    return {
      after: { ...start.clock.said, ...(half && { half }) },
      before: { ...next.said, ...(half && !next.said.half && { half }) },
    };
  }
  return null;
}

function takeOne(reading: Reading): TimesSaid | null {
  const found = firstClock(reading.flat);
  if (!found) return null;
  const { flat } = reading;
  const rest = flat.slice(found.to);
  const before = wavering.exec(flat.slice(0, found.from));
  if (before) {
    const first = clockAt(flat, before.index, true);
    blank(reading, before.index, found.to);
    if (first)
      return { either: [{ ...first.said, ...(found.said.half && { half: found.said.half }) }, found.said] };
  }
  const start = spanning.exec(flat.slice(0, found.from));
  const opening = start && clockAt(flat, start.index, true);
  if (opening) {
    blank(reading, start.index, found.to);
    return {
      after: { ...(found.said.half && { half: found.said.half }), ...opening.said },
      before: found.said,
    };
  }
  const second = or.exec(rest);
  const other = second && clockAt(flat, found.to + second[0].length, true);
  blank(reading, found.from, found.to);
  if (other) {
    blank(reading, other.from, other.to);
    const { half } = other.said;
    return { either: [{ ...(half && { half }), ...found.said }, other.said] };
  }
  if (onwards.test(rest)) return { after: found.said };
  if (orEarlier.test(rest)) return { before: found.said };
  return { at: found.said };
}

/** The times of what was said, on the day and in the part of it that `setting` tells by now. */
export function timesOf(said: TimesSaid, setting: Setting): TimeFound {
  if (said.time) return { time: said.time };
  if (said.either) {
    const options = said.either
      .map((one) => settle(one, setting))
      .filter((time) => time !== undefined)
      .map((time) => ({ time }));
    return options.length === 2 ? { doubt: { about: 'time', options } } : {};
  }
  if (said.at) {
    const time = settle(said.at, setting);
    return time ? { time } : {};
  }
  let after = said.after && settle(said.after, setting);
  const before = said.before && settle(said.before, setting);
  // "entre 9h30 et 11h" is all in the morning.
  const early = said.after && clock(said.after.hour, said.after.minute);
  if (after && before && after > before && early && early < before) after = early;
  return { ...(after && { after }), ...(before && { before }) };
}

/** The day that "in two hours" falls on. */
export const dayAhead = ({ time, ahead }: TimesSaid, setting: Setting) =>
  time === undefined ? undefined : plusDays(setting.today, ahead ?? 0);

const at = new RegExp(
  `(?:\\b(?:at|by|around|round|vers|about|pour vers|from|des|autour de|aux alentours de|aux environs de|say|until|to do)|@|(?<![a-z']|\\by )a(?= )) ?(?:about |around |environ |les |like |maybe |approximately |roughly |exactly )?(\\d{1,2})(?:[.: ]([0-5]\\d))?(?![\\d/.]\\d|[\\d/]|h?\\d|-top)${counts}(?:ish|-ish)?\\b(?! ?(?:or|ou|-|/) ?\\d)(?! (?:et|and) \\d+ (?:enf|kid|child))(?! (?:[a-z']+ ){1,2}(?:street|st|avenue|ave|road|rd|lane|drive|boulevard|blvd|way|square|court)\\b)`,
);
const atWord = new RegExp(
  `(?<!\\b(?:divided|multiplied|times) )\\b(?:at|by|around|vers) (?:about |around |like |maybe |roughly )?(${numberWord})(?:ish|-ish)?\\b(?! (?:or|ou)\\b)${counts}(?! [a-z]*[' ]?(?:restaurant|table|star|bar|grill|one|other|different))`,
);
const patterns = {
  wavering: /(?<![\d./])\b(\d{1,2})(?:[.:]([0-5]\d))? (?:or|ou) (\d{1,2})\.([0-5]\d)(?![\d.])/,
  dotted: new RegExp(
    `(?<![\\d./$\u20ac\u00a3]|\\b[a-z]{3} ?)\\b([01]?\\d|2[0-3])[.](00|10|15|20|30|40|45|50)(?![\\d./]|\\.?\\d| ?[a-z]{0,2}[$\u20ac\u00a3])${counts}`,
  ),
  fourDigits: /(?<![\d./+])([01]\d|2[0-3])([0-5]\d)(?![\d./])(?: ?h(?:rs?|ours)?)?/,
  bare: new RegExp(`^\\D*?(?<![a-z\\d])(\\d{1,3}|${numberWord})(?: ([0-5]\\d))?(?![a-z\\d])`),
};
const sayOf = (hour: string, minute: string | undefined): Said => ({
  hour: numberOf(hour),
  minute: Number(minute ?? 0),
  ...(/^0\d/.test(hour) && { zero: true }),
});

/** Takes a time that only its place shows: "à 8", "at eight", and, when the hour was asked, a bare number. */
export function takeLooseTime(reading: Reading, setting: Setting): TimeFound | null {
  let m: RegExpExecArray | null;
  const found = (hour: string, minute: string | undefined) => timesOf({ at: sayOf(hour, minute) }, setting);
  // "à 4" answers how many as often as when.
  if (setting.asked !== 'party' || /\b(?:at|vers|around|by)\b/.test(reading.flat)) {
    m = at.exec(reading.flat);
    // "à 2", without its h, is how many in French.
    const few = setting.asked !== 'time' && setting.part !== 'afternoon' && /^a [1-5]$/.test(m?.[0] ?? '');
    const article = setting.language === 'en' && /^a /.test(m?.[0] ?? '');
    if (m && !(few || article)) {
      blank(reading, m.index, m.index + m[0].length);
      return found(m[1]!, m[2]);
    }
    m = take(reading, atWord);
    if (m) return found(m[1]!, undefined);
  }
  if (setting.asked === 'phone') return null;
  m = take(reading, patterns.wavering);
  if (m) return timesOf({ either: [sayOf(m[1]!, m[2]), sayOf(m[3]!, m[4])] }, setting);
  m = take(reading, patterns.dotted);
  if (m) return found(m[1]!, m[2]);
  if (setting.asked === 'time' || setting.asked === 'choose' || setting.asked === 'change') {
    m = take(reading, patterns.fourDigits);
    if (m) return found(m[1]!, m[2]);
  }
  if (setting.asked === 'time') {
    if (/\bmidi\b/.test(reading.flat) && !/\ble midi\b/.test(reading.flat)) {
      take(reading, /\bmidi\b/);
      return { time: '12:00' };
    }
    const bare = patterns.bare.exec(reading.flat);
    // "make it 5", where nobody is served at five, are five people.
    if (bare && /\bmake (?:it|that)\b/.test(reading.flat) && !bareHour(numberOf(bare[1]!), setting))
      return null;
    m = take(reading, patterns.bare);
    if (m) return found(m[1]!, m[2]);
  }
  return null;
}

/** "friday 8": the number that ends what was said of the day. Only an hour at which people are served, or eat. */
export function takeHourBehindDay(reading: Reading, setting: Setting): TimeFound | null {
  const found = take(
    reading,
    /(?<=\u00a6,? )(?:@ ?)?(\d{1,2})(?:[.: ]([0-5]\d))?(?=$|[,.!?]| ?\u00a6| (?:please|pls|plz|thx|thanks|ok|or so)\b)/,
  );
  return found && timesOf({ at: sayOf(found[1]!, found[2]) }, setting);
}
