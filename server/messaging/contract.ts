import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Channel, Id, Instant, Locale, Nullable, Slug } from '../contract/words.ts';

/** The messages whose words a restaurant may put its own in the place of. */
export const WordedKind = Type.Enum([
  'received',
  'confirmation',
  'changed',
  'cancelled_by_guest',
  'cancelled_by_house',
  'declined',
  'reminder',
  'thanks',
  'waitlist_joined',
  'waitlist_offer',
  'waitlist_passed',
  'queue_joined',
  'table_ready',
]);
export type WordedKind = Static<typeof WordedKind>;
/** `sms`: the short line, which also goes out in a chat. */
export const WordedChannel = Type.Enum(['email', 'sms']);
export type WordedChannel = Static<typeof WordedChannel>;
/** What is said in an email, apart from how it is laid out; of an SMS, the body alone. */
export type Words = { subject: string; title: string; body: string; button: string };

/** From least to most telling: an email that was opened had arrived, whatever else was told of it. */
export const Outcome = Type.Enum(['delivered', 'bounced', 'opened', 'clicked', 'complained']);
export type Outcome = Static<typeof Outcome>;

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
  outcome: Nullable(Outcome),
  outcomeAt: Nullable(Instant),
  emailTrouble: Nullable(
    Type.Enum(['bounced', 'complained'], {
      description: 'The address took no message last time, or its owner once called one unwanted',
    }),
  ),
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
  'POST /api/webhooks/resend': {
    access: 'public',
    sameOrigin: true,
    perMinute: 3_000,
    bodyLimit: 65_536,
    summary:
      'What Resend tells of an email: delivered, opened, clicked, bounced, complained. Signed by Svix; 401 bad_signature, and 404 without RESEND_WEBHOOK_SECRET',
    status: 200,
    reply: Type.Object({ heard: Type.Boolean({ description: 'false: of a kind that nobody here needs' }) }),
  },
} satisfies EndpointTable;
