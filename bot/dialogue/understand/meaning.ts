import type { Day, Time } from '../days.ts';

export type Language = 'fr' | 'en';

/** What a message is about, beside what it names. */
export type Intent =
  | 'book'
  | 'cancel'
  | 'show'
  | 'change'
  /** They will come, but not in time. */
  | 'late'
  | 'person'
  | 'restart'
  | 'hours'
  | 'address'
  | 'menu'
  | 'parking'
  | 'allergies'
  /** Any other question about the house. */
  | 'question'
  /** No message is wanted any more: "STOP", "désabonnez-moi". */
  | 'stop'
  /** A reservation that stands is confirmed. */
  | 'confirm'
  | 'greeting'
  | 'thanks'
  | 'farewell'
  | 'insult'
  | 'help';

export type PartOfDay = 'morning' | 'midday' | 'afternoon' | 'evening' | 'brunch';

export type Name = { first: string; last: string };
/** Where in the house they would sit. */
export type Area = 'outside' | 'inside' | 'bar' | 'window' | 'private';
export type Occasion = 'birthday' | 'anniversary' | 'business';

/** One reading of something that was said in a way that allows several. */
export type Option = { day?: Day; time?: Time; party?: number };

/** Said, but not certain: worth a question of its own. */
export type Doubt =
  /** `near`: a day of the month that was named with it. */
  | { about: 'no_such_day'; said: string; near?: Day }
  | { about: 'weekday'; date: Day; options: Option[] }
  | { about: 'day' | 'time' | 'party' | 'number'; options: Option[] }
  | { about: 'phone'; problem: 'too_short' | 'too_long' | 'invalid' };

/** What is certain in a message. Absent: it was not said, or not surely. */
export type Meaning = {
  intent?: Intent;
  party?: number;
  day?: Day;
  /** About when it lies, where no day was named but its week or month ("next week"). */
  near?: Day;
  /** ISO weekday, when the day was named by its weekday alone. */
  weekday?: number;
  time?: Time;
  part?: PartOfDay;
  /** Bounds of the time, when it was told by them alone ("après 21h", "between 7 and 8"). */
  after?: Time;
  before?: Time;
  name?: Name;
  /** E.164. */
  phone?: string;
  email?: string;
  remark?: string;
  occasion?: Occasion;
  area?: Area;
  answer?: 'yes' | 'no';
  /** The number of a choice, from 1; -1 is the last one. */
  choice?: number;
  /** The language the message is written in, when it shows. */
  language?: Language;
  /** It is in that language beyond doubt: several words of it, and hardly any of the other. */
  strong?: true;
  /** It speaks of a reservation that exists ("annuler ma réservation"), not of the one being talked about. */
  ownBooking?: true;
  /** The message asks to go on in this language. */
  speak?: Language;
  /** It mends something said before ("non plutôt 21h", "make it Sunday"). */
  correction?: true;
  doubts: Doubt[];
};

/** What the last question was about; it decides what a bare number or a bare word may mean. */
export type Asked =
  | 'party'
  | 'day'
  | 'time'
  | 'name'
  | 'phone'
  | 'book'
  | 'change'
  | 'choose'
  | 'cancel'
  | 'which_booking'
  | 'wait'
  | 'remind'
  | 'person';

/** Where, when and after which question a message was written. Days and times are the restaurant's. */
export type Setting = {
  today: Day;
  now: Time;
  /** ISO 3166-1 alpha-2: how phone numbers and 12/11 are read. */
  country: string;
  language: Language;
  asked: Asked | null;
  /** The day already settled, for an hour said without am or pm. */
  day?: Day;
  part?: PartOfDay;
  shifts: { name: string; weekdays: number[]; first: Time; last: Time }[];
};
