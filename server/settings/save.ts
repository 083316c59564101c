import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ServiceShift } from '../availability/service.ts';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import { checkSettings } from './check.ts';
import type { ServiceSettings } from './contract.ts';
import { mustBeKnown } from './known.ts';
import { savedBy } from './read.ts';
import { writeRoom } from './room.ts';
import { minuteAfter, shiftOf } from './service.ts';
import { unfitAfter } from './unfit.ts';

type Owner = { id: string; organizationId: string };

/**
 * Saves a restaurant's whole description of service. No reservation is touched: those that the new description has
 * no room for are answered. Tables and areas that are left out are retired, so that what is kept there stays known.
 *
 * Refuses with 400 (the field and what is wrong with it), 404, and 409 stale_settings when somebody has saved since
 * the version that these settings say they come from.
 */
export function saveSettings(
  em: EntityManager,
  asked: { slug: string; organizationId: string; staffId: string; settings: ServiceSettings },
  now: Date,
) {
  const settings = tidy(asked.settings);
  return em.fork().transactional(async (tx) => {
    // Two who save are one after the other from here on; the second finds another version than they read.
    const owner = await row<{ id: string; version: number }>(
      tx,
      sql`SELECT id, service_version AS version FROM restaurants
           WHERE slug = ${asked.slug} AND organization_id = ${asked.organizationId} FOR NO KEY UPDATE`,
    );
    if (!owner) throw notFound('restaurant');
    if (owner.version !== settings.version) {
      throw new Refusal('stale_settings', 409, 'Somebody has saved these settings since they were read.', {
        version: owner.version,
        by: await savedBy(tx, asked.slug, asked.organizationId),
      });
    }
    checkSettings(settings);
    const at = { id: owner.id, organizationId: asked.organizationId };
    const unfit = await unfitAfter(tx, asked.slug, asked.organizationId, settings, now);
    await writeRules(tx, at, settings.rules);
    await writeGuestRules(tx, at, settings.rules);
    await writeShifts(tx, at, settings);
    await writeRoom(tx, at, settings);
    const by = await signed(tx, at, asked.staffId);
    await announce(
      tx,
      { organizationId: asked.organizationId, restaurantId: owner.id },
      { kind: 'settings', version: owner.version + 1, by },
    );
    return unfit;
  });
}

/** Names without blanks around them. */
export function tidy(settings: ServiceSettings): ServiceSettings {
  const named = <T extends { name: string }>(thing: T): T => ({ ...thing, name: thing.name.trim() });
  return {
    ...settings,
    shifts: settings.shifts.map(named),
    specialDays: settings.specialDays.map((special) => ({ ...special, shifts: special.shifts.map(named) })),
    areas: settings.areas.map((area) => named({ ...area, tables: area.tables.map(named) })),
    combinations: settings.combinations.map((combination) => ({
      ...combination,
      tables: combination.tables.map((name) => name.trim()),
    })),
  };
}

async function writeRules(em: EntityManager, owner: Owner, rules: ServiceSettings['rules']): Promise<void> {
  await row(
    em,
    sql`UPDATE restaurants
           SET min_party = ${rules.minParty}, max_party = ${rules.maxParty}, request_from = ${rules.requestFrom ?? null},
               lead_minutes = ${rules.leadMinutes}, horizon_days = ${rules.horizonDays},
               cutoff_minute = ${rules.cutoff === undefined ? null : minuteAfter(rules.cutoff, 0)},
               buffer_minutes = ${rules.bufferMinutes}, turn_times = ${JSON.stringify(rules.turnTimes)}::jsonb,
               service_version = service_version + 1
         WHERE id = ${owner.id} AND organization_id = ${owner.organizationId}`,
  );
}

