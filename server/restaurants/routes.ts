import type { FastifyInstance } from 'fastify';
import { serve } from '../serve.ts';
import { readCard } from './card.ts';
import { restaurantEndpoints } from './contract.ts';
import { restaurantOf } from './find.ts';
import { addressGuests } from './formOfAddress.ts';
import { tellHouse } from './houseFacts.ts';

export function restaurantRoutes(app: FastifyInstance, deps: { clock: () => Date }): void {
  serve(app, restaurantEndpoints, 'GET /api/restaurants/:restaurant', ({ em, params }) =>
    readCard(em, params.restaurant, deps.clock()),
  );
  serve(app, restaurantEndpoints, 'PUT /api/settings/house', async ({ em, who, query, body }) =>
    tellHouse(em, await restaurantOf(em, query.restaurant, who), body),
  );
  serve(app, restaurantEndpoints, 'PUT /api/settings/form-of-address', async ({ em, who, query, body }) =>
    addressGuests(em, await restaurantOf(em, query.restaurant, who), body.formOfAddress),
  );
}
