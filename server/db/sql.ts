import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';

/**
 * Hand-written SQL for what runs per keystroke, per slot, per booking and per board: values are always bound
 * by the driver, and the statement joins the transaction of `em`, if there is one.
 */
export { sql };

/** All rows of a statement. */
export async function rows<Row>(em: EntityManager, statement: RawBuilder<Row>): Promise<Row[]> {
  return (await statement.execute(em.getKysely())).rows;
}

/** The first row of a statement, or null. */
export async function row<Row>(em: EntityManager, statement: RawBuilder<Row>): Promise<Row | null> {
  return (await rows(em, statement))[0] ?? null;
}
