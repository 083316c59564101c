import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import type { FormOfAddress } from './contract.ts';
import type { Restaurant } from './restaurant.ts';

/** Writes down how the restaurant speaks to its guests in French chats. The bot follows within a minute. */
export async function addressGuests(
  em: EntityManager,
  restaurant: Restaurant,
  formOfAddress: FormOfAddress,
): Promise<{ formOfAddress: FormOfAddress }> {
  await row(
    em,
    sql`UPDATE restaurants SET form_of_address = ${formOfAddress}
         WHERE id = ${restaurant.id} AND organization_id = ${restaurant.organizationId}`,
  );
  return { formOfAddress };
}
