import { defineEntity, p } from '@mikro-orm/core';
import type { Locale } from '../contract/words.ts';
import type { Ask, FormOfAddress, HouseFacts } from './contract.ts';

/** How long a party keeps its table: the first line whose `upTo` is not smaller than the party. */
export type TurnTime = { upTo: number; minutes: number };

const RestaurantSchema = defineEntity({
  name: 'Restaurant',
  tableName: 'restaurants',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    slug: p.text(),
    name: p.text(),
    timeZone: p.text(),
    country: p.text(),
    locale: p.text().$type<Locale>(),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    website: p.text().nullable(),
    street: p.text(),
    postcode: p.text(),
    city: p.text(),
    accent: p.text().nullable(),
    minParty: p.smallint(),
    maxParty: p.smallint(),
    leadMinutes: p.integer(),
    horizonDays: p.integer(),
    bufferMinutes: p.smallint(),
    turnTimes: p.json().$type<TurnTime[]>(),
    requestFrom: p.smallint().nullable(),
    waitlistOpen: p.boolean(),
    askEmail: p.text().$type<Ask>(),
    askPhone: p.text().$type<Ask>(),
    askLastName: p.text().$type<Ask>(),
    askRemark: p.boolean(),
    askOccasion: p.boolean(),
    houseFacts: p.json().$type<HouseFacts>(),
    formOfAddress: p.text().$type<FormOfAddress>(),
  },
});

/** One address, one time zone. */
export class Restaurant extends RestaurantSchema.class {}
RestaurantSchema.setClass(Restaurant);
