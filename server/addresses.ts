import type { Config } from './config.ts';
import { demoPassword, houses, staff } from './db/demo/houses.ts';
import type { Orm } from './db/orm.ts';
import { rows, sql } from './db/sql.ts';

/** A restaurant that can be looked at. */
export type Sight = { slug: string; name: string };

/** The restaurants that there are: those of the demo in its own order, then the oldest first. */
export async function sights(orm: Orm): Promise<Sight[]> {
  const all = await rows<Sight>(
    orm.em.fork(),
    sql`SELECT slug, name FROM restaurants ORDER BY created_at, slug`,
  );
  const demo = houses.map(({ slug }) => slug);
  const rank = ({ slug }: Sight) => (demo.includes(slug) ? demo.indexOf(slug) : demo.length);
  return all.sort((one, other) => rank(one) - rank(other));
}

/** What is printed once the server listens: where to look, with whom to sign in, how to chat. */
export function addresses(config: Pick<Config, 'baseUrl' | 'host'>, restaurants: Sight[]): string {
  const { baseUrl } = config;
  if (restaurants.length === 0) {
    return [
      `Couvert is open at ${baseUrl}, and its database holds no restaurant yet.`,
      'Create yours, with its owner, in another terminal: npm run setup',
    ].join('\n');
  }
  const lines: string[] = [];
  const line = (label: string, text: string) => lines.push(`  ${label.padEnd(14)}${text}`);
  for (const { slug, name } of restaurants.slice(0, 3)) {
    lines.push(name);
    if (isDemo(slug))
      line('website', `${otherOrigin(baseUrl)}/demo/${slug}   (a demo, with the booking widget)`);
    line('booking page', `${baseUrl}/r/${slug}`);
  }
  if (restaurants.length > 3) lines.push(`… and ${restaurants.length - 3} more`);
  lines.push('', 'For the staff');
  line('admin', `${baseUrl}/admin/`);
  const hasDemo = restaurants.some(({ slug }) => isDemo(slug));
  if (hasDemo) {
    for (const { email, role } of staff) line('', `${email.padEnd(24)}  ${role.padEnd(8)}  ${demoPassword}`);
  }
  line('API', `${baseUrl}/api/docs`);
  line('chat', `npm run chat in another terminal, or ${baseUrl}/admin/ under Messages`);
  if (hasDemo && !['127.0.0.1', '::1', 'localhost'].includes(config.host)) {
    lines.push('', `HOST is ${config.host}: whoever reaches this machine can sign in with these passwords.`);
  }
  return ['Couvert is open. Ctrl-C closes it.', '', ...lines].join('\n');
}

function isDemo(slug: string): boolean {
  return houses.some((house) => house.slug === slug);
}

/** The demo's website on an origin other than ours, as a restaurant's own site would be, where one is at hand. */
function otherOrigin(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  return url.origin;
}
