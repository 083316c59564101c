import type { FastifyInstance } from 'fastify';
import { serve } from '../serve.ts';
import { availabilityEndpoints } from './contract.ts';
import { elsewhereOn } from './elsewhere.ts';
import { availabilityOf, calendarOf, minuteOf, nearestTo } from './offer.ts';
import { liftPause, pause, pausesFrom, tryPause } from './pauses.ts';

export function availabilityRoutes(app: FastifyInstance, deps: { clock: () => Date }): void {
  serve(
    app,
    availabilityEndpoints,
    'GET /api/restaurants/:restaurant/availability',
    ({ em, params, query }) => availabilityOf(em, params.restaurant, query.day, query.party, deps.clock()),
  );
  serve(app, availabilityEndpoints, 'GET /api/restaurants/:restaurant/calendar', ({ em, params, query }) =>
    calendarOf(em, params.restaurant, query.month, query.party, deps.clock()),
  );
  serve(
    app,
    availabilityEndpoints,
    'GET /api/restaurants/:restaurant/nearest',
    async ({ em, params, query: { day, time, party } }) => {
      const wish = { day, minute: minuteOf(time), party };
      const alternatives = await nearestTo(em, params.restaurant, wish, deps.clock());
      const here = alternatives.some((alternative) => alternative.day === day);
      const elsewhere = here ? [] : await elsewhereOn(em, params.restaurant, wish, deps.clock());
      return { alternatives, ...(elsewhere.length > 0 && { elsewhere }) };
    },
  );
  serve(app, availabilityEndpoints, 'GET /api/pauses', async ({ em, who, query }) => ({
    pauses: await pausesFrom(em, query.restaurant, who.organizationId, query.day, deps.clock()),
  }));
  serve(app, availabilityEndpoints, 'POST /api/pauses', ({ em, who, query, body }) =>
    pause(
      em,
      { slug: query.restaurant, organizationId: who.organizationId, staffId: who.id, wish: body },
      deps.clock(),
    ),
  );
  serve(app, availabilityEndpoints, 'POST /api/pauses/dry-run', ({ em, who, query, body }) =>
    tryPause(em, { slug: query.restaurant, organizationId: who.organizationId, wish: body }, deps.clock()),
  );
  serve(app, availabilityEndpoints, 'DELETE /api/pauses/:id', async ({ em, who, params }) => {
    await liftPause(em, who.organizationId, params.id);
    return undefined;
  });
}
