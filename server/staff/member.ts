import { defineEntity, p } from '@mikro-orm/core';
import type { Locale } from '../contract/words.ts';
import type { Role } from './contract.ts';

const StaffMemberSchema = defineEntity({
  name: 'StaffMember',
  tableName: 'staff_members',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    email: p.text(),
    name: p.text(),
    role: p.text().$type<Role>(),
    locale: p.text().$type<Locale>(),
    passwordHash: p.text().hidden().lazy(),
  },
});

/** Somebody who works here. */
export class StaffMember extends StaffMemberSchema.class {}
StaffMemberSchema.setClass(StaffMember);
