/** Words of a reservation that guests and staff share. */
import { Type } from 'typebox';

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
