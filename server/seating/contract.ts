import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Id, Slug } from '../contract/words.ts';

/** A physical table. */
export const RoomTable = Type.Object({
  id: Id,
  name: Type.String(),
  area: Type.String(),
  minSeats: Type.Integer(),
  maxSeats: Type.Integer(),
});
export type RoomTable = Static<typeof RoomTable>;

export const seatingEndpoints = {
  'GET /api/restaurants/:restaurant/tables': {
    access: 'host',
    summary: 'The tables, area by area, each in the order of their names; and those that may be joined',
    params: Type.Object({ restaurant: Slug }),
    reply: Type.Object({
      tables: Type.Array(RoomTable),
      combinations: Type.Array(
        Type.Object({ tables: Type.Array(Id), minSeats: Type.Integer(), maxSeats: Type.Integer() }),
      ),
    }),
  },
} satisfies EndpointTable;
