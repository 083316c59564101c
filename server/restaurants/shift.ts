import { defineEntity, p } from '@mikro-orm/core';

const ShiftSchema = defineEntity({
  name: 'Shift',
  tableName: 'shifts',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    restaurantId: p.uuid(),
    name: p.text(),
    weekdays: p.array().$type<number[]>().columnType('smallint[]'),
    firstMinute: p.smallint(),
    lastMinute: p.smallint(),
    stepMinutes: p.smallint(),
    /** Its season, both days included; null: without a beginning, or an end. */
    validFrom: p.string().columnType('date').nullable(),
    validTo: p.string().columnType('date').nullable(),
    /** Set: it is of that special day, and of no weekday. */
    specialDayId: p.uuid().nullable(),
  },
});

/** A named stretch of service. Minutes count from midnight of the day of service and may exceed 1440. */
export class Shift extends ShiftSchema.class {}
ShiftSchema.setClass(Shift);
