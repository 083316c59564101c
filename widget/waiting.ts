/**
 * Somebody who is about to wait for a table: what they typed, between which hours, and what the server said. It
 * keeps state and acts, and knows no page. Days and times are the restaurant's.
 */
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { Locale } from '../server/contract/words.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import type { GuestWait, JoinRequest } from '../server/waitlist/contract.ts';
import { freshKey, type Offer, type Words } from './booking.ts';
import { asRequest, type Contact, check, fields, type Problems, problemIn } from './contact.ts';
import { type Fault, faultOf } from './fault.ts';

/** What is waited for: a party, on a day, at one of the times of a service. */
export type Wish = { day: string; party: number; times: string[] };

export type Waiting = {
  card: RestaurantCard;
  words: Words | null;
  contact: Contact;
  from: string;
  to: string;
  problems: Problems;
  sending: boolean;
  fault: Fault | null;
  /** Nobody need wait: this can be had. */
  free: Offer[] | null;
  /** This contact waits already, or the list was closed meanwhile. */
  refused: 'waitlist_closed' | null;
  wait: GuestWait | null;
  /** What should have the focus now: a new object each time that it is asked for. */
  focus: { at: string } | null;
};

export type WaitPlan = {
  call: ReturnType<typeof caller>;
  restaurant: string;
  source: 'widget' | 'page';
  wish: Wish;
  /** The time that was full: waited for first, and an hour around it unless the guest says otherwise. */
  around: string;
  from: Pick<Waiting, 'card' | 'words' | 'contact'>;
  changed: (state: Waiting) => void;
};

/** The times that lie within an hour of one, as the first and the last of them. `times` in their order. */
export function hourAround(times: string[], around: string): [from: string, to: string] {
  const minutes = (time: string) => {
    const [hours, rest] = time.split(':').map(Number) as [number, number];
    // A service may end after midnight.
    return (time < times[0]! ? hours + 24 : hours) * 60 + rest;
  };
  const near = times.filter((time) => Math.abs(minutes(time) - minutes(around)) <= 60);
  return [near[0]!, near.at(-1)!];
}

/** Joins the waitlist of a restaurant. Nothing is asked of the server before `submit`. No act throws. */
export function makeWaiting({ call, restaurant, source, wish, around, from: given, changed }: WaitPlan) {
  const [from, to] = hourAround(wish.times, around);
  let state: Waiting = {
    ...given,
    from,
    to,
    problems: {},
    sending: false,
    fault: null,
    free: null,
    refused: null,
    wait: null,
    focus: { at: 'heading' },
  };
  /** Stays while the outcome of an attempt is not known: whatever is sent next, one wait comes of it. */
  let key = '';
  const set = (patch: Partial<Waiting>) => {
    state = { ...state, ...patch };
    changed(state);
  };
  return {
    start: () => changed(state),
    type(patch: Partial<Contact>) {
      const problems = { ...state.problems };
      for (const field of fields) if (field in patch) delete problems[field];
      set({ contact: { ...state.contact, ...patch }, problems, refused: null });
    },
    /** The first hour: the last is never before it. */
    waitFrom(time: string) {
      const { times } = wish;
      set({ from: time, ...(times.indexOf(state.to) < times.indexOf(time) && { to: time }) });
    },
    waitTo: (time: string) => set({ to: time }),
    async submit(locale: Locale) {
      if (state.sending) return;
      const { contact, card, words } = state;
      const problems = check(contact, card.form);
      const wrong = fields.find((field) => problems[field]);
      if (wrong) return set({ problems, focus: { at: wrong } });
      const { occasion: _, ...who } = asRequest(contact, locale, words?.version);
      const { day, party } = wish;
      const body: JoinRequest = { day, from: state.from, to: state.to, party, ...who, source };
      key ||= freshKey();
      set({ sending: true, fault: null, free: null, refused: null, problems: {} });
      try {
        const wait = await call('POST /api/restaurants/:restaurant/waitlist', {
          params: { restaurant },
          body,
          key,
        });
        set({ wait, sending: false, focus: { at: 'heading' } });
      } catch (error) {
        const { kind, status, code, detail } = error as CallFailed;
        if (!(error instanceof CallFailed)) throw error;
        if (kind === 'refused' && status < 500) key = '';
        const problems = code === 'invalid' ? problemIn(detail) : {};
        const wrong = fields.find((field) => problems[field]);
        if (wrong) set({ sending: false, problems, focus: { at: wrong } });
        else if (code === 'not_full')
          set({ sending: false, free: detail.alternatives as Offer[], focus: { at: 'free' } });
        else if (code === 'waitlist_closed') set({ sending: false, refused: code, focus: { at: 'refused' } });
        else set({ sending: false, fault: faultOf(error, true), focus: { at: 'fault' } });
      }
    },
  };
}

export type WaitActs = ReturnType<typeof makeWaiting>;
