import type { FastifyInstance } from 'fastify';
import { serve } from '../serve.ts';
import { overlapsOf } from './check.ts';
import { settingsEndpoints } from './contract.ts';
import { dryRun } from './dryRun.ts';
import { readSettings, savedBy } from './read.ts';
import { saveSettings } from './save.ts';

export function settingsRoutes(app: FastifyInstance, { clock }: { clock: () => Date }): void {
  serve(app, settingsEndpoints, 'GET /api/settings/service', async ({ em, who, query }) => {
    const settings = await readSettings(em, query.restaurant, who.organizationId);
    const by = await savedBy(em, query.restaurant, who.organizationId);
    return { settings, overlaps: overlapsOf(settings), ...(by !== null && { savedBy: by }) };
  });
  serve(app, settingsEndpoints, 'PUT /api/settings/service', async ({ em, who, query, body }) => {
    const { organizationId, id: staffId } = who;
    const asked = { slug: query.restaurant, organizationId, staffId, settings: body };
    const unfit = await saveSettings(em, asked, clock());
    const settings = await readSettings(em, query.restaurant, organizationId);
    return { settings, overlaps: overlapsOf(settings), unfit };
  });
  serve(app, settingsEndpoints, 'POST /api/settings/service/dry-run', ({ em, who, query, body }) =>
    dryRun(em, { slug: query.restaurant, organizationId: who.organizationId, settings: body }, clock()),
  );
}
