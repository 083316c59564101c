import type { EntityManager } from '@mikro-orm/postgresql';
import type { ServiceShift } from '../availability/service.ts';
import { row, rows, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import { clockTime } from '../restaurants/clock.ts';
import type { AreaPlan } from '../seating/contract.ts';
import { placeOf, planOf } from '../seating/plan.ts';
import type { AreaSettings, Pace, ServiceSettings, SpecialDaySettings, SpecialShift } from './contract.ts';

type KeptShift = ServiceShift & { id: string };
type Rules = ServiceSettings['rules'];
/** What a restaurant may leave open. */
type Open = 'requestFrom' | 'cutoff' | 'noShowLimit' | 'reminderHours';
type KeptRules = Omit<Rules, Open> & Record<Open, number | null>;

/** Leaves out what is null: in the contract, what is not set is absent. */
type Set<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };
function set<T extends object>(values: T): Set<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Set<T>;
}

/** The restaurant that settings are about, and how often they were saved. Refuses with 404. */
export async function settingsOwner(em: EntityManager, slug: string, organizationId: string) {
  const owner = await row<{ id: string; version: number }>(
    em,
    sql`SELECT id, service_version AS version FROM restaurants WHERE slug = ${slug} AND organization_id = ${organizationId}`,
  );
  if (!owner) throw notFound('restaurant');
  return { ...owner, organizationId };
}

/** Who of the staff saved a restaurant's settings last; null when nobody has. */
export async function savedBy(
  em: EntityManager,
  slug: string,
  organizationId: string,
): Promise<string | null> {
  const found = await row<{ name: string }>(
    em,
    sql`SELECT s.name FROM restaurants r
          JOIN staff_members s ON s.id = r.service_saved_by AND s.organization_id = r.organization_id
         WHERE r.slug = ${slug} AND r.organization_id = ${organizationId}`,
  );
  return found?.name ?? null;
}

/** A restaurant's whole description of service. Refuses with 404. */
export async function readSettings(
  em: EntityManager,
  slug: string,
  organizationId: string,
): Promise<ServiceSettings> {
  // The version before all else: what is saved meanwhile is then noticed when this comes back.
  const { id, version } = await settingsOwner(em, slug, organizationId);
  const rules = await row<KeptRules & { shifts: KeptShift[] }>(
    em,
    sql`SELECT min_party AS "minParty", max_party AS "maxParty", request_from AS "requestFrom",
               lead_minutes AS "leadMinutes", cutoff_minute AS cutoff, horizon_days AS "horizonDays",
               buffer_minutes AS "bufferMinutes", turn_times AS "turnTimes", hold_minutes AS "holdMinutes",
               guest_changes AS "guestChanges", change_hours AS "changeHours", guest_cancels AS "guestCancels",
               cancel_hours AS "cancelHours", no_show_limit AS "noShowLimit", ask_email AS "askEmail",
               ask_phone AS "askPhone", ask_last_name AS "askLastName", ask_remark AS "askRemark",
               ask_occasion AS "askOccasion", reminder, reminder_hours AS "reminderHours", thanks,
               thanks_hours AS "thanksHours", waitlist_open AS waitlist,
               waitlist_offer_minutes AS "waitlistOfferMinutes", shifts_json(organization_id, id, NULL) AS shifts
          FROM restaurants WHERE id = ${id} AND organization_id = ${organizationId}`,
  );
  const { shifts, requestFrom, cutoff, noShowLimit, reminderHours, ...always } = rules!;
  return {
    version,
    rules: {
      ...always,
      ...set({
        requestFrom,
        cutoff: cutoff === null ? null : clockTime(cutoff),
        noShowLimit,
        reminderHours,
      }),
    },
    shifts: shifts.map((shift) => ({
      ...stretchOf(shift),
      id: shift.id,
      weekdays: shift.weekdays,
      ...set({ validFrom: shift.validFrom, validTo: shift.validTo }),
    })),
    specialDays: await specialDaysOf(em, id, organizationId),
    ...(await roomOf(em, id, organizationId)),
  };
}

function stretchOf(shift: ServiceShift): SpecialShift {
  const { exceptions, ...limits } = shift.pace ?? {};
  const pace: Pace = {
    ...set(limits),
    ...(exceptions?.length && {
      exceptions: exceptions.map(({ minute, ...own }) => ({ time: clockTime(minute), ...set(own) })),
    }),
  };
  const time = (minute: number | null | undefined) => (minute == null ? null : clockTime(minute));
  return {
    name: shift.name,
    first: clockTime(shift.firstMinute),
    last: clockTime(shift.lastMinute),
    step: shift.stepMinutes,
    ...set({
      staffFirst: time(shift.staffFirstMinute),
      staffLast: time(shift.staffLastMinute),
      turnTimes: shift.turnTimes,
      pace: Object.keys(pace).length > 0 ? pace : null,
    }),
  };
}

async function specialDaysOf(
  em: EntityManager,
  restaurantId: string,
  organizationId: string,
): Promise<SpecialDaySettings[]> {
  const kept = await rows<{
    id: string;
    from: string;
    to: string;
    closed: boolean;
    fr: string | null;
    en: string | null;
    shifts: KeptShift[];
  }>(
    em,
    sql`SELECT id, from_day::text AS from, to_day::text AS to, closed, message_fr AS fr, message_en AS en,
               shifts_json(organization_id, restaurant_id, id) AS shifts
          FROM special_days WHERE restaurant_id = ${restaurantId} AND organization_id = ${organizationId}
         ORDER BY from_day`,
  );
  return kept.map(({ fr, en, shifts, ...special }) => ({
    ...special,
    ...((fr || en) && { message: set({ fr, en }) }),
    shifts: shifts.map(stretchOf),
  }));
}

/** Areas with their tables, and combinations, without what is retired. */
async function roomOf(em: EntityManager, restaurantId: string, organizationId: string) {
  const drawn = await rows<Omit<AreaSettings, 'plan'> & { plan: AreaPlan | null }>(
    em,
    sql`SELECT a.id, a.name, a.online, ${planOf('a')} AS plan, (
                 SELECT coalesce(json_agg(json_strip_nulls(json_build_object('id', t.id, 'name', t.name,
                          'minSeats', t.min_seats, 'maxSeats', t.max_seats, 'offered', t.offered,
                          'place', ${placeOf('t')})) ORDER BY length(t.name), t.name), '[]')
                   FROM tables t
                  WHERE t.area_id = a.id AND t.organization_id = a.organization_id AND t.archived_at IS NULL) AS tables
          FROM areas a
         WHERE a.restaurant_id = ${restaurantId} AND a.organization_id = ${organizationId} AND a.archived_at IS NULL
         ORDER BY a.position, a.name`,
  );
  const areas = drawn.map(({ plan, ...area }): AreaSettings => ({ ...area, ...(plan && { plan }) }));
  const combinations = await rows<ServiceSettings['combinations'][number]>(
    em,
    sql`SELECT c.id, array_agg(t.name ORDER BY length(t.name), t.name) AS tables,
               c.min_seats AS "minSeats", c.max_seats AS "maxSeats"
          FROM combinations c JOIN tables t ON t.id = ANY (c.table_ids) AND t.organization_id = c.organization_id
         WHERE c.restaurant_id = ${restaurantId} AND c.organization_id = ${organizationId}
         GROUP BY c.id, c.organization_id, c.min_seats, c.max_seats HAVING bool_and(t.archived_at IS NULL)
         ORDER BY min(t.name), c.max_seats, c.id`,
  );
  return { areas, combinations };
}
