import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { pageLocale } from './front.ts';
import { openingHours, sayDays, sayTime } from './hours.ts';
import { html } from './html.ts';

let at: TestApp;
let slug: string;
beforeAll(async () => {
  at = await testApp({ baseUrl: 'https://book.example' });
  ({ slug } = await at.house({ name: 'Chez <Zoé> & "Fils"' }));
});
afterAll(() => at.close());

const get = (url: string, headers: Record<string, string> = {}) => at.app.inject({ url, headers });

describe('the embed', () => {
  test('is asked for again each time, and is small when it is the same', async () => {
    const first = await get('/widget.js', { 'accept-encoding': 'br, gzip' });
    expect(first.statusCode).toBe(200);
    expect(first.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-encoding': 'br',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(first.headers['content-type']).toContain('javascript');
    const again = await get('/widget.js', {
      'accept-encoding': 'br, gzip',
      'if-none-match': String(first.headers.etag),
    });
    expect(again.statusCode).toBe(304);
  });

  test('names a chunk that any origin may load and keep for a year', async () => {
    const { body } = await get('/widget.js');
    const chunk = body.match(/\/widget\/[\w-]+\.js/)![0];
    const { statusCode, headers } = await get(chunk, { 'accept-encoding': 'gzip' });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      'access-control-allow-origin': '*',
    });
  });

  test.each([
    'manifest.json',
    'sources.txt',
    '..%2fadmin%2findex.html',
    '..%2f..%2fpackage.json',
    'none-12345678.js',
  ])('does not give %s', async (name) => {
    expect((await get(`/widget/${name}`)).statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe('the hosted page', () => {
  test('says who and where, and lets no name become a tag', async () => {
    const { statusCode, body, headers } = await get(`/r/${slug}`);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<html lang="fr">');
    expect(body).toContain('Chez &lt;Zoé&gt; &amp; &quot;Fils&quot;');
    expect(body).not.toContain('<Zoé>');
    expect(body).toContain('<a href="tel:+33142000000">01\u00a042\u00a000\u00a000\u00a000</a>');
    expect(body).toContain(`<couvert-booking restaurant="${slug}" lang="fr" source="page">`);
  });

  test('speaks the language of the browser, or the one asked for', async () => {
    expect((await get(`/r/${slug}`, { 'accept-language': 'de, en-GB;q=0.8, fr;q=0.5' })).body).toContain(
      '<html lang="en">',
    );
    expect((await get(`/r/${slug}?lang=fr`, { 'accept-language': 'en' })).body).toContain('<html lang="fr">');
  });

  test('wears the colour of its restaurant, and its policy allows that one style and no other', async () => {
    await row(at.orm.em.fork(), sql`UPDATE restaurants SET accent = '#7a1f3d' WHERE slug = ${slug}`);
    const { body, headers } = await get(`/r/${slug}`);
    const style = body.match(/<style>(.*)<\/style>/)![1]!;
    expect(style).toBe(':root{--own:#7a1f3d}');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'sha256-${hash}'`);
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  });

  test('is answered 304 when it is the same, and 404 when there is no such restaurant', async () => {
    const { headers } = await get(`/r/${slug}`);
    expect((await get(`/r/${slug}`, { 'if-none-match': String(headers.etag) })).statusCode).toBe(304);
    const missing = await get('/r/nowhere', { 'accept-language': 'en' });
    expect(missing.statusCode).toBe(404);
    expect(missing.body).toContain('This page does not exist');
  });
});

describe('the page of one reservation', () => {
  test('says nothing of it by itself, and keeps its secret address to itself', async () => {
    const { statusCode, headers, body } = await get('/b/a-token-of-more-than-twenty');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    });
    expect(body).not.toContain('a-token-of-more-than-twenty');
    expect(body).toContain('<meta name="robots" content="noindex, nofollow">');
  });
});

describe('the demo site', () => {
  test('embeds the widget from the public address, and allows nothing else', async () => {
    const { body, headers } = await get(`/demo/${slug}`);
    expect(body).toContain(
      `<script src="https://book.example/widget.js" data-restaurant="${slug}" async></script>`,
    );
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain('script-src https://book.example; connect-src https://book.example;');
    const style = body.match(/<style>([\s\S]*)<\/style>/)![1]!;
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  test('has it behind a button when asked', async () => {
    expect((await get(`/demo/${slug}?mode=button`)).body).toContain('data-mode="button"');
  });
});

describe("the staff's pages", () => {
  test('every address of theirs is the one page, and its parts keep for a year', async () => {
    const page = await get('/admin/clients/some-guest');
    expect(page.statusCode).toBe(200);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['content-security-policy']).toContain("connect-src 'self' wss://book.example");
    const part = page.body.match(/\/admin\/assets\/[\w.-]+\.js/)![0];
    expect((await get(part)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/admin/assets/none.js')).statusCode).toBe(404);
    expect((await get('/admin')).headers.location).toBe('/admin/');
  });
});

describe('writing pages', () => {
  test('whatever is put into a template is escaped, unless it is a template itself', () => {
    const evil = `"><script>alert('1')</script>`;
    expect(html`<a title="${evil}">${html`<b>${evil}</b>`}${[1, null, false]}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"><b>&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</b>1</a>',
    );
  });

  test.each([
    [undefined, undefined, 'fr'],
    ['en', 'fr', 'en'],
    ['xx', 'en-US,fr;q=0.3', 'en'],
    [undefined, 'de,it', 'fr'],
    [undefined, 'en;q=0, fr;q=0.1', 'fr'],
    [undefined, 'fr-CA, en;q=0.9', 'fr'],
  ] as const)('asked for %s and accepting %s, a French restaurant speaks %s', (asked, accepted, locale) => {
    expect(pageLocale(asked, accepted, 'fr')).toBe(locale);
  });
});

describe('the week of a restaurant', () => {
  const midi = { name: 'Midi', weekdays: [2, 3, 4, 6], first: '12:00', last: '14:00' };
  const soir = { name: 'Soir', weekdays: [2, 3, 4, 5, 6], first: '19:00', last: '22:30' };
  const told = ({ name, first, last }: typeof midi) => ({ name, first, last });

  test('has the days that are alike together, and says which are closed', () => {
    expect(openingHours([midi, soir])).toEqual([
      { days: [1, 7], services: [] },
      { days: [2, 3, 4, 6], services: [told(midi), told(soir)] },
      { days: [5], services: [told(soir)] },
    ]);
  });

  test('is told in both languages, days in a row as a stretch', () => {
    expect(sayDays([2, 3, 4, 6], 'fr')).toBe('mardi\u00a0– jeudi, samedi');
    expect(sayDays([6, 7], 'fr')).toBe('samedi, dimanche');
    expect(sayDays([1, 2, 3, 4, 5, 6, 7], 'en')).toBe('Monday\u00a0– Sunday');
    expect(sayTime('19:00', 'fr')).toBe('19\u00a0h');
    expect(sayTime('09:30', 'fr')).toBe('9\u00a0h\u00a030');
    expect(sayTime('19:00', 'en')).toBe('19:00');
  });

  test('stands on the hosted page', async () => {
    const { body } = await get(`/r/${slug}?lang=en`);
    expect(body).toContain('<dt>Monday\u00a0– Sunday</dt>');
    expect(body).toContain('<span>Soir</span> 19:00\u00a0– 22:00');
  });

  test('is that of the season: what is over, or yet to begin, is not in it', async () => {
    const other = await at.house();
    const season = (from: string | null, to: string | null) =>
      row(
        at.orm.em.fork(),
        sql`UPDATE shifts SET valid_from = ${from}, valid_to = ${to}
             WHERE restaurant_id = ${other.restaurantId} AND name = 'Midi' RETURNING id`,
      );
    const today = at.now.toISOString().slice(0, 10);
    const hasMidi = async () => (await get(`/r/${other.slug}`)).body.includes('<span>Midi</span>');
    await season(null, today);
    expect(await hasMidi()).toBe(true);
    await season('2026-06-01', '2026-09-15');
    expect(await hasMidi()).toBe(false);
    await season('2027-06-01', null);
    expect(await hasMidi()).toBe(false);
    expect((await get(`/r/${other.slug}`)).body).toContain('<span>Soir</span>');
  });
});
