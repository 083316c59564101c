import type { Address } from '../../server/restaurants/contract.ts';
import type { Day, Time } from './days.ts';
import type { Language, Occasion } from './understand/meaning.ts';

/** What the dialogue is told about the place and the moment. Days and times are the restaurant's own. */
export type Facts = {
  restaurant: {
    name: string;
    country: string;
    locale: Language;
    phone: string | null;
    address: { [K in keyof typeof Address.properties]: string };
    minParty: number;
    maxParty: number;
    lastDay: Day;
    shifts: { name: string; weekdays: number[]; first: Time; last: Time }[];
  };
  today: Day;
  now: Time;
  /** E.164, when the line itself proves the guest's number. */
  verifiedPhone: string | null;
};

/** A reservation as far as the dialogue needs it. */
export type Booked = {
  token: string;
  reference: string;
  status: string;
  day: Day;
  time: Time;
  party: number;
  firstName: string;
  lastName: string;
  manageUrl: string;
  cancellable: boolean;
};

export type Alternative = { day: Day; time: Time };

/** What the dialogue wants of the server before it can go on. */
export type Ask =
  /** `token`, here and below: as if that reservation were not there. */
  | { kind: 'availability'; day: Day; party: number; token?: string }
  | { kind: 'nearest'; day: Day; time: Time; party: number; token?: string }
  | {
      kind: 'book';
      day: Day;
      time: Time;
      party: number;
      guest: { firstName: string; lastName: string; phone: string; email?: string };
      remark?: string;
      occasion?: Occasion;
      locale: Language;
    }
  /** The guest's coming reservations: those of this chat, and those that the line's own number proves. */
  | { kind: 'bookings'; tokens: string[]; to: 'show' | 'cancel' | 'change' }
  | { kind: 'cancel'; token: string }
  | { kind: 'move'; token: string; day: Day; time: Time; party: number };

/** What the server said to an ask. `refused` carries its code and whatever the code explains. */
export type Answer =
  | {
      kind: 'availability';
      reason?: string;
      slots: { time: Time; shift: string; status: 'open' | 'full' | 'closed'; reason?: string }[];
    }
  | { kind: 'nearest'; alternatives: Alternative[] }
  | { kind: 'booked'; booking: Booked }
  | { kind: 'bookings'; bookings: Booked[] }
  | { kind: 'cancelled'; booking: Booked }
  | { kind: 'moved'; booking: Booked }
  | {
      kind: 'refused';
      code: string;
      field?: string;
      problem?: string;
      reason?: string;
      alternatives?: Alternative[];
    };

export type Input =
  /** `unseen`: written before the guest could have read the last question, so it answers none. */
  { kind: 'message'; text: string; unseen?: boolean } | { kind: 'answer'; ask: Ask; answer: Answer };
