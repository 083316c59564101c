import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { guestTokens } from './tokens.ts';

/** A person as they present themselves when they book or order. */
export type Introduction = {
  organizationId: string;
  firstName: string;
  lastName: string;
  phone: string | null;
  email: string | null;
  locale: Locale;
  source: string;
};

/**
 * Finds the guest behind a phone number or an address, or makes the record; answers its id. Runs inside the
 * caller's transaction. The phone decides before the email: families share an inbox more often than a phone.
 *
 * An existing record is never overwritten: whoever knows a number could otherwise rename its owner or draw
 * their mail to another address. Only what was empty is filled in.
 *
 * Two first bookings with one contact at one moment make one record: the contact is claimed first, by its key,
 * and whoever comes second waits for it and finds the first one's guest.
 */
export async function knowGuest(em: EntityManager, who: Introduction): Promise<string> {
  const contacts = [
    ...(who.phone ? [{ kind: 'phone', value: who.phone }] : []),
    ...(who.email ? [{ kind: 'email', value: who.email }] : []),
  ];
  const known = await row<{ guestId: string }>(
    em,
    sql`SELECT guest_id AS "guestId" FROM guest_contacts
         WHERE organization_id = ${who.organizationId}
           AND ((kind = 'phone' AND value = ${who.phone}) OR (kind = 'email' AND value = ${who.email}))
         ORDER BY kind DESC LIMIT 1`,
  );
  const made = randomUUID();
  let guestId = known?.guestId ?? null;
  for (const contact of contacts) {
    const claimed = await row<{ guestId: string }>(
      em,
      sql`INSERT INTO guest_contacts (organization_id, kind, value, guest_id)
          VALUES (${who.organizationId}, ${contact.kind}, ${contact.value}, ${guestId ?? made})
          ON CONFLICT DO NOTHING RETURNING guest_id AS "guestId"`,
    );
    if (claimed || guestId) {
      guestId ??= made;
      continue;
    }
    const other = await row<{ guestId: string }>(
      em,
      sql`SELECT guest_id AS "guestId" FROM guest_contacts
           WHERE organization_id = ${who.organizationId} AND kind = ${contact.kind} AND value = ${contact.value}`,
    );
    guestId = other!.guestId;
  }
  if (guestId && guestId !== made) {
    await fillIn(em, who, guestId);
    return guestId;
  }
  await row(
    em,
    sql`INSERT INTO guests (id, organization_id, first_name, last_name, email, phone, locale, source)
        VALUES (${made}, ${who.organizationId}, ${who.firstName}, ${who.lastName}, ${who.email}, ${who.phone},
                ${who.locale}, ${who.source})`,
  );
  await writeTokens(em, who.organizationId, made, guestTokens(who));
  return made;
}

async function fillIn(em: EntityManager, who: Introduction, guestId: string): Promise<void> {
  const filled = await row<{
    firstName: string;
    lastName: string;
    email: string | null;
    phone: string | null;
  }>(
    em,
    sql`UPDATE guests SET email = coalesce(email, ${who.email}), phone = coalesce(phone, ${who.phone})
         WHERE id = ${guestId} AND organization_id = ${who.organizationId}
           AND ((email IS NULL AND ${who.email}::text IS NOT NULL) OR (phone IS NULL AND ${who.phone}::text IS NOT NULL))
        RETURNING first_name AS "firstName", last_name AS "lastName", email, phone`,
  );
  if (filled) await writeTokens(em, who.organizationId, guestId, guestTokens(filled));
}

/** Sets the words a guest is found by; called whenever a name or a contact changes. */
export async function writeTokens(
  em: EntityManager,
  organizationId: string,
  guestId: string,
  tokens: string[],
): Promise<void> {
  await row(
    em,
    sql`WITH gone AS (DELETE FROM guest_tokens WHERE guest_id = ${guestId} AND organization_id = ${organizationId}
                       AND token <> ALL (${tokens}::text[]))
        INSERT INTO guest_tokens (organization_id, token, guest_id)
        SELECT ${organizationId}, token, ${guestId} FROM unnest(${tokens}::text[]) AS token
        ON CONFLICT DO NOTHING`,
  );
}
