import { defineEntity, p } from '@mikro-orm/core';

const AreaSchema = defineEntity({
  name: 'Area',
  tableName: 'areas',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    restaurantId: p.uuid(),
    name: p.text(),
    position: p.smallint(),
  },
});

/** Salle, Terrasse. */
export class Area extends AreaSchema.class {}
AreaSchema.setClass(Area);

const TableSchema = defineEntity({
  name: 'Table',
  tableName: 'tables',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    restaurantId: p.uuid(),
    areaId: p.uuid(),
    name: p.text(),
    minSeats: p.smallint(),
    maxSeats: p.smallint(),
  },
});

/** A physical table. */
export class Table extends TableSchema.class {}
TableSchema.setClass(Table);

const CombinationSchema = defineEntity({
  name: 'Combination',
  tableName: 'combinations',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    restaurantId: p.uuid(),
    areaId: p.uuid(),
    tableIds: p.array().$type<string[]>().columnType('uuid[]'),
    minSeats: p.smallint(),
    maxSeats: p.smallint(),
  },
});

/** Tables of one area that may be joined for a larger party. */
export class Combination extends CombinationSchema.class {}
CombinationSchema.setClass(Combination);
