import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { Refusal } from '../refusal.ts';
import type { Window } from './contract.ts';

/** Lines of the Cloud API, by the slug of their restaurant, and the moment it is. */
export type CloudLines = { phoneIds: Readonly<Record<string, string>> | undefined; now: Date };

/** So many minutes after their last word a guest can be written to freely: a day, less a minute for the way. */
const OPEN_MINUTES = 24 * 60 - 1;

/** Until when the guest of a chat can be written to freely; null for a chat on a line that knows no such end. */
export async function windowOf(em: EntityManager, chat: string, lines: CloudLines): Promise<Window> {
  const slugs = Object.keys(lines.phoneIds ?? {});
  if (slugs.length === 0) return null;
  return row(
    em,
    sql<NonNullable<Window>>`
      SELECT iso(heard.at + make_interval(mins => ${OPEN_MINUTES})) AS "closesAt",
             EXISTS (SELECT 1 FROM line_templates t
                      WHERE t.restaurant_id = c.restaurant_id AND t.organization_id = c.organization_id
                        AND t.purpose = 'answer' AND t.locale = coalesce(c.locale, r.locale)) AS template
        FROM conversations c
        JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
        LEFT JOIN LATERAL (
          SELECT coalesce(i.written_at, i.at) AS at FROM conversation_messages i
           WHERE i.conversation_id = c.id AND i.organization_id = c.organization_id AND i.direction = 'in'
           ORDER BY i.position DESC LIMIT 1) heard ON true
       WHERE c.id = ${chat} AND c.transport = 'whatsapp' AND r.slug = ANY(${slugs}::text[])`,
  );
}

/** Refuses (409 `window_closed`) what could not be said on the chat's line any more. */
export async function mustBeOpen(em: EntityManager, chat: string, lines: CloudLines): Promise<void> {
  const window = await windowOf(em, chat, lines);
  if (!window || window.template) return;
  if (window.closesAt !== null && Date.parse(window.closesAt) > lines.now.getTime()) return;
  throw new Refusal('window_closed', 409, 'More than a day since the guest wrote, and there is no template.');
}
