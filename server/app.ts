import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { availabilityRoutes } from './availability/routes.ts';
import type { Config } from './config.ts';
import { consentRoutes } from './consents/routes.ts';
import { conversationRoutes } from './conversations/routes.ts';
import type { Listener } from './db/listen.ts';
import type { Orm } from './db/orm.ts';
import { row, sql } from './db/sql.ts';
import { deskRoutes } from './desk/routes.ts';
import { answerFaults } from './faults.ts';
import { guestRoutes } from './guests/routes.ts';
import { holdRoutes } from './holds/routes.ts';
import { LINE_CHANNEL } from './lines/channels.ts';
import { readLine } from './lines/line.ts';
import { lineRoutes } from './lines/routes.ts';
import { liveStream } from './live/stream.ts';
import { messagingRoutes } from './messaging/routes.ts';
import { pages } from './pages/routes.ts';
import { Refusal } from './refusal.ts';
import { reservationRoutes } from './reservations/routes.ts';
import { readCard } from './restaurants/card.ts';
import { restaurantRoutes } from './restaurants/routes.ts';
import { seatingRoutes } from './seating/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { identifyBy, staffRoutes } from './staff/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { validateByContract } from './validation.ts';
import { waitlistRoutes } from './waitlist/routes.ts';

/** What the app stands on. The clock is given, so that tests can say what time it is. */
export type Deps = {
  orm: Orm;
  listener: Listener;
  config: Pick<
    Config,
    'baseUrl' | 'secret' | 'botToken' | 'rateLimit' | 'trustProxy' | 'resendWebhookSecret'
  > &
    Partial<Pick<Config, 'resendApiKey' | 'mailFrom' | 'twilio' | 'whatsappCloud'>>;
  clock: () => Date;
  logger?: FastifyServerOptions['logger'];
};

/** The whole server, not yet listening. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const { orm, listener, config, clock } = deps;
  const app = Fastify({
    logger: deps.logger ?? false,
    // Addresses hold tokens, names and numbers that are searched for: requests are logged by route, below.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: 16_384,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  });
  app.decorate('em', () => orm.em.fork());
  app.decorate('openPaths', [] as RegExp[]);
  app.decorate('identify', identifyBy(app, deps));
  app.decorateRequest('who', null);
  validateByContract(app);
  answerFaults(app);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    app.log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  await app.register(cookie);
  // Pages set their own policy; what the API answers is never a page.
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: config.baseUrl.startsWith('https:'),
  });
  // Guests' pages are on other origins; the staff's is on ours, and needs no permission.
  await app.register(cors, {
    delegator: (request, answer) => {
      const path = (request.url ?? '').split('?')[0]!;
      const open = app.openPaths.some((pattern) => pattern.test(path));
      answer(null, {
        origin: open ? '*' : false,
        methods: ['GET', 'POST', 'PATCH', 'DELETE'],
        allowedHeaders: ['content-type', 'idempotency-key'],
        maxAge: 86_400,
      });
    },
  });
  if (config.rateLimit) {
    await app.register(rateLimit, {
      global: false,
      // The bot asks for all its guests, and each of those is limited at their own door. Only a token can be the
      // bot's: a panel's cookie is not looked up here as well as by the endpoint.
      allowList: async (request) =>
        request.headers.authorization !== undefined && (await app.identify(request))?.kind === 'bot',
      errorResponseBuilder: (_request, { ttl }) => ({
        statusCode: 429,
        code: 'too_many_requests',
        message: 'Too many requests from this address; wait a moment.',
        retryAfter: Math.ceil(ttl / 1000),
      }),
    });
  }
  await app.register(websocket, {
    options: { maxPayload: 4_096 },
    preClose(done) {
      const { clients } = this.websocketServer;
      for (const panel of clients) panel.close(1001);
      // A panel that sleeps does not answer, and would hold the server up for half a minute.
      setTimeout(() => {
        for (const panel of clients) panel.terminate();
      }, 500).unref();
      this.websocketServer.close();
      done();
    },
  });
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Couvert',
        version: '1',
        description: 'Every endpoint says who may call it in x-access.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'couvert_session' },
          bot: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });

  // One line a feature.
  restaurantRoutes(app, deps);
  staffRoutes(app, deps);
  guestRoutes(app, deps);
  consentRoutes(app, deps);
  seatingRoutes(app);
  availabilityRoutes(app, deps);
  holdRoutes(app, deps);
  reservationRoutes(app, deps);
  waitlistRoutes(app, deps);
  settingsRoutes(app, deps);
  deskRoutes(app, deps);
  messagingRoutes(app, deps);
  templateRoutes(app, deps);
  conversationRoutes(app, {
    secret: config.secret,
    baseUrl: config.baseUrl,
    listener,
    now: clock,
    cloud: config.whatsappCloud,
  });
  lineRoutes(app, { listener });
  liveStream(app, listener, {
    channel: LINE_CHANNEL,
    read: (em, restaurantId) => readLine(em, { restaurantId }),
  });

  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  app.get('/ready', { schema: { hide: true } }, async (_request, reply) => {
    const answer = await row(app.em(), sql`SELECT 1`).catch(() => null);
    return reply.status(answer ? 200 : 503).send({ status: answer ? 'ready' : 'database unreachable' });
  });
  await pages(app, {
    config,
    findRestaurant: (slug) =>
      readCard(app.em(), slug, clock()).catch((fault) => {
        if (fault instanceof Refusal) return null;
        throw fault;
      }),
  });
  return app;
}
