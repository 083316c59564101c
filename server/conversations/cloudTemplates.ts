import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { restaurantOf } from '../restaurants/find.ts';
import type { LineTemplates } from './contract.ts';

type Where = { slug: string; organizationId: string };

/** The templates that a restaurant had approved by Meta, as it named them here. 404 `not_found`. */
export async function readTemplates(em: EntityManager, where: Where): Promise<LineTemplates> {
  const { id, organizationId } = await restaurantOf(em, where.slug, where);
  return rows(
    em,
    sql<LineTemplates[number]>`
      SELECT purpose, locale, name, language FROM line_templates
       WHERE restaurant_id = ${id} AND organization_id = ${organizationId}
       ORDER BY purpose, locale DESC`,
  );
}

/**
 * Names a restaurant's templates anew: those that are not named any more are forgotten, and of two for one use and
 * language the first counts. 404 `not_found`.
 */
export async function setTemplates(em: EntityManager, where: Where, templates: LineTemplates): Promise<void> {
  await em.transactional(async (em) => {
    const { id, organizationId } = await restaurantOf(em, where.slug, where);
    // One at a time: two who save at once leave what one of them meant.
    await row(em, sql`SELECT 1 FROM restaurants WHERE id = ${id} FOR UPDATE`);
    await row(
      em,
      sql`DELETE FROM line_templates WHERE restaurant_id = ${id} AND organization_id = ${organizationId}`,
    );
    await row(
      em,
      sql`INSERT INTO line_templates (organization_id, restaurant_id, purpose, locale, name, language)
          SELECT ${organizationId}, ${id}, t.purpose, t.locale, t.name, t.language
            FROM jsonb_to_recordset(${JSON.stringify(templates)}::jsonb)
              AS t (purpose text, locale text, name text, language text)
          ON CONFLICT DO NOTHING`,
    );
  });
}
