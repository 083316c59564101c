import type { FastifyInstance } from 'fastify';
import { row, sql } from '../db/sql.ts';
import { lengthOfSms } from '../messaging/segments.ts';
import { sendsEmail, sendsSms } from '../messaging/tasks.ts';
import { invalid, notFound } from '../refusal.ts';
import { readCard } from '../restaurants/card.ts';
import { restaurantOf } from '../restaurants/find.ts';
import { serve } from '../serve.ts';
import { ownWords, placeholders, problemsOf, type Which } from './catalogue.ts';
import { templateEndpoints as endpoints, type RewordedWords } from './contract.ts';
import { renderSample } from './sample.ts';
import { checkWords, saveTemplate, templatesOf } from './save.ts';
import { sendTest } from './tryOut.ts';

export type TemplateRoutesDeps = {
  config: { baseUrl: string } & Partial<Parameters<typeof sendsEmail>[0] & Parameters<typeof sendsSms>[0]>;
  clock: () => Date;
};

/** The words of what guests are written: read, put, looked at, and tried out on oneself. */
export function templateRoutes(app: FastifyInstance, { config, clock }: TemplateRoutesDeps): void {
  const { baseUrl, resendApiKey, mailFrom, twilio } = config;
  const sends = { email: sendsEmail({ resendApiKey, mailFrom }), sms: sendsSms({ twilio }) };
  const sampleOf = async (slug: string, which: Which, words: RewordedWords) =>
    renderSample(which, words, await readCard(app.em(), slug, clock()), { baseUrl, now: clock() });

  serve(app, endpoints, 'GET /api/templates', async ({ em, who, query }) => ({
    templates: await templatesOf(em, who, query.restaurant),
    placeholders,
    sends,
    testTo: (await row<{ email: string }>(em, sql`SELECT email FROM staff_members WHERE id = ${who.id}`))!
      .email,
  }));

  serve(app, endpoints, 'PUT /api/templates/:kind/:channel/:locale', ({ em, who, query, params, body }) =>
    saveTemplate(em, who, query.restaurant, params, body, clock()),
  );

  serve(app, endpoints, 'POST /api/templates/preview', async ({ em, who, query, body }) => {
    await restaurantOf(em, query.restaurant, who);
    const { words, ...which } = body;
    if (!ownWords(which)) throw notFound('template');
    const sample = await sampleOf(query.restaurant, which, words);
    return {
      ...sample,
      sms: which.channel === 'sms' ? lengthOfSms(sample.text) : null,
      problems: problemsOf(which, words),
    };
  });

  serve(app, endpoints, 'POST /api/templates/test', async ({ em, who, query, body }) => {
    const restaurant = await restaurantOf(em, query.restaurant, who);
    const { words, ...which } = body;
    // The house knows no number of its staff.
    if (which.channel !== 'email') throw invalid('channel', 'format', 'A test goes out by email alone.');
    checkWords(which, words);
    const sample = await sampleOf(query.restaurant, which, words);
    const to = await sendTest(em, who, restaurant.id, which.locale, sample, sends.email);
    return { to, leaves: sends.email };
  });
}
