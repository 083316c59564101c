import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import type { ServiceSettings } from './contract.ts';
import { mustBeKnown } from './known.ts';

/**
 * Writes areas, tables and combinations as they are described. What is not described any more is
 * retired. Refuses with 400 an id that is not the restaurant's.
 */
export async function writeRoom(
  em: EntityManager,
  owner: { id: string; organizationId: string },
  settings: ServiceSettings,
): Promise<void> {
  const { id: restaurant, organizationId: organization } = owner;
  const mine = sql`restaurant_id = ${restaurant} AND organization_id = ${organization} AND archived_at IS NULL`;
  const areas = new Set(
    (await rows<{ id: string }>(em, sql`SELECT id FROM areas WHERE ${mine}`)).map(({ id }) => id),
  );
  const tables = new Set(
    (await rows<{ id: string }>(em, sql`SELECT id FROM tables WHERE ${mine}`)).map(({ id }) => id),
  );
  const given = (id: string | undefined, field: string) => ({ ...(id && { id }), field });
  mustBeKnown(
    settings.areas.map(({ id }, index) => given(id, `areas.${index}`)),
    areas,
  );
  mustBeKnown(
    settings.areas.flatMap((area, index) =>
      area.tables.map(({ id }, place) => given(id, `areas.${index}.tables.${place}`)),
    ),
    tables,
  );

  await row(
    em,
    sql`DELETE FROM combinations WHERE restaurant_id = ${restaurant} AND organization_id = ${organization}`,
  );
  const areaIds: string[] = [];
  const idOf = new Map<string, { id: string; area: string }>();
  for (const [position, area] of settings.areas.entries()) {
    const areaId = area.id ?? randomUUID();
    areaIds.push(areaId);
    await row(
      em,
      sql`INSERT INTO areas (id, organization_id, restaurant_id, name, position, online, plan_width, plan_height, fixtures)
          VALUES (${areaId}, ${organization}, ${restaurant}, ${area.name}, ${position}, ${area.online},
                  ${area.plan?.width ?? null}, ${area.plan?.height ?? null},
                  ${JSON.stringify(area.plan?.fixtures ?? [])}::jsonb)
          ON CONFLICT (id, organization_id) DO UPDATE
            SET name = EXCLUDED.name, position = EXCLUDED.position, online = EXCLUDED.online,
                plan_width = EXCLUDED.plan_width, plan_height = EXCLUDED.plan_height, fixtures = EXCLUDED.fixtures`,
    );
    for (const table of area.tables) {
      const tableId = table.id ?? randomUUID();
      idOf.set(table.name, { id: tableId, area: areaId });
      const {
        shape = null,
        x = null,
        y = null,
        width = null,
        height = null,
        turn = null,
      } = table.place ?? {};
      await row(
        em,
        sql`INSERT INTO tables (id, organization_id, restaurant_id, area_id, name, min_seats, max_seats, offered,
                                shape, x, y, width, height, turn)
            VALUES (${tableId}, ${organization}, ${restaurant}, ${areaId}, ${table.name}, ${table.minSeats},
                    ${table.maxSeats}, ${table.offered ?? 'online'},
                    ${shape}, ${x}, ${y}, ${width}, ${height}, ${turn})
            ON CONFLICT (id, organization_id) DO UPDATE
              SET area_id = EXCLUDED.area_id, name = EXCLUDED.name, min_seats = EXCLUDED.min_seats,
                  max_seats = EXCLUDED.max_seats, offered = EXCLUDED.offered,
                  shape = EXCLUDED.shape, x = EXCLUDED.x, y = EXCLUDED.y, width = EXCLUDED.width,
                  height = EXCLUDED.height, turn = EXCLUDED.turn`,
      );
    }
  }
  await retire(em, owner, { areas: areaIds, tables: [...idOf.values()].map(({ id }) => id) });
  for (const { id, tables: names, minSeats, maxSeats } of settings.combinations) {
    const parts = names.map((name) => idOf.get(name)!);
    await row(
      em,
      sql`INSERT INTO combinations (id, organization_id, restaurant_id, area_id, table_ids, min_seats, max_seats)
          VALUES (${id ?? randomUUID()}, ${organization}, ${restaurant}, ${parts[0]!.area},
                  ${parts.map((part) => part.id).sort()}::uuid[], ${minSeats}, ${maxSeats})`,
    );
  }
}

/** What is no longer described is retired and not deleted: reservations sit there, or once sat, or do so right now. */
async function retire(
  em: EntityManager,
  owner: { id: string; organizationId: string },
  kept: { areas: string[]; tables: string[] },
): Promise<void> {
  const mine = sql`restaurant_id = ${owner.id} AND organization_id = ${owner.organizationId} AND archived_at IS NULL`;
  await row(
    em,
    sql`UPDATE tables SET archived_at = now() WHERE ${mine} AND NOT id = ANY (${kept.tables}::uuid[])`,
  );
  await row(
    em,
    sql`UPDATE areas SET archived_at = now() WHERE ${mine} AND NOT id = ANY (${kept.areas}::uuid[])`,
  );
}
