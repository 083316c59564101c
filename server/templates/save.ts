import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { restaurantOf } from '../restaurants/find.ts';
import { everyTemplate, ownWords, problemsOf, type Which, withoutOurs } from './catalogue.ts';
import type { RewordedWords, Template } from './contract.ts';

type Kept = Which & RewordedWords & Pick<Template, 'version' | 'savedBy' | 'savedAt'>;

const columns = sql`w.kind, w.channel, w.locale, w.subject, w.title, w.body, w.button, w.version, s.name AS "savedBy",
  iso(w.saved_at) AS "savedAt"`;

/** Every message's words at a restaurant of the organisation; another's is a 404. */
export async function templatesOf(
  em: EntityManager,
  who: { organizationId: string },
  slug: string,
): Promise<Template[]> {
  const restaurant = await restaurantOf(em, slug, who);
  const kept = await rows<Kept>(
    em,
    sql`SELECT ${columns} FROM message_words w
          JOIN staff_members s ON s.id = w.saved_by AND s.organization_id = w.organization_id
         WHERE w.restaurant_id = ${restaurant.id} AND w.organization_id = ${who.organizationId}`,
  );
  return everyTemplate.map((which) =>
    templateOf(
      which,
      kept.find(
        ({ kind, channel, locale }) =>
          kind === which.kind && channel === which.channel && locale === which.locale,
      ),
    ),
  );
}

function templateOf({ kind, channel, locale }: Which, kept: Kept | null | undefined): Template {
  const { subject = null, title = null, body = null, button = null } = kept ?? {};
  return {
    kind,
    channel,
    locale,
    own: ownWords({ kind, channel, locale })!,
    reworded: { subject, title, body, button },
    version: kept?.version ?? 0,
    savedBy: kept?.savedBy ?? null,
    savedAt: kept?.savedAt ?? null,
  };
}

/**
 * Puts a restaurant's words in the place of ours; null, and what says the same as ours, follows ours. What is queued
 * already keeps its words. Refuses with 400 (a name in braces that is not known here or that is missing), 404, and 409
 * `stale_template`, with the words that stand now, when somebody has saved since `version`.
 */
export async function saveTemplate(
  em: EntityManager,
  who: { id: string; organizationId: string },
  slug: string,
  which: Which,
  { version, words }: { version: number; words: RewordedWords },
  now: Date,
): Promise<Template> {
  if (!ownWords(which)) throw notFound('template');
  const restaurant = await restaurantOf(em, slug, who);
  checkWords(which, words);
  const { subject, title, body, button } = withoutOurs(which, words);
  const { kind, channel, locale } = which;
  const of = sql`w.restaurant_id = ${restaurant.id} AND w.organization_id = ${who.organizationId} AND w.kind = ${kind}
    AND w.channel = ${channel} AND w.locale = ${locale}`;
  // In one statement: of two who save at one moment, one is told.
  const saved = await row(
    em,
    version === 0
      ? sql`INSERT INTO message_words (organization_id, restaurant_id, kind, channel, locale, subject, title, body,
                                       button, saved_by, saved_at)
            VALUES (${who.organizationId}, ${restaurant.id}, ${kind}, ${channel}, ${locale}, ${subject}, ${title},
                    ${body}, ${button}, ${who.id}, ${now.toISOString()}::timestamptz)
            ON CONFLICT DO NOTHING RETURNING 1`
      : sql`UPDATE message_words w
               SET subject = ${subject}, title = ${title}, body = ${body}, button = ${button},
                   version = version + 1, saved_by = ${who.id}, saved_at = ${now.toISOString()}::timestamptz
             WHERE ${of} AND w.version = ${version} RETURNING 1`,
  );
  const kept = await row<Kept>(
    em,
    sql`SELECT ${columns} FROM message_words w
          JOIN staff_members s ON s.id = w.saved_by AND s.organization_id = w.organization_id WHERE ${of}`,
  );
  const current = templateOf(which, kept);
  if (saved) return current;
  throw new Refusal('stale_template', 409, 'Somebody has saved these words since they were read.', {
    current,
  });
}

/** Refuses words that cannot be sent, with the first thing that is wrong with them. */
export function checkWords(which: Which, words: RewordedWords): void {
  const [first] = problemsOf(which, words);
  if (!first) return;
  const { field, problem, placeholder } = first;
  throw invalid(`words.${field}`, problem, `These words cannot be sent: ${problem}.`, { placeholder });
}
