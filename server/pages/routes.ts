/**
 * Everything that is a page: the embed and its chunks, the hosted booking page, the page of one reservation, a
 * demo of a restaurant's own site, and the staff's pages. Names with a hash never change and are kept for a year;
 * what has none is asked for again each time and answered 304 when it is the same.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dist } from './build.ts';
import { demoSite } from './demo.ts';
import { type Front, pageLocale } from './front.ts';
import { bookingPage, hostedPage, missingPage } from './hosted.ts';

export type PageDeps = {
  config: { baseUrl: string };
  /** A restaurant by its slug, or null. */
  findRestaurant: (slug: string) => Promise<Front | null>;
};

type Chunk = { file: string; imports?: string[] };

/** The built names of the widget's parts. Read each time: they change when the pages are built anew. */
async function built(entry: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(dist.widget, 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const { file, imports = [] } = manifest[entry]!;
  return [file, ...imports.map((name) => manifest[name]!.file)].map((name) => `/widget/${name}`);
}

const year = { maxAge: '365d', immutable: true };
const fresh = { cacheControl: false };

/** What a page may load: its own origin's scripts, styles and data, and nothing else. */
const policy = (style = '', connect = '') =>
  `default-src 'none'; script-src 'self'; style-src 'self'${style}; connect-src 'self'${connect}; ` +
  `img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** By which a policy allows an inline style sheet, and no other. */
const hashed = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** Answers a page that was written for this request; 304 when the browser has the same already. */
function sendPage(request: FastifyRequest, reply: FastifyReply, page: string, csp: string) {
  const etag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`;
  reply.header('content-security-policy', csp).header('etag', etag).header('vary', 'accept-language');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  if (reply.statusCode === 200 && request.headers['if-none-match'] === etag) return reply.status(304).send();
  return reply.type('text/html; charset=utf-8').send(page);
}

/** Registers all pages. They must have been built (`ensurePages`). */
export async function pages(app: FastifyInstance, { config, findRestaurant }: PageDeps): Promise<void> {
  await app.register(fastifyStatic, { serve: false, preCompressed: true });
  const hidden = { schema: { hide: true } };

  /** Scripts and fonts that pages of any origin may load. */
  const forAnybody = (reply: FastifyReply) =>
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('vary', 'accept-encoding');

  app.get('/widget.js', hidden, (_request, reply) =>
    forAnybody(reply).header('cache-control', 'no-cache').sendFile('widget.js', dist.widget, fresh),
  );

  app.get<{ Params: { '*': string } }>('/widget/*', hidden, (request, reply) => {
    const name = request.params['*'];
    // Only what the build named by its content: the manifest and the like are nobody's business.
    if (!/^[\w-]+-[\w-]{8}\.(js|css)$/.test(name)) return reply.callNotFound();
    return forAnybody(reply).sendFile(name, dist.widget, year);
  });

  type Asked = { Params: { slug: string }; Querystring: { lang?: string; mode?: string } };

  const missing = async (request: FastifyRequest, reply: FastifyReply) => {
    const [css] = await built('pages.css');
    const lang = pageLocale(undefined, request.headers['accept-language'], 'fr');
    return sendPage(request, reply.status(404), missingPage(lang, css!), policy());
  };

  app.get<Asked>('/r/:slug', hidden, async (request, reply) => {
    const front = await findRestaurant(request.params.slug);
    if (!front) return missing(request, reply);
    const lang = pageLocale(String(request.query.lang), request.headers['accept-language'], front.locale);
    const [[css], [script]] = await Promise.all([built('pages.css'), built('hosted.ts')]);
    const { page, style } = hostedPage(request.params.slug, front, lang, css!, script!);
    return sendPage(request, reply, page, policy(` ${hashed(style)}`));
  });

  /** A page whose address is the secret: no cache keeps it, no other site is told of it, no search engine lists it. */
  const secret = (reply: FastifyReply) =>
    reply
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex, nofollow')
      .header('cache-control', 'no-store');

  app.get('/b/:token', hidden, async (request, reply) => {
    const lang = pageLocale(undefined, request.headers['accept-language'], 'fr');
    const [css, scripts] = await Promise.all([built('pages.css'), built('ReservationPage.tsx')]);
    return sendPage(request, secret(reply), bookingPage(lang, css, scripts), policy());
  });

  app.get('/w/:token', hidden, async (request, reply) => {
    const lang = pageLocale(undefined, request.headers['accept-language'], 'fr');
    const [css, own, scripts] = await Promise.all([
      built('pages.css'),
      built('wait.css'),
      built('WaitPage.tsx'),
    ]);
    const page = bookingPage(lang, [...css, ...own], scripts, 'booking waiting');
    return sendPage(request, secret(reply), page, policy());
  });

  app.get<Asked>('/demo/:slug', hidden, async (request, reply) => {
    const { slug } = request.params;
    const front = await findRestaurant(slug);
    if (!front) return missing(request, reply);
    const lang = pageLocale(String(request.query.lang), request.headers['accept-language'], front.locale);
    const { page, style } = demoSite({
      slug,
      front,
      lang,
      baseUrl: config.baseUrl,
      mode: request.query.mode === 'button' ? 'button' : 'place',
    });
    // As strict as a careful restaurant's own site: from us the script and the data, and no styles at all.
    const csp =
      `default-src 'none'; script-src ${config.baseUrl}; connect-src ${config.baseUrl}; style-src ${hashed(style)}; ` +
      `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
    return sendPage(request, reply.header('x-robots-tag', 'noindex'), page, csp);
  });

  app.get('/admin', hidden, (_request, reply) => reply.redirect('/admin/', 308));

  app.get<{ Params: { '*': string } }>('/admin/*', hidden, (request, reply) => {
    const path = request.params['*'];
    if (path.startsWith('assets/'))
      return reply.header('vary', 'accept-encoding').sendFile(path, dist.admin, year);
    // Every other address is a state of the one page.
    const live = config.baseUrl.replace(/^http/, 'ws');
    return reply
      .header('content-security-policy', policy('', ` ${live}`))
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .sendFile('index.html', dist.admin, fresh);
  });
}
