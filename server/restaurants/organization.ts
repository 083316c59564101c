import { defineEntity, p } from '@mikro-orm/core';

const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organizations',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** Owns restaurants and one guest book. */
export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization);
