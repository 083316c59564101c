import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import type { HouseFacts } from './contract.ts';
import type { Restaurant } from './restaurant.ts';

/** Writes down what guests who ask are told; a text of blanks alone is none. Answers what is kept. */
export async function tellHouse(
  em: EntityManager,
  restaurant: Restaurant,
  given: HouseFacts,
): Promise<HouseFacts> {
  const parking = told(given.parking);
  const allergens = told(given.allergens);
  const { menuUrl } = given;
  const facts: HouseFacts = {
    ...(parking && { parking }),
    ...(allergens && { allergens }),
    ...(menuUrl && { menuUrl }),
  };
  await row(
    em,
    sql`UPDATE restaurants SET house_facts = ${JSON.stringify(facts)}::jsonb
         WHERE id = ${restaurant.id} AND organization_id = ${restaurant.organizationId}`,
  );
  return facts;
}

function told(given: HouseFacts['parking']): HouseFacts['parking'] {
  const fr = given?.fr?.trim();
  const en = given?.en?.trim();
  return fr || en ? { ...(fr && { fr }), ...(en && { en }) } : undefined;
}
