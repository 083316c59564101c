import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Id, Slug } from '../contract/words.ts';

const strict = { additionalProperties: false };
const At = Type.Number({
  minimum: 0,
  maximum: 120,
  multipleOf: 0.5,
  description: 'Of the centre, from the upper left corner of the area, in steps of the grid (25 cm)',
});
const Turn = Type.Integer({ minimum: 0, maximum: 345, multipleOf: 15, description: 'Degrees, clockwise' });

/** Where a table stands on the plan of its area, and how it is drawn. Width and height are before it is turned. */
export const TablePlace = Type.Object(
  {
    shape: Type.Enum(['round', 'square', 'rectangle'], { description: 'Only a rectangle has unequal sides' }),
    x: At,
    y: At,
    width: Type.Integer({ minimum: 2, maximum: 40 }),
    height: Type.Integer({ minimum: 2, maximum: 40 }),
    turn: Turn,
  },
  strict,
);
export type TablePlace = Static<typeof TablePlace>;

/** What stands in a room and is no table. */
export const Fixture = Type.Object(
  {
    kind: Type.Enum(['wall', 'bar', 'plant']),
    x: At,
    y: At,
    width: Type.Integer({ minimum: 1, maximum: 120 }),
    height: Type.Integer({ minimum: 1, maximum: 120 }),
    turn: Turn,
  },
  strict,
);
export type Fixture = Static<typeof Fixture>;

const Side = Type.Integer({ minimum: 8, maximum: 120, description: 'In steps of the grid (25 cm)' });
/** The ground on which the tables of an area stand. */
export const AreaPlan = Type.Object(
  { width: Side, height: Side, fixtures: Type.Array(Fixture, { maxItems: 100 }) },
  strict,
);
export type AreaPlan = Static<typeof AreaPlan>;

/** A physical table. */
export const RoomTable = Type.Object({
  id: Id,
  name: Type.String(),
  area: Type.String(),
  minSeats: Type.Integer(),
  maxSeats: Type.Integer(),
  place: Type.Optional(TablePlace),
});
export type RoomTable = Static<typeof RoomTable>;

export const seatingEndpoints = {
  'GET /api/restaurants/:restaurant/tables': {
    access: 'host',
    summary:
      'The tables in use, area by area, each in the order of their names; those that may be joined; and the plans. What is not drawn has no place',
    params: Type.Object({ restaurant: Slug }),
    reply: Type.Object({
      areas: Type.Array(Type.Object({ name: Type.String(), plan: Type.Optional(AreaPlan) })),
      tables: Type.Array(RoomTable),
      combinations: Type.Array(
        Type.Object({ tables: Type.Array(Id), minSeats: Type.Integer(), maxSeats: Type.Integer() }),
      ),
    }),
  },
} satisfies EndpointTable;
