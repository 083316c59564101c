import type { FastifyInstance } from 'fastify';
import { serve } from '../serve.ts';
import { deskEndpoints } from './contract.ts';
import { noteOf, writeNote } from './note.ts';
import { leaveAsIs, readDesk } from './unsettled.ts';

export function deskRoutes(app: FastifyInstance, { clock }: { clock: () => Date }): void {
  serve(app, deskEndpoints, 'GET /api/desk', ({ em, who, query }) =>
    readDesk(em, { slug: query.restaurant, organizationId: who.organizationId }, clock()),
  );
  serve(app, deskEndpoints, 'POST /api/reservations/:id/leave-as-is', ({ em, who, params, body }) =>
    leaveAsIs(em, { ...params, organizationId: who.organizationId, staffId: who.id, why: body.why }),
  );
  serve(app, deskEndpoints, 'GET /api/day-notes', ({ em, who, query }) =>
    noteOf(em, { slug: query.restaurant, day: query.day, organizationId: who.organizationId }),
  );
  serve(app, deskEndpoints, 'PUT /api/day-notes', ({ em, who, query, body }) =>
    writeNote(
      em,
      {
        ...body,
        slug: query.restaurant,
        day: query.day,
        organizationId: who.organizationId,
        staffId: who.id,
      },
      clock(),
    ),
  );
}
