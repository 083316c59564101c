import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Channel, Id, Instant, Locale, Nullable, Slug } from '../contract/words.ts';

/** none: never asked or never answered · implicit: a relation without a yes · explicit: a yes · unsubscribed: a no */
export const ConsentState = Type.Enum(['none', 'implicit', 'explicit', 'unsubscribed']);
export type ConsentState = 'none' | 'implicit' | 'explicit' | 'unsubscribed';

/** One line of the ledger. It is never changed. */
export const ConsentEntry = Type.Object({
  id: Id,
  channel: Channel,
  state: ConsentState,
  at: Instant,
  source: Type.String({ description: 'Where it was given: widget, page, chat, whatsapp, staff…' }),
  locale: Locale,
  words: Type.String({ description: 'The exact words that were shown' }),
});
export type ConsentEntry = Static<typeof ConsentEntry>;

const Standing = Type.Object({ state: ConsentState, since: Nullable(Instant) });

export const GuestConsents = Type.Object({
  restaurant: Slug,
  email: Standing,
  sms: Standing,
  whatsapp: Standing,
  ledger: Type.Array(ConsentEntry, { description: 'Newest first' }),
});
export type GuestConsents = Static<typeof GuestConsents>;

export const consentEndpoints = {
  'GET /api/restaurants/:restaurant/consent-words': {
    access: 'public',
    summary: 'The exact words to show beside each consent, and their version (send it back when booking)',
    params: Type.Object({ restaurant: Slug }),
    query: Type.Object({ locale: Locale }, { additionalProperties: false }),
    reply: Type.Object({
      version: Type.String(),
      locale: Locale,
      email: Type.String(),
      sms: Type.String(),
      whatsapp: Type.String(),
    }),
  },
  'GET /api/guests/:id/consents': {
    access: 'host',
    summary: 'What a guest agreed to at a restaurant, and the ledger behind it',
    params: Type.Object({ id: Id }),
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    reply: GuestConsents,
  },
  'GET /api/guests/summary': {
    access: 'host',
    summary:
      'Four figures: guests in all, new this month, and who agreed to email and SMS at this restaurant',
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    reply: Type.Object({
      total: Type.Integer(),
      newThisMonth: Type.Integer({ description: 'First reservation dated this month (F67)' }),
      emailOptIns: Type.Integer(),
      smsOptIns: Type.Integer(),
    }),
  },
} satisfies EndpointTable;
