import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Channel, Id, Instant, Locale, Nullable, Slug } from '../contract/words.ts';

/** A message to a guest and what came of it. `outbox`: nothing was sent, for want of a provider; it is here to be read. */
export const Message = Type.Object({
  id: Id,
  channel: Channel,
  kind: Type.String({ description: 'confirmation…' }),
  to: Type.String(),
  guest: Nullable(Id),
  locale: Locale,
  subject: Nullable(Type.String()),
  text: Type.String(),
  html: Nullable(Type.String()),
  status: Type.Enum(['queued', 'outbox', 'sent', 'failed']),
  error: Nullable(Type.String()),
  createdAt: Instant,
  sentAt: Nullable(Instant),
});
export type Message = Static<typeof Message>;

export const messagingEndpoints = {
  'GET /api/messages': {
    access: 'manager',
    summary: 'What went out, or would have: newest first',
    query: Type.Object(
      { restaurant: Slug, cursor: Type.Optional(Type.String({ maxLength: 200 })) },
      { additionalProperties: false },
    ),
    reply: Type.Object({ messages: Type.Array(Message), cursor: Nullable(Type.String()) }),
  },
  'GET /api/guests/:id/messages': {
    access: 'host',
    summary: 'The last 50 messages to a guest',
    params: Type.Object({ id: Id }),
    reply: Type.Object({ messages: Type.Array(Type.Omit(Message, ['html'])) }),
  },
} satisfies EndpointTable;
