import type { FastifyInstance } from 'fastify';
import { rows, sql } from '../db/sql.ts';
import { serve } from '../serve.ts';
import { restaurantCard } from './card.ts';
import { restaurantEndpoints } from './contract.ts';
import { findRestaurant } from './find.ts';
import { Shift } from './shift.ts';

export function restaurantRoutes(app: FastifyInstance, deps: { clock: () => Date }): void {
  serve(app, restaurantEndpoints, 'GET /api/restaurants/:restaurant', async ({ em, params }) => {
    const restaurant = await findRestaurant(em, params.restaurant);
    const [shifts, areas] = await Promise.all([
      em.fork().find(Shift, { restaurantId: restaurant.id }, { orderBy: { firstMinute: 'asc' } }),
      rows<{ name: string }>(
        em.fork(),
        sql`SELECT name FROM areas WHERE restaurant_id = ${restaurant.id} ORDER BY position, name`,
      ),
    ]);
    return restaurantCard(
      restaurant,
      shifts,
      areas.map((area) => area.name),
      deps.clock(),
    );
  });
}
