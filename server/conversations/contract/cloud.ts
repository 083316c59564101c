import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Instant, Locale, Nullable, Slug } from '../../contract/words.ts';

/**
 * With which templates, approved by Meta, a restaurant speaks on a line of the Cloud API more than a day after a
 * guest's last word, by the guest's language. `answer`: what the staff and the bot say · `reservation`: what the
 * house says by itself; without one, there is one for each kind of message, `reservation_KIND`.
 */
export const LineTemplates = Type.Array(
  Type.Object(
    {
      purpose: Type.Enum(['answer', 'reservation']),
      locale: Locale,
      name: Type.String({ pattern: '^[a-z0-9_]{1,200}$', description: 'Its name at Meta' }),
      language: Type.String({
        pattern: '^[a-z]{2,3}(_[A-Z]{2})?$',
        description: 'In which it was approved there: fr, en, en_GB…',
      }),
    },
    { additionalProperties: false },
  ),
  { maxItems: 4 },
);
export type LineTemplates = Static<typeof LineTemplates>;

/** Until when a guest can be written to freely; null: the line knows no such end. */
export const Window = Nullable(
  Type.Object({
    closesAt: Nullable(Instant),
    template: Type.Boolean({ description: 'Later words go out as a template, at most 900 characters' }),
  }),
);
export type Window = Static<typeof Window>;

/** WhatsApp by Meta's Cloud API: what Meta tells, and the templates that a restaurant had approved there. */
export const cloudEndpoints = {
  'GET /api/webhooks/whatsapp': {
    access: 'public',
    sameOrigin: true,
    summary:
      'Meta asks whether this webhook is ours; answers its challenge. 404 while no Cloud API is set up',
    query: Type.Object({
      'hub.mode': Type.Optional(Type.String()),
      'hub.verify_token': Type.Optional(Type.String()),
      'hub.challenge': Type.Optional(Type.String({ maxLength: 200, pattern: '^[\\w.-]*$' })),
    }),
    reply: Type.String(),
  },
  'POST /api/webhooks/whatsapp': {
    access: 'public',
    sameOrigin: true,
    perMinute: 6_000,
    bodyLimit: 3_145_728,
    summary:
      'What Meta tells: messages of guests, and what became of ours. Signed (X-Hub-Signature-256); 401 bad_signature, and 404 while no Cloud API is set up',
    status: 200,
    reply: Type.Object({ heard: Type.Integer() }),
  },
  'GET /api/line/templates': {
    access: 'manager',
    summary: 'The templates of a line of the Cloud API; `cloud`: whether the restaurant has such a line',
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    reply: Type.Object({ cloud: Type.Boolean(), templates: LineTemplates }),
  },
  'PUT /api/line/templates': {
    access: 'manager',
    summary: 'Set the templates of a line of the Cloud API',
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    body: Type.Object({ templates: LineTemplates }, { additionalProperties: false }),
    reply: Type.Object({ cloud: Type.Boolean(), templates: LineTemplates }),
  },
} satisfies EndpointTable;
