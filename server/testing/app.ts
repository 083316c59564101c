import type { FastifyInstance } from 'fastify';
import { buildApp, type Deps } from '../app.ts';
import { workOnce } from '../background.ts';
import { CHANNELS } from '../channels.ts';
import { type Listener, listen } from '../db/listen.ts';
import { connect, type Orm } from '../db/orm.ts';
import type { BookRequest } from '../reservations/contract.ts';
import { testDatabase } from './database.ts';
import { type House, type HousePlan, makeHouse, PASSWORD } from './house.ts';

/** Saturday 10 October 2026, 12:00 in Paris, unless a test turns the clock. */
export const NOON = new Date('2026-10-10T10:00:00Z');

export const BOT_TOKEN = 'a-bot-token-for-tests-0123456789abcdef';

/** The real app on a real database of its own, with a clock that the test holds. */
export type TestApp = {
  app: FastifyInstance;
  orm: Orm;
  listener: Listener;
  databaseUrl: string;
  /** Where it listens, after `listen()`. */
  origin: string;
  now: Date;
  house(plan?: HousePlan): Promise<House>;
  /** The Cookie header of somebody who signed in. */
  signIn(email: string, password?: string): Promise<string>;
  /** Opens a port on loopback; answers the origin. */
  listen(): Promise<string>;
  /** Does the jobs that are waiting, and those they ask for. */
  work(): Promise<void>;
  close(): Promise<void>;
};

/** `config` overrides what the app is told of itself; rate limits are off unless it says else. */
export async function testApp(
  config: Partial<Deps['config']> = {},
  logger?: Deps['logger'],
): Promise<TestApp> {
  const database = await testDatabase();
  const orm = await connect(database.url, 12);
  const listener = await listen(database.url, CHANNELS);
  const full: Deps['config'] = {
    baseUrl: 'http://localhost:3000',
    secret: 'a-secret-for-tests-0123456789abcdef',
    botToken: BOT_TOKEN,
    rateLimit: false,
    trustProxy: false,
    resendWebhookSecret: undefined,
    ...config,
  };
  const test: TestApp = {
    app: await buildApp({ orm, listener, config: full, clock: () => test.now, logger }),
    orm,
    listener,
    databaseUrl: database.url,
    origin: '',
    now: NOON,
    house: (plan) => makeHouse(orm.em.fork(), plan),
    async signIn(email, password = PASSWORD) {
      const answer = await test.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { email, password },
      });
      if (answer.statusCode !== 200) throw new Error(`sign-in answered ${answer.statusCode}: ${answer.body}`);
      return `couvert_session=${answer.cookies[0]!.value}`;
    },
    async listen() {
      await test.app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = test.app.server.address() as { port: number };
      test.origin = `http://127.0.0.1:${port}`;
      return test.origin;
    },
    work: () =>
      workOnce(database.url, {
        orm,
        config: { ...full, resendApiKey: undefined, mailFrom: undefined, twilio: undefined },
        clock: () => test.now,
      }),
    async close() {
      await test.app.close();
      await listener.close();
      await orm.close();
      await database.drop();
    },
  };
  return test;
}

let guests = 0;

/** A booking that is right in all points: a guest of their own, dinner for two on 17 October 2026. */
export function bookRequest(change: Partial<BookRequest> = {}): BookRequest {
  guests += 1;
  return {
    day: '2026-10-17',
    time: '20:00',
    party: 2,
    guest: {
      firstName: 'Zoé',
      lastName: `Martin ${guests}`,
      phone: `+336${String(39_980_000 + guests)}`,
      email: `zoe.${guests}@exemple.example`,
    },
    locale: 'fr',
    ...change,
  };
}