async function writeGuestRules(
  em: EntityManager,
  owner: Owner,
  rules: ServiceSettings['rules'],
): Promise<void> {
  await row(
    em,
    sql`UPDATE restaurants
           SET hold_minutes = ${rules.holdMinutes}, guest_changes = ${rules.guestChanges},
               change_hours = ${rules.changeHours}, guest_cancels = ${rules.guestCancels},
               cancel_hours = ${rules.cancelHours}, no_show_limit = ${rules.noShowLimit ?? null},
               ask_email = ${rules.askEmail}, ask_phone = ${rules.askPhone}, ask_last_name = ${rules.askLastName},
               ask_remark = ${rules.askRemark}, ask_occasion = ${rules.askOccasion}, reminder = ${rules.reminder},
               reminder_hours = ${rules.reminderHours ?? null}, thanks = ${rules.thanks},
               thanks_hours = ${rules.thanksHours},
               waitlist_open = ${rules.waitlist}, waitlist_offer_minutes = ${rules.waitlistOfferMinutes}
         WHERE id = ${owner.id} AND organization_id = ${owner.organizationId}`,
  );
}

/** Writes down who saved, and answers their name. */
async function signed(em: EntityManager, owner: Owner, staffId: string): Promise<string> {
  const who = await row<{ name: string }>(
    em,
    sql`UPDATE restaurants r SET service_saved_by = s.id FROM staff_members s
         WHERE r.id = ${owner.id} AND r.organization_id = ${owner.organizationId}
           AND s.id = ${staffId} AND s.organization_id = r.organization_id RETURNING s.name`,
  );
  return who!.name;
}

/** Shifts and special days anew; nothing refers to them but by name. They keep the ids that they came with. */
async function writeShifts(em: EntityManager, owner: Owner, settings: ServiceSettings): Promise<void> {
  const mine = sql`restaurant_id = ${owner.id} AND organization_id = ${owner.organizationId}`;
  const known = await rows<{ id: string }>(
    em,
    sql`SELECT id FROM shifts WHERE ${mine} UNION ALL SELECT id FROM special_days WHERE ${mine}`,
  );
  const ids = new Set(known.map(({ id }) => id));
  mustBeKnown(
    (['shifts', 'specialDays'] as const).flatMap((key) =>
      settings[key].map(({ id }, index) => ({ ...(id && { id }), field: `${key}.${index}` })),
    ),
    ids,
  );
  await row(em, sql`DELETE FROM shifts WHERE ${mine}`);
  await row(em, sql`DELETE FROM special_days WHERE ${mine}`);
  for (const shift of settings.shifts) await writeShift(em, owner, shiftOf(shift), shift.id, null);
  for (const { id = randomUUID(), from, to, closed, message, shifts } of settings.specialDays) {
    await row(
      em,
      sql`INSERT INTO special_days (id, organization_id, restaurant_id, from_day, to_day, closed, message_fr, message_en)
          VALUES (${id}, ${owner.organizationId}, ${owner.id}, ${from}, ${to}, ${closed}, ${message?.fr ?? null},
                  ${message?.en ?? null})`,
    );
    for (const shift of shifts) await writeShift(em, owner, shiftOf(shift), undefined, id);
  }
}

async function writeShift(
  em: EntityManager,
  owner: Owner,
  shift: ServiceShift,
  id: string | undefined,
  specialDay: string | null,
): Promise<void> {
  const turnTimes = shift.turnTimes ? JSON.stringify(shift.turnTimes) : null;
  await row(
    em,
    sql`INSERT INTO shifts (id, organization_id, restaurant_id, special_day_id, name, weekdays, first_minute, last_minute,
                            step_minutes, valid_from, valid_to, staff_first_minute, staff_last_minute, turn_times, pace)
        VALUES (${id ?? randomUUID()}, ${owner.organizationId}, ${owner.id}, ${specialDay}, ${shift.name},
                ${shift.weekdays}::smallint[], ${shift.firstMinute}, ${shift.lastMinute}, ${shift.stepMinutes},
                ${shift.validFrom}, ${shift.validTo}, ${shift.staffFirstMinute}, ${shift.staffLastMinute},
                ${turnTimes}::jsonb, ${JSON.stringify(shift.pace)}::jsonb)`,
  );
}
