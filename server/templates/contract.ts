import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { ForRestaurant, Instant, Locale, Nullable } from '../contract/words.ts';
import { WordedChannel, WordedKind } from '../messaging/contract.ts';

/** The words of what guests are written, as managers and owners may put them; who are told what came of it. */

/** One line, without anything that a mail's head would read as its end. */
const Line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });

/** What is said instead of our own words; null follows ours. Plain text with names in braces, such as {day}. */
export const RewordedWords = Type.Object(
  {
    subject: Nullable(Line(150)),
    title: Nullable(Line(100)),
    body: Nullable(
      Type.String({
        minLength: 1,
        maxLength: 2_000,
        pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$',
        description: 'An empty line begins another paragraph',
      }),
    ),
    button: Nullable(Line(60)),
  },
  { additionalProperties: false },
);
export type RewordedWords = Static<typeof RewordedWords>;

/** Why words cannot be saved: a name in braces that this message does not know, or one that it cannot do without. */
export const WordsProblem = Type.Object({
  field: Type.Enum(['subject', 'title', 'body', 'button']),
  problem: Type.Enum(['unknown_placeholder', 'missing_placeholder', 'not_here']),
  placeholder: Type.String(),
});
export type WordsProblem = Static<typeof WordsProblem>;

/** One message in one language, through one channel. */
export const Template = Type.Object({
  kind: WordedKind,
  channel: WordedChannel,
  locale: Locale,
  own: Type.Object({
    subject: Type.String(),
    title: Type.String(),
    body: Type.String(),
    button: Type.String(),
  }),
  reworded: RewordedWords,
  version: Type.Integer({ description: 'Rises with each save; 0: never saved' }),
  savedBy: Nullable(Type.String()),
  savedAt: Nullable(Instant),
});
export type Template = Static<typeof Template>;

const Which = Type.Object({ kind: WordedKind, channel: WordedChannel, locale: Locale });
const Draft = Type.Object(
  { kind: WordedKind, channel: WordedChannel, locale: Locale, words: RewordedWords },
  { additionalProperties: false },
);

export const templateEndpoints = {
  'GET /api/templates': {
    access: 'manager',
    summary: 'The words of everything that guests are written: ours, and what this restaurant says instead',
    query: ForRestaurant,
    reply: Type.Object({
      templates: Type.Array(Template),
      placeholders: Type.Record(Type.String(), Type.Array(Type.String()), {
        description: 'By kind: the names in braces that its words may hold',
      }),
      sends: Type.Object({
        email: Type.Boolean({ description: 'false: emails are kept in the outbox and leave nowhere' }),
        sms: Type.Boolean(),
      }),
      testTo: Type.String({ description: 'Where a test goes: the address of whoever asks' }),
    }),
  },
  'PUT /api/templates/:kind/:channel/:locale': {
    access: 'manager',
    summary:
      'Says it in other words, or with nulls in ours again. 409 stale_template with `current` when somebody saved it since `version`; 400 invalid names the placeholder',
    params: Which,
    query: ForRestaurant,
    body: Type.Object(
      { version: Type.Integer({ minimum: 0 }), words: RewordedWords },
      { additionalProperties: false },
    ),
    reply: Template,
  },
  'POST /api/templates/preview': {
    access: 'manager',
    summary:
      'A draft as a guest would get it, about a made-up reservation of this restaurant; nothing is kept',
    query: ForRestaurant,
    body: Draft,
    reply: Type.Object({
      subject: Nullable(Type.String()),
      html: Nullable(Type.String()),
      text: Type.String(),
      sms: Nullable(
        Type.Object({
          characters: Type.Integer(),
          segments: Type.Integer(),
          costly: Type.Array(Type.String(), {
            description: 'Characters for which one SMS holds 70 instead of 160',
          }),
        }),
      ),
      problems: Type.Array(WordsProblem),
    }),
  },
  'POST /api/templates/test': {
    access: 'manager',
    summary:
      'Sends a draft of an email to whoever asks, and to nobody else, marked as a test; five in ten minutes',
    query: ForRestaurant,
    body: Draft,
    status: 201,
    reply: Type.Object({
      to: Type.String(),
      leaves: Type.Boolean({ description: 'false: there is no provider, and it is kept in the outbox' }),
    }),
  },
} satisfies EndpointTable;
