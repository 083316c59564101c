/** What has become of reservations: the history of one, and those of a guest. */
import { type Static, Type } from 'typebox';
import { Day, Id, Instant, Nullable, Party, Slug, Time } from '../../contract/words.ts';
import { Occasion, Source, Status } from './words.ts';

const Told = Type.Union([
  Type.String(),
  Type.Integer(),
  Type.Boolean(),
  Type.Array(Type.String()),
  Type.Null(),
]);

/** One entry of a reservation's history. */
export const HistoryEntry = Type.Object({
  id: Id,
  kind: Type.Enum(['booked', 'status', 'changed', 'coming', 'wished', 'wish_declined', 'wish_withdrawn'], {
    description:
      'wished: the guest asked for these changes; they hold once the staff have accepted (changed)',
  }),
  at: Instant,
  by: Type.Enum(['guest', 'staff', 'clock']),
  staff: Nullable(Type.String({ description: 'Their name, when it was one of the staff' })),
  through: Type.Enum(['widget', 'page', 'chat', 'whatsapp', 'panel', 'clock']),
  undoes: Nullable(Id),
  message: Nullable(Type.String({ description: 'The word of whoever cancelled or declined' })),
  changes: Type.Array(
    Type.Object({
      what: Type.Enum([
        'status',
        'day',
        'time',
        'party',
        'area',
        'tables',
        'minutes',
        'remark',
        'occasion',
        'overbooked',
        'pinned',
        'madeRoomFor',
        'outOfUse',
        'leftAsIs',
        'waited',
        'late',
      ]),
      from: Told,
      to: Told,
    }),
  ),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

/** A reservation as a line of a guest's history. */
export const GuestReservation = Type.Object({
  id: Id,
  reference: Type.String(),
  restaurant: Slug,
  restaurantName: Type.String(),
  day: Day,
  time: Time,
  party: Party,
  shift: Type.String(),
  status: Status,
  cancelledBy: Nullable(Type.Enum(['guest', 'staff'])),
  cancelledLate: Type.Boolean({ description: 'As in the book of the day' }),
  remark: Nullable(Type.String()),
  occasion: Nullable(Occasion),
  tables: Type.Array(Type.String()),
  source: Source,
  createdAt: Instant,
  statusAt: Instant,
});
export type GuestReservation = Static<typeof GuestReservation>;
