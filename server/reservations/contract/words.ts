/** Words of a reservation that guests and staff share. */
import { type Static, Type } from 'typebox';
import { Day, Id, Instant, Nullable, Party, Time } from '../../contract/words.ts';

export const Status = Type.Enum([
  'requested',
  'confirmed',
  'arrived',
  'seated',
  'finished',
  'declined',
  'cancelled',
  'no_show',
  'expired',
]);
export type Status =
  | 'requested'
  | 'confirmed'
  | 'arrived'
  | 'seated'
  | 'finished'
  | 'declined'
  | 'cancelled'
  | 'no_show'
  | 'expired';

export const Occasion = Type.Enum(['birthday', 'anniversary', 'business', 'celebration', 'other']);
export type Occasion = 'birthday' | 'anniversary' | 'business' | 'celebration' | 'other';

export const Source = Type.Enum(['widget', 'page', 'chat', 'whatsapp', 'staff', 'walk_in']);
export type Source = 'widget' | 'page' | 'chat' | 'whatsapp' | 'staff' | 'walk_in';

/**
 * What a guest wishes in the place of a confirmed reservation, where the restaurant is to be asked. It promises nothing
 * and keeps no table; the reservation stands as it is until the staff accept.
 */
export const WishedChange = Type.Object({
  id: Id,
  day: Day,
  time: Time,
  startsAt: Instant,
  party: Party,
  area: Nullable(Type.String()),
  at: { ...Instant, description: 'When it was asked for' },
  declined: Type.Boolean({ description: 'The restaurant could not; the reservation stands as it was' }),
  message: Nullable(Type.String({ description: 'What the restaurant said when it declined' })),
});
export type WishedChange = Static<typeof WishedChange>;
