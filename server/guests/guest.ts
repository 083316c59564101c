import { defineEntity, p } from '@mikro-orm/core';
import type { Locale } from '../contract/words.ts';

const GuestSchema = defineEntity({
  name: 'Guest',
  tableName: 'guests',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    firstName: p.text(),
    lastName: p.text(),
    email: p.text().nullable(),
    phone: p.text().nullable(),
    locale: p.text().$type<Locale>(),
    tags: p.array().$type<string[]>().columnType('text[]'),
    source: p.text(),
    createdAt: p.datetime(),
    visits: p.integer(),
    noShows: p.integer(),
    cancellations: p.integer(),
    firstVisit: p.text().nullable().columnType('date'),
    lastVisit: p.text().nullable().columnType('date'),
  },
});

/** A person in the guest book (French: client). Counters are those of the whole organisation and kept by the database. */
export class Guest extends GuestSchema.class {}
GuestSchema.setClass(Guest);
