import type { FastifyInstance } from 'fastify';
import { serve } from '../serve.ts';
import { readCard } from './card.ts';
import { restaurantEndpoints } from './contract.ts';

export function restaurantRoutes(app: FastifyInstance, deps: { clock: () => Date }): void {
  serve(app, restaurantEndpoints, 'GET /api/restaurants/:restaurant', ({ em, params }) =>
    readCard(em, params.restaurant, deps.clock()),
  );
}
