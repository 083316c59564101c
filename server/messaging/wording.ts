import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { rows, sql } from '../db/sql.ts';
import type { WordedChannel, WordedKind, Words } from './contract.ts';
import type { Paragraph, Piece } from './email/layout.ts';

/**
 * The words of a message, apart from how it is laid out. They are plain text with names in braces, such as `{day}`,
 * that are filled in for each guest; a restaurant may put its own in the place of ours, part by part.
 */

/** What a restaurant says instead; a part that is null or absent follows our own words. */
export type Reworded = { [Part in keyof Words]?: Words[Part] | null };

/** What one restaurant says instead in one language; undefined: nothing. */
export type Said = (kind: WordedKind, channel: WordedChannel) => Reworded | undefined;

/** Our own words for some kinds of email, or for some kinds of SMS. */
export type OwnWords<Kind extends WordedKind> = Record<Locale, Record<Kind, Words>>;
export type OwnLines<Kind extends WordedKind> = Record<Locale, Record<Kind, string>>;

/** What stands for each name in braces. */
export type Values = Record<string, string>;

/** The names in braces that a text holds, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(NAMED)].map(([, name]) => name!))];
}

const NAMED = /\{([^{}\n]{1,40})\}/g;

/** Our own words, with those that a restaurant says instead. */
export function wordsOf(own: Words, instead: Reworded | undefined): Words {
  return {
    subject: instead?.subject ?? own.subject,
    title: instead?.title ?? own.title,
    body: instead?.body ?? own.body,
    button: instead?.button ?? own.button,
  };
}

/** These stand in the midst of a sentence, unless one begins with them. */
const MIDST = new Set(['see_you', 'soon', 'day', 'act']);

/** A text with its names filled in. A name that nobody knows stays as it is; what is filled in is never read again. */
export function fill(text: string, values: Values, locale: Locale): string {
  const template = spaced(text, locale);
  const filled = template.replace(NAMED, (whole, name: string, at: number) => {
    const value = Object.hasOwn(values, name) ? values[name]! : whole;
    const begins = MIDST.has(name) && /(^|[.!?]\s+)$/.test(template.slice(0, at));
    return begins ? value.charAt(0).toLocaleUpperCase(locale) + value.slice(1) : value;
  });
  // What is left around a name for which there was nothing to say.
  return filled
    .replace(/ {2,}/g, ' ')
    .replace(/ +(?=[,.])/g, '')
    .trim();
}

/** What French sets apart with a space that does not break, which nobody types. */
function spaced(text: string, locale: Locale): string {
  return locale === 'fr' ? text.replace(/ (?=[:;!?»])/g, '\u00a0').replace(/« /g, '«\u00a0') : text;
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"{}]*[^\s<>"{}.,;:!?)\]»’']/gi;

/**
 * A body as paragraphs: an empty line begins another. Addresses that stand in the text become links; those in what is
 * filled in do not, for a guest's name is no place from which to send people somewhere. `{word}`, what the staff said
 * to this guest, is added at the end if there is one and the text has no place for it: it is never lost.
 */
export function paragraphsOf(body: string, values: Values, locale: Locale): Paragraph[] {
  const whole = values.word && !body.includes('{word}') ? `${body}\n\n{word}` : body;
  return whole
    .split(/\n\s*\n/)
    .map((text) => linked(text, values, locale))
    .filter((paragraph) => paragraph.length > 0);
}

function linked(text: string, values: Values, locale: Locale): Paragraph {
  const urls = [...text.matchAll(URL_IN_TEXT)];
  if (urls.length === 0) return fill(text, values, locale);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: url, index } of urls) {
    pieces.push(between(text.slice(from, index), values, locale), { url });
    from = index + url.length;
  }
  pieces.push(between(text.slice(from), values, locale));
  return pieces.filter((piece) => piece !== '');
}

/** Beside a link the spaces at the ends count. */
function between(text: string, values: Values, locale: Locale): string {
  const inner = text.trim();
  if (inner === '') return text && ' ';
  const [before, after] = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : ''];
  return `${before}${fill(inner, values, locale)}${after}`;
}

/** What several restaurants say in words of their own, read at once. */
export async function readWordings(
  em: EntityManager,
  restaurants: readonly { organizationId: string; restaurantId: string }[],
): Promise<(of: { restaurantId: string; locale: Locale }) => Said> {
  const ids = new Map(restaurants.map(({ restaurantId, organizationId }) => [restaurantId, organizationId]));
  const found =
    ids.size === 0
      ? []
      : await rows<
          Reworded & { restaurant: string; kind: WordedKind; channel: WordedChannel; locale: Locale }
        >(
          em,
          sql`SELECT w.restaurant_id AS restaurant, w.kind, w.channel, w.locale, w.subject, w.title, w.body, w.button
                FROM message_words w
                JOIN unnest(${[...ids.keys()]}::uuid[], ${[...ids.values()]}::uuid[]) AS of (restaurant, organization)
                  ON w.restaurant_id = of.restaurant AND w.organization_id = of.organization`,
        );
  const known = new Map(
    found.map(({ restaurant, kind, channel, locale, ...words }) => [
      `${restaurant} ${locale} ${kind} ${channel}`,
      words,
    ]),
  );
  return ({ restaurantId, locale }) =>
    (kind, channel) =>
      known.get(`${restaurantId} ${locale} ${kind} ${channel}`);
}
