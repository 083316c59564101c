import type { FastifyInstance } from 'fastify';
import { serve } from '../serve.ts';
import { holdEndpoints } from './contract.ts';
import { giveUpHold, holdTable } from './hold.ts';

export function holdRoutes(
  app: FastifyInstance,
  { clock, config: { secret } }: { clock: () => Date; config: { secret: string } },
): void {
  serve(app, holdEndpoints, 'POST /api/restaurants/:restaurant/holds', ({ em, params, body, key, request }) =>
    holdTable(em, secret, { slug: params.restaurant, request: body, key, address: request.ip }, clock()),
  );
  serve(app, holdEndpoints, 'DELETE /api/holds/:token', async ({ em, params }) => {
    await giveUpHold(em, secret, params.token);
    return undefined;
  });
}
