import type { EntityManager } from '@mikro-orm/postgresql';
import { guestTokens } from '../../guests/tokens.ts';
import { newReference } from '../../reservations/reference.ts';
import type { Agreement } from './agreements.ts';
import type { DemoReservation } from './book.ts';
import type { Chance } from './chance.ts';
import { iso, load, loadReservations } from './load.ts';
import type { Person } from './people.ts';

/** Writes the guests as they were known when they first booked, and what they are found by; answers their ids. */
export async function writeGuests(
  em: EntityManager,
  luck: Chance,
  organizationId: string,
  people: Person[],
  book: DemoReservation[],
): Promise<Map<Person, string>> {
  const first = new Map<Person, DemoReservation>();
  for (const booked of book) if (!first.has(booked.person)) first.set(booked.person, booked);
  const ids = new Map<Person, string>();
  for (const [person, { createdAt }] of first) ids.set(person, luck.uuid(createdAt));
  const known = people.filter((person) => ids.has(person));
  await load(
    em,
    'guests',
    known.map((person) => ({
      id: ids.get(person),
      organization_id: organizationId,
      first_name: person.firstName,
      last_name: person.lastName,
      email: person.email,
      phone: person.phone,
      locale: person.locale,
      tags: person.tags,
      source: first.get(person)!.source,
      created_at: iso(first.get(person)!.createdAt),
      visits: 0,
      no_shows: 0,
      cancellations: 0,
    })),
  );
  const lines = (of: (person: Person) => Record<string, unknown>[]) =>
    known.flatMap((person) =>
      of(person).map((line) => ({ organization_id: organizationId, guest_id: ids.get(person), ...line })),
    );
  await load(
    em,
    'guest_contacts',
    lines(({ phone, email }) => [
      ...(phone ? [{ kind: 'phone', value: phone }] : []),
      ...(email ? [{ kind: 'email', value: email }] : []),
    ]),
  );
  await load(
    em,
    'guest_tokens',
    lines((person) => guestTokens(person).map((token) => ({ token }))),
  );
  return ids;
}

/** Writes the reservations, their changes and their tables; answers their ids. */
export async function writeBook(
  em: EntityManager,
  luck: Chance,
  organizationId: string,
  book: DemoReservation[],
  guestIds: Map<Person, string>,
  staffIds: string[],
): Promise<Map<DemoReservation, string>> {
  const ids = new Map(book.map((booked) => [booked, luck.uuid(booked.createdAt)]));
  const references = new Set<string>();
  while (references.size < book.length) references.add(newReference());
  const reference = references.values();
  await loadReservations(
    em,
    organizationId,
    book.map((booked) => ({
      id: ids.get(booked),
      organization_id: organizationId,
      restaurant_id: booked.house.id,
      guest_id: guestIds.get(booked.person),
      reference: reference.next().value,
      status: booked.status,
      status_at: iso(booked.statusAt),
      cancelled_by: booked.cancelledBy,
      cancel_message: booked.cancelMessage,
      service_date: booked.day,
      minute: booked.minute,
      starts_at: iso(booked.startsAt),
      ends_at: iso(booked.endsAt),
      party: booked.party,
      shift_name: booked.shift,
      remark: booked.remark,
      occasion: booked.occasion,
      source: booked.source,
      locale: booked.person.locale,
      first_name: booked.person.firstName,
      last_name: booked.person.lastName,
      email: booked.person.email,
      phone: booked.person.phone,
      created_at: iso(booked.createdAt),
    })),
  );
  await load(
    em,
    'reservation_changes',
    book.flatMap((booked) =>
      booked.changes.map(({ from, to, by, at }) => ({
        id: luck.uuid(at),
        organization_id: organizationId,
        reservation_id: ids.get(booked),
        from_status: from,
        to_status: to,
        by_whom: by,
        staff_id: by === 'staff' ? luck.one(staffIds) : null,
        at: iso(at),
      })),
    ),
  );
  await load(
    em,
    'claims',
    book.flatMap((booked) =>
      booked.place.tableIds.map((tableId) => ({
        id: luck.uuid(booked.createdAt),
        organization_id: organizationId,
        restaurant_id: booked.house.id,
        table_id: tableId,
        holder_id: ids.get(booked),
        service_date: booked.day,
        during: `[${iso(booked.startsAt)},${iso(booked.freeAt)})`,
        live: booked.live,
      })),
    ),
  );
  return ids;
}

/** Writes the ledger of consents; where each channel stands follows by itself. */
export async function writeAgreements(
  em: EntityManager,
  luck: Chance,
  organizationId: string,
  ledger: Agreement[],
  guestIds: Map<Person, string>,
): Promise<void> {
  await load(
    em,
    'consents',
    ledger.map((line) => ({
      id: luck.uuid(line.at),
      organization_id: organizationId,
      restaurant_id: line.house.id,
      guest_id: guestIds.get(line.person),
      channel: line.channel,
      state: line.state,
      source: line.source,
      locale: line.person.locale,
      words: line.words,
      words_version: line.version,
      at: iso(line.at),
    })),
  );
}
