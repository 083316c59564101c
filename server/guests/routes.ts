import type { FastifyInstance } from 'fastify';
import { wallClock } from '../restaurants/clock.ts';
import { restaurantOf } from '../restaurants/find.ts';
import { serve } from '../serve.ts';
import { guestRecord, listGuests } from './book.ts';
import { guestEndpoints } from './contract.ts';

export function guestRoutes(app: FastifyInstance, deps: { clock: () => Date }): void {
  serve(app, guestEndpoints, 'GET /api/guests', async ({ em, who, query }) => {
    if (query.restaurant) await restaurantOf(em, query.restaurant, who);
    return listGuests(em, who.organizationId, { ...query, limit: query.limit ?? 50 });
  });
  serve(app, guestEndpoints, 'GET /api/guests/:id', async ({ em, who, params, query }) => {
    const restaurant = await restaurantOf(em, query.restaurant, who);
    const { day } = wallClock(deps.clock(), restaurant.timeZone);
    return guestRecord(em, who.organizationId, params.id, restaurant.id, day);
  });
}
