import { expect, test } from 'vitest';
import type { ConsentEntry } from '../../server/consents/contract.ts';
import type { ConversationRow } from '../../server/conversations/contract.ts';
import type { GuestReservation, Status } from '../../server/reservations/contract.ts';
import { byDay, type GuestMessage, storyOf } from './story.ts';

const local = (instant: string) => instant.slice(0, 16);

const reservation = (id: string, day: string, status: Status, createdAt: string): GuestReservation => ({
  id,
  reference: id,
  restaurant: 'a',
  restaurantName: 'A',
  day,
  time: '20:00',
  party: 2,
  shift: 'Soir',
  status,
  cancelledBy: null,
  cancelledLate: false,
  remark: null,
  occasion: null,
  tables: [],
  source: 'widget',
  createdAt,
  statusAt: `${day}T09:30:00Z`,
});
const consent: ConsentEntry = {
  id: 'c',
  channel: 'sms',
  state: 'explicit',
  at: '2026-11-01T10:00:00Z',
  source: 'widget',
  locale: 'fr',
  words: 'J’accepte.',
};
const message: GuestMessage = {
  id: 'm',
  channel: 'email',
  kind: 'confirmation',
  to: 'zoe@exemple.fr',
  guest: 'g',
  locale: 'fr',
  subject: 'Votre réservation',
  text: '…',
  status: 'sent',
  error: null,
  outcome: null,
  outcomeAt: null,
  emailTrouble: null,
  createdAt: '2026-11-01T10:00:20Z',
  sentAt: '2026-11-01T10:00:40Z',
};

const chat: ConversationRow = {
  id: 'k',
  transport: 'web',
  name: 'Zoé Martin',
  guest: 'g',
  locale: 'fr',
  needsPerson: false,
  phone: null,
  unread: 0,
  takenBy: null,
  onPhone: false,
  lastKind: 'text',
  lastText: 'Merci',
  lastAt: '2026-11-19T09:00:00Z',
};

const record = { since: '2026-11-01T10:00:00Z', source: 'widget' };

test('reservations, consents and messages are one list, newest first, in the order they came about', () => {
  const story = storyOf(
    {
      record,
      reservations: [
        reservation('r1', '2026-11-08', 'finished', '2026-11-01T10:00:00Z'),
        reservation('r2', '2026-11-15', 'no_show', '2026-11-09T09:00:00Z'),
        reservation('r3', '2026-12-01', 'confirmed', '2026-11-20T09:00:00Z'),
      ],
      ledger: [consent],
      messages: [message],
      chats: [chat],
    },
    local,
  );
  expect(story.map((one) => one.id)).toEqual([
    'booked r3',
    'chat k',
    'no_show r2',
    'booked r2',
    'came r1',
    'message m',
    'consent c',
    'booked r1',
    'created',
  ]);
});

test('a reservation still to come, or cancelled, is no visit; a cancellation has its own moment', () => {
  const story = storyOf(
    {
      record,
      reservations: [
        reservation('r1', '2026-11-08', 'cancelled', '2026-11-02T10:00:00Z'),
        reservation('r2', '2026-12-08', 'confirmed', '2026-11-02T10:00:00Z'),
      ],
      ledger: [],
      messages: [],
      chats: [],
    },
    local,
  );
  expect(story.filter((one) => one.kind === 'came')).toEqual([]);
  expect(story.find((one) => one.kind === 'cancelled')).toMatchObject({ when: '2026-11-08T09:30' });
});

test('what happened on one day stands together', () => {
  const story = storyOf(
    { record, reservations: [], ledger: [consent], messages: [message], chats: [] },
    local,
  );
  expect(byDay(story).map((one) => [one.day, one.happenings.length])).toEqual([['2026-11-01', 3]]);
});
