import type { FastifyInstance } from 'fastify';
import { wallClock } from '../restaurants/clock.ts';
import { findRestaurant, restaurantOf } from '../restaurants/find.ts';
import { serve } from '../serve.ts';
import { consentEndpoints } from './contract.ts';
import { consentsOf, guestSummary } from './record.ts';
import { consentWords } from './words.ts';

export function consentRoutes(app: FastifyInstance, deps: { clock: () => Date }): void {
  serve(
    app,
    consentEndpoints,
    'GET /api/restaurants/:restaurant/consent-words',
    async ({ em, params, query }) => {
      const restaurant = await findRestaurant(em, params.restaurant);
      return consentWords(undefined, query.locale as 'fr' | 'en', restaurant.name);
    },
  );
  serve(app, consentEndpoints, 'GET /api/guests/:id/consents', async ({ em, who, params, query }) => {
    const restaurant = await restaurantOf(em, query.restaurant, who);
    return consentsOf(em, who.organizationId, params.id, restaurant);
  });
  serve(app, consentEndpoints, 'GET /api/guests/summary', async ({ em, who, query }) => {
    const restaurant = await restaurantOf(em, query.restaurant, who);
    const { day } = wallClock(deps.clock(), restaurant.timeZone);
    return guestSummary(em, who.organizationId, restaurant.id, day);
  });
}
