import type { FastifyInstance } from 'fastify';
import { row, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import { serve } from '../serve.ts';
import { type AreaPlan, type RoomTable, seatingEndpoints } from './contract.ts';
import { placeOf, planOf } from './plan.ts';

export function seatingRoutes(app: FastifyInstance): void {
  serve(app, seatingEndpoints, 'GET /api/restaurants/:restaurant/tables', async ({ em, who, params }) => {
    const room = await row<{ areas: DrawnArea[]; tables: RoomTable[]; combinations: Joined[] }>(
      em,
      sql`
        SELECT coalesce((SELECT json_agg(json_strip_nulls(json_build_object('name', a.name, 'plan', ${planOf('a')}))
                                ORDER BY a.position, a.name)
                           FROM areas a
                          WHERE a.restaurant_id = r.id AND a.organization_id = r.organization_id
                            AND a.archived_at IS NULL), '[]') AS areas,
               coalesce((SELECT json_agg(json_strip_nulls(json_build_object('id', t.id, 'name', t.name,
                                  'area', a.name, 'minSeats', t.min_seats, 'maxSeats', t.max_seats,
                                  'place', ${placeOf('t')}))
                                ORDER BY a.position, a.name, length(t.name), t.name)
                           FROM tables t JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
                          WHERE t.restaurant_id = r.id AND t.organization_id = r.organization_id
                            AND t.archived_at IS NULL), '[]') AS tables,
               coalesce((SELECT json_agg(json_build_object('tables', c.table_ids, 'minSeats', c.min_seats,
                                  'maxSeats', c.max_seats) ORDER BY c.max_seats, c.id)
                           FROM combinations c
                          WHERE c.restaurant_id = r.id AND c.organization_id = r.organization_id), '[]') AS combinations
          FROM restaurants r
         WHERE r.slug = ${params.restaurant} AND r.organization_id = ${who.organizationId}`,
    );
    if (!room) throw notFound('restaurant');
    return room;
  });
}

type DrawnArea = { name: string; plan?: AreaPlan };
type Joined = { tables: string[]; minSeats: number; maxSeats: number };
