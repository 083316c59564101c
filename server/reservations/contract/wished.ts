/** A guest asks for another size or hour than was confirmed, and the staff answer. */
import { Type } from 'typebox';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Id, Token } from '../../contract/words.ts';
import { Booking } from './guest.ts';
import { Notify, Overbook, ReservationRow, Tables } from './staff.ts';

const strict = { additionalProperties: false };
const Which = { ...Id, description: 'Which wish is answered: as it was read' };

export const wishedEndpoints = {
  'POST /api/bookings/:token/withdraw-wish': {
    access: 'link',
    summary: 'The guest no longer wishes it; the reservation stands as it is. Twice is once',
    params: Type.Object({ token: Token }),
    reply: Booking,
  },
  'POST /api/reservations/:id/wished/accept': {
    access: 'host',
    summary:
      'The reservation becomes what its guest wishes, in one step, and they are told. 409 slot_taken or table_taken with alternatives when it no longer fits: then all stays as it is, and the wish waits on. 409 not_requested when this wish waits for no answer',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        wished: Which,
        tables: Type.Optional(Tables),
        overbook: Type.Optional(Overbook),
        notify: Type.Optional(Notify),
      },
      strict,
    ),
    reply: ReservationRow,
  },
  'POST /api/reservations/:id/wished/decline': {
    access: 'host',
    summary:
      'The reservation stays as it is, and its guest is told so, with a word if there is one. 409 not_requested when this wish waits for no answer',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        wished: Which,
        reason: Type.Optional(Type.String({ maxLength: 500, description: 'The guest reads it' })),
        notify: Type.Optional(Notify),
      },
      strict,
    ),
    reply: ReservationRow,
  },
} satisfies EndpointTable;
