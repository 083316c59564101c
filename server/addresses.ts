import type { Config } from './config.ts';

/** A restaurant that can be looked at. */
export type Sight = { slug: string; name: string };

/**
 * What is printed once the server listens: where to look, with whom to sign in, how to chat. `demo` says
 * that the restaurants are the ones made up to try things on.
 */
export function addresses(config: Config, restaurants: Sight[], demo: boolean): string {
  const { baseUrl } = config;
  const lines: string[] = [];
  const line = (label: string, text: string) => lines.push(`  ${label.padEnd(16)}${text}`);
  if (restaurants.length === 0) {
    return [
      `Couvert listens on ${baseUrl}, and its database holds no restaurant yet.`,
      'Create yours, with its owner, in another terminal: npm run setup',
    ].join('\n');
  }
  for (const { slug, name } of restaurants.slice(0, 3)) {
    lines.push(`  ${name}`);
    if (demo) line('  its website', `${otherOrigin(baseUrl)}/demo/${slug}   (with the booking widget)`);
    line('  booking page', `${baseUrl}/r/${slug}`);
  }
  if (restaurants.length > 3) lines.push(`  … and ${restaurants.length - 3} more`);
  lines.push('');
  line('Admin', `${baseUrl}/admin/`);
  if (demo) {
    line('', 'claire@ardoise.example   owner     password: ardoise-demo');
    line('', 'marc@ardoise.example     manager   (the same)');
    line('', 'sofia@ardoise.example    host      (the same)');
  }
  line('API', `${baseUrl}/api/docs`);
  line('Chat', 'npm run chat in another terminal, or the page Messages of the admin');
  return ['Couvert is open.', '', ...lines, '', 'Ctrl-C closes it.'].join('\n');
}

/** The demo's website on an origin other than ours, as a restaurant's own site would be, where one is at hand. */
function otherOrigin(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  return url.origin;
}
