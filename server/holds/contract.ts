import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, Instant, Party, Slug, Time, Token } from '../contract/words.ts';

/** What is to be kept while the guest fills in the form. */
export const HoldRequest = Type.Object(
  { day: Day, time: Time, party: Party, area: Type.Optional(Type.String({ maxLength: 80 })) },
  { additionalProperties: false },
);
export type HoldRequest = Static<typeof HoldRequest>;

/** A table that is kept until then, for whoever books with the token. */
export const Hold = Type.Object({
  token: Token,
  until: Instant,
  seconds: Type.Integer({ description: 'How long that is from now, for a device whose clock is wrong' }),
});
export type Hold = Static<typeof Hold>;

export const holdEndpoints = {
  'POST /api/restaurants/:restaurant/holds': {
    access: 'public',
    summary:
      'Keeps a table for some minutes. 409 slot_taken, slot_not_open, or not_holdable when others would have to move for it (it may still be booked); 429 too_many_holds. The same Idempotency-Key answers the same hold',
    params: Type.Object({ restaurant: Slug }),
    body: HoldRequest,
    reply: Hold,
    status: 201,
    idempotent: true,
    perMinute: 30,
  },
  'DELETE /api/holds/:token': {
    access: 'link',
    summary: 'Gives it up; twice is once',
    params: Type.Object({ token: Token }),
    status: 204,
  },
} satisfies EndpointTable;
