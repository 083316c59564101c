import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Time = Type.String({ pattern: '^\\d{2}:\\d{2}$' });
const Name = Type.Object({
  first: Type.String({ maxLength: 80 }),
  last: Type.String({ maxLength: 80 }),
});

/** What is known of the reservation that is being talked about. */
const Draft = Type.Object({
  party: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })),
  /** So many more, or fewer, than the reservation that is to be moved. */
  more: Type.Optional(Type.Integer({ minimum: -9, maximum: 9 })),
  day: Type.Optional(Day),
  time: Type.Optional(Time),
  /** The first free hour, or the last. */
  edge: Type.Optional(Type.Enum(['first', 'last'])),
  part: Type.Optional(Type.Enum(['morning', 'midday', 'afternoon', 'evening', 'brunch'])),
  remark: Type.Optional(Type.String({ maxLength: 1000 })),
  occasion: Type.Optional(Type.Enum(['birthday', 'anniversary', 'business'])),
  /** Where they would sit, by the restaurant's own name of it. */
  area: Type.Optional(Type.String({ maxLength: 80 })),
  /** What is wished was seen to be full: one may wait for it. */
  full: Type.Optional(Type.Boolean()),
  /** What is to be noted was only guessed to be a remark. */
  unsure: Type.Optional(Type.Boolean()),
  /** Other hours of that day are looked for, on this side of this one. */
  beyond: Type.Optional(Type.Object({ way: Type.Enum(['earlier', 'later']), from: Time })),
  /** It is a place on the waitlist that is being talked about. */
  waiting: Type.Optional(Type.Boolean()),
  /** The reservation that is being moved to the rest of this, as it stands. */
  moving: Type.Optional(
    Type.Object({
      token: Type.String({ maxLength: 100 }),
      day: Day,
      time: Time,
      party: Type.Integer(),
      area: Type.Optional(Type.String({ maxLength: 80 })),
      remark: Type.Optional(Type.String({ maxLength: 1000 })),
      /** So much is for the restaurant to say: it is to be asked. */
      ask: Type.Optional(Type.Literal(true)),
    }),
  ),
});

const Option = Type.Object({
  day: Type.Optional(Day),
  time: Type.Optional(Time),
  party: Type.Optional(Type.Integer()),
  token: Type.Optional(Type.String({ maxLength: 100 })),
  area: Type.Optional(Type.String({ maxLength: 80 })),
  remark: Type.Optional(Type.String({ maxLength: 1000 })),
});

/**
 * The memory of one chat, whole: it is kept on the server between messages, as JSON, and nothing else is
 * remembered. Everything in it is bounded.
 */
export const State = Type.Object({
  version: Type.Literal(1),
  language: Type.Union([Type.Enum(['fr', 'en']), Type.Null()]),
  /** Whether a word of the guest showed the language, or it is only the restaurant's. */
  languageShown: Type.Boolean(),
  draft: Draft,
  /** Kept from one reservation to the next. */
  name: Type.Optional(Name),
  phone: Type.Optional(Type.String({ maxLength: 20 })),
  email: Type.Optional(Type.String({ maxLength: 254 })),
  /** The last question, if it waits for an answer. */
  asked: Type.Union([
    Type.Enum([
      'party',
      'day',
      'time',
      'name',
      'phone',
      'book',
      'change',
      'choose',
      'cancel',
      'which_booking',
      'wait',
      'remind',
      'person',
    ]),
    Type.Null(),
  ]),
  /** What the last question offered, in the order of its numbers. */
  options: Type.Array(Option, { maxItems: 9 }),
  /** How often in a row what was offered was only recalled, and not shown again. */
  recalls: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 })),
  /** What the list of reservations was shown for. */
  seeking: Type.Optional(Type.Enum(['cancel', 'change', 'confirm'])),
  /** The day, time, party and area that the server was seen to have a table for. */
  checked: Type.Optional(Type.String({ maxLength: 140 })),
  /** Reservations made in this chat: their links prove that they are this guest's. */
  tokens: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 10 }),
  /** The day of the last reservation made here, to say goodbye by. */
  bookedDay: Type.Optional(Day),
  /** Messages in a row that led nowhere. */
  failures: Type.Integer({ minimum: 0, maximum: 100 }),
  greeted: Type.Boolean(),
  /** The instant at which the last answer was made: what was written before it had not read it. */
  saidAt: Type.Optional(Type.String({ maxLength: 30 })),
  /** A day of the month that was meant, while its date is not known. */
  near: Type.Optional(Day),
  /** The last thing told was when the house serves. */
  toldHours: Type.Optional(Type.Boolean()),
  /** Said in this turn already, while the server is being asked for the rest. */
  saying: Type.Optional(Type.Array(Type.String({ maxLength: 4000 }), { maxItems: 12 })),
  needsPerson: Type.Boolean(),
  /** Sentences of the last answer, which the next must not repeat. */
  lastSaid: Type.Array(Type.String({ maxLength: 600 }), { maxItems: 12 }),
});
export type State = Static<typeof State>;
export type Draft = Static<typeof Draft>;
export type Option = Static<typeof Option>;

export function freshState(): State {
  return {
    version: 1,
    language: null,
    languageShown: false,
    draft: {},
    asked: null,
    options: [],
    tokens: [],
    failures: 0,
    greeted: false,
    needsPerson: false,
    lastSaid: [],
  };
}

/** The memory as it came back from the server. One that this version cannot read is begun anew. */
export function readState(memory: unknown): State {
  return Value.Check(State, memory) ? memory : freshState();
}
