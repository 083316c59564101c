import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance } from 'fastify';
import { row, sql } from '../db/sql.ts';
import { notFound, Refusal } from '../refusal.ts';
import { serve } from '../serve.ts';
import { type CloudNews, isSignedByMeta, readCloud } from './cloud.ts';
import { chatOf, moveChat } from './cloudPeople.ts';
import { readTemplates, setTemplates } from './cloudTemplates.ts';
import { conversationEndpoints as endpoints } from './contract.ts';
import { receive } from './inbound.ts';
import { noteFate } from './outbound.ts';

/** What is needed to hear Meta's Cloud API. */
export type CloudHearing = {
  /** The id that Meta gave a restaurant's number, by the restaurant's slug. */
  phoneIds: Readonly<Record<string, string>>;
  appSecret: string;
  verifyToken: string;
};

/** Meta's webhooks for WhatsApp: messages come in once, and what became of ours is noted. 404 while none is set up. */
export function cloudRoutes(app: FastifyInstance, cloud: CloudHearing | undefined, now: () => Date): void {
  const templatesOf = async (em: EntityManager, slug: string, organizationId: string) => ({
    cloud: cloud !== undefined && slug in cloud.phoneIds,
    templates: await readTemplates(em, { slug, organizationId }),
  });
  serve(app, endpoints, 'GET /api/line/templates', ({ em, who, query }) =>
    templatesOf(em, query.restaurant, who.organizationId),
  );
  serve(app, endpoints, 'PUT /api/line/templates', async ({ em, who, query, body }) => {
    const { organizationId } = who;
    await setTemplates(em, { slug: query.restaurant, organizationId }, body.templates);
    return templatesOf(em, query.restaurant, organizationId);
  });

  app.register(async (scope) => {
    // What is signed is the body to the byte, so here it stays as it came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    serve(scope, endpoints, 'GET /api/webhooks/whatsapp', async ({ query, reply }) => {
      if (!cloud) throw notFound('webhook');
      const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
      if (mode !== 'subscribe' || token !== cloud.verifyToken || !challenge) {
        throw new Refusal('bad_token', 403, 'This is not the token of this webhook.');
      }
      reply.type('text/plain');
      return challenge;
    });

    serve(scope, endpoints, 'POST /api/webhooks/whatsapp', async ({ em, request }) => {
      if (!cloud) throw notFound('webhook');
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!isSignedByMeta(request.headers['x-hub-signature-256']?.toString(), body, cloud.appSecret)) {
        throw new Refusal('bad_signature', 401, 'This was not signed with the secret of this app.');
      }
      const slugs = new Map(Object.entries(cloud.phoneIds).map(([slug, id]) => [id, slug]));
      let heard = 0;
      // In the order in which they are told. A fault ends it with a 500, and Meta tells all of it again.
      for (const news of readCloud(body)) {
        const restaurant = slugs.get(news.line);
        if (!restaurant) continue;
        try {
          await hear(em, restaurant, news, now());
          heard += 1;
        } catch (fault) {
          // What we do not take now we would not take later either, and it must not hold up the rest for days.
          if (!(fault instanceof Refusal)) throw fault;
          request.log.warn({ code: fault.code, kind: news.kind }, 'Something that Meta told was refused');
        }
      }
      return { heard };
    });
  });
}

async function hear(em: EntityManager, restaurant: string, news: CloudNews, now: Date): Promise<void> {
  if (news.kind === 'fate') {
    const { externalId, state, message, why } = news;
    await noteFate(em, { restaurant, transport: 'whatsapp', externalId, state, message, why });
    return;
  }
  if (news.kind === 'moved') {
    await moveChat(em, restaurant, news.from, news.to);
    return;
  }
  const { person, externalId, text, messageKind: kind, about, at } = news;
  const line = await row(
    em,
    sql<{ minutes: number }>`
      SELECT l.answer_within_minutes AS minutes FROM lines l
        JOIN restaurants r ON r.id = l.restaurant_id AND r.organization_id = l.organization_id
       WHERE r.slug = ${restaurant}`,
  );
  const late = Date.parse(at) < now.getTime() - (line?.minutes ?? 720) * 60_000;
  await receive(em, {
    restaurant,
    transport: 'whatsapp',
    address: await chatOf(em, restaurant, person),
    externalId: externalId.slice(0, 200),
    text: text.slice(0, 4000),
    kind,
    about,
    verifiedPhone: person.phone && `+${person.phone}`,
    at,
    late,
  });
}
