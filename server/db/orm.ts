import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { Migration0001Restaurants } from '../../migrations/Migration0001Restaurants.ts';
import { Migration0002Staff } from '../../migrations/Migration0002Staff.ts';
import { Migration0003Guests } from '../../migrations/Migration0003Guests.ts';
import { Migration0004Consents } from '../../migrations/Migration0004Consents.ts';
import { Migration0005Seating } from '../../migrations/Migration0005Seating.ts';
import { Migration0006Reservations } from '../../migrations/Migration0006Reservations.ts';
import { Migration0007Messaging } from '../../migrations/Migration0007Messaging.ts';
import { Migration0008Conversations } from '../../migrations/Migration0008Conversations.ts';
import { Migration0009Live } from '../../migrations/Migration0009Live.ts';
import { Migration0010Changes } from '../../migrations/Migration0010Changes.ts';
import { Migration0011Service } from '../../migrations/Migration0011Service.ts';
import { Migration0012Pace } from '../../migrations/Migration0012Pace.ts';
import { Migration0013Pauses } from '../../migrations/Migration0013Pauses.ts';
import { Migration0014Pinned } from '../../migrations/Migration0014Pinned.ts';
import { Migration0015Holds } from '../../migrations/Migration0015Holds.ts';
import { Migration0016GuestOrder } from '../../migrations/Migration0016GuestOrder.ts';
import { Migration0017MessageEvents } from '../../migrations/Migration0017MessageEvents.ts';
import { Migration0018Waitlist } from '../../migrations/Migration0018Waitlist.ts';
import { Migration0019FloorPlan } from '../../migrations/Migration0019FloorPlan.ts';
import { Migration0020Desk } from '../../migrations/Migration0020Desk.ts';
import { Migration0021Rules } from '../../migrations/Migration0021Rules.ts';
import { Migration0022OfferVersion } from '../../migrations/Migration0022OfferVersion.ts';
import { Migration0023Words } from '../../migrations/Migration0023Words.ts';
import { Migration0024Lines } from '../../migrations/Migration0024Lines.ts';
import { Migration0025Handover } from '../../migrations/Migration0025Handover.ts';
import { Migration0026Lighter } from '../../migrations/Migration0026Lighter.ts';
import { Migration0028HouseFacts } from '../../migrations/Migration0028HouseFacts.ts';
import { Migration0029Elsewhere } from '../../migrations/Migration0029Elsewhere.ts';
import { Migration0030FormOfAddress } from '../../migrations/Migration0030FormOfAddress.ts';
import { Migration0033ChatBookings } from '../../migrations/Migration0033ChatBookings.ts';
import { Migration0034Cloud } from '../../migrations/Migration0034Cloud.ts';
import { Migration0035Wished } from '../../migrations/Migration0035Wished.ts';
import { Migration0036Echoes } from '../../migrations/Migration0036Echoes.ts';
import { Migration0040Stops } from '../../migrations/Migration0040Stops.ts';
import { Migration0041OnPhone } from '../../migrations/Migration0041OnPhone.ts';
import { Guest } from '../guests/guest.ts';
import { Organization } from '../restaurants/organization.ts';
import { Restaurant } from '../restaurants/restaurant.ts';
import { Shift } from '../restaurants/shift.ts';
import { Area, Combination, Table } from '../seating/room.ts';
import { StaffMember } from '../staff/member.ts';

export type Orm = MikroORM;

/**
 * A transaction whose connection was cut cannot roll back, and its client would hold its place in the pool for
 * ever: a few restarts of PostgreSQL, and every request waits. One that is still held a second after its end is
 * taken back.
 */
function takeBackCut(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_fault, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => setTimeout(() => held.has(client) && client.release(true), 1_000).unref());
  });
}

const options: Options = {
  // Entities where people edit one thing; the rest is SQL by hand (see docs/decisions/sql-by-hand.md).
  entities: [Organization, Restaurant, Shift, StaffMember, Guest, Area, Table, Combination],
  extensions: [Migrator],
  migrations: {
    migrationsList: [
      Migration0001Restaurants,
      Migration0002Staff,
      Migration0003Guests,
      Migration0004Consents,
      Migration0005Seating,
      Migration0006Reservations,
      Migration0007Messaging,
      Migration0008Conversations,
      Migration0009Live,
      Migration0010Changes,
      Migration0011Service,
      Migration0012Pace,
      Migration0013Pauses,
      Migration0014Pinned,
      Migration0015Holds,
      Migration0016GuestOrder,
      Migration0017MessageEvents,
      Migration0018Waitlist,
      Migration0019FloorPlan,
      Migration0020Desk,
      Migration0021Rules,
      Migration0022OfferVersion,
      Migration0023Words,
      Migration0024Lines,
      Migration0025Handover,
      Migration0026Lighter,
      Migration0028HouseFacts,
      Migration0029Elsewhere,
      Migration0030FormOfAddress,
      Migration0033ChatBookings,
      Migration0034Cloud,
      Migration0035Wished,
      Migration0036Echoes,
      Migration0040Stops,
      Migration0041OnPhone,
    ],
    snapshot: false,
  },
  forceUtcTimezone: true,
  driverOptions: { onPoolCreated: takeBackCut },
  // What goes wrong is thrown; what goes right is nobody's news.
  logger: () => undefined,
};

/**
 * For how long a connection that nobody uses is kept, in milliseconds. A new one has every function and every plan
 * before it, which a guest would wait for who books when nobody did for a while.
 */
const IDLE = 300_000;

/**
 * Opens the database. `pool` is the most connections to keep; callers fork an EntityManager per request.
 * Does not migrate: see migrate.ts.
 */
export function connect(url: string, pool = 16): Promise<Orm> {
  return MikroORM.init({ ...options, clientUrl: url, pool: { min: 0, max: pool, idleTimeoutMillis: IDLE } });
}
