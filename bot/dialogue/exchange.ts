import type { Address, FormOfAddress, HouseFacts } from '../../server/restaurants/contract.ts';
import type { Day, Time } from './days.ts';
import type { Language, Occasion } from './understand/meaning.ts';

/** What the dialogue is told about the place and the moment. Days and times are the restaurant's own. */
export type Facts = {
  restaurant: {
    name: string;
    country: string;
    locale: Language;
    /** How guests are spoken to in French. */
    formOfAddress: FormOfAddress;
    phone: string | null;
    email: string | null;
    address: { [K in keyof typeof Address.properties]: string };
    minParty: number;
    maxParty: number;
    lastDay: Day;
    /** The restaurant's own names, in its order. */
    areas: string[];
    /** From so many people on, a booking is a request. */
    requestFrom: number | null;
    waitlist: boolean;
    house: HouseFacts;
    shifts: { name: string; weekdays: number[]; first: Time; last: Time }[];
  };
  today: Day;
  now: Time;
  /** E.164, when the line itself proves the guest's number. */
  verifiedPhone: string | null;
  /**
   * The guest may be asked whether to be reminded in this chat: `hours` before they come, or on the day before where
   * that is null. Null: they have said yes or no, the line cannot reach them later, or the restaurant does not remind.
   */
  mayRemind: { hours: number | null } | null;
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
  area: string | null;
  remark: string | null;
  /** The guest has said that they come; `confirmable`: they still may. */
  coming: boolean;
  confirmable: boolean;
};

/** A place on the waitlist as far as the dialogue needs it. */
export type Waiting = {
  token: string;
  day: Day;
  party: number;
  waitUrl: string;
  /** What is kept for this guest, until then. */
  offer: { day: Day; time: Time } | null;
  /** What it became. */
  booking: { token: string; reference: string; manageUrl: string; status: string } | null;
};

export type Alternative = { day: Day; time: Time };

/** A time at another restaurant of the same owner. */
export type Elsewhere = { name: string; city: string; time: Time };

/** What the restaurant says of a day. */
export type DayMessage = { fr?: string; en?: string };

type Person = { firstName: string; lastName: string; phone: string; email?: string };

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
      area?: string;
      guest: Person;
      remark?: string;
      occasion?: Occasion;
      locale: Language;
    }
  /** The guest's coming reservations: those of this chat, and those that the line's own number proves. */
  /** `perhaps`: nothing was said of a reservation, and where there is none, a new one is meant. */
  | {
      kind: 'bookings';
      perhaps?: true;
      tokens: string[];
      /** `again`: also those that were. */
      to: 'show' | 'cancel' | 'cancel_all' | 'change' | 'confirm' | 'data' | 'again' | 'late';
      /** What was said of being late, and for which day. */
      late?: { words: string; day?: Day; time?: Time };
    }
  | { kind: 'cancel'; token: string }
  /** `remark` is the whole of it, and replaces what stands. */
  /** `ask`: the restaurant is asked for it, and the reservation stays as it is until it has answered. */
  | {
      kind: 'move';
      token: string;
      day: Day;
      time: Time;
      party: number;
      area?: string;
      remark?: string;
      ask?: true;
    }
  | { kind: 'note'; token: string; remark: string }
  /** The guest will be late: the same as a note, for the restaurant to see at once. */
  | { kind: 'late'; token: string; remark: string; minutes: number | null }
  /** The guest says that they come. */
  | { kind: 'come'; token: string }
  /** When the house serves on a day. */
  | { kind: 'service'; day: Day; party: number }
  | {
      kind: 'wait';
      day: Day;
      from: Time;
      to: Time;
      /** The hour that was named, within that range. */
      time: Time;
      party: number;
      area?: string;
      guest: Person;
      remark?: string;
      locale: Language;
    }
  /** The guest's places on the waitlist: asked for as they said yes or no, or want to wait no longer. */
  | { kind: 'waits'; to: 'accept' | 'decline' | 'leave' | 'show' }
  | { kind: 'answer_offer'; token: string; take: boolean; day: Day; time: Time }
  | { kind: 'leave_wait'; token: string }
  /** No message is wanted any more; `words` is what the guest is told. */
  | { kind: 'unsubscribe'; words: string; locale: Language };

/** What the server said to an ask. `refused` carries its code and whatever the code explains. */
export type Answer =
  | {
      kind: 'availability';
      reason?: string;
      message?: DayMessage;
      slots: {
        time: Time;
        shift: string;
        status: 'open' | 'full' | 'closed';
        reason?: string;
        /** Where there is a table, when open. */
        areas?: string[];
      }[];
    }
  | { kind: 'nearest'; alternatives: Alternative[]; elsewhere?: Elsewhere[] }
  | { kind: 'service'; reason?: string; message?: DayMessage; slots: { time: Time; shift: string }[] }
  | { kind: 'waiting'; wait: Waiting }
  | { kind: 'waits'; waits: Waiting[] }
  | { kind: 'left' }
  | { kind: 'unsubscribed' }
  | { kind: 'comes'; booking: Booked }
  | { kind: 'booked'; booking: Booked }
  | { kind: 'bookings'; bookings: Booked[] }
  | { kind: 'cancelled'; booking: Booked }
  | { kind: 'moved'; booking: Booked }
  /** The restaurant was asked for the change. */
  | { kind: 'wished'; booking: Booked }
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
