/**
 * A booking in the making: what the guest chose and typed, what the server said, and what one can do next.
 * It keeps state and acts, and knows no page: `changed` is told of every new state, and what is drawn is a
 * function of it. Days and times are the restaurant's; "today" is the server's word.
 */
import type { Availability, Elsewhere, Slot } from '../server/availability/contract.ts';
import type { CallFailed, caller } from '../server/contract/call.ts';
import type { Reply } from '../server/contract/endpoint.ts';
import type { Endpoints } from '../server/contract/endpoints.ts';
import type { Locale } from '../server/contract/words.ts';
import type { Booking, BookRequest } from '../server/reservations/contract.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import { asRequest, type Contact, check, fields, nobody, type Problems, problemIn } from './contact.ts';
import { addMonths, monthOf, within } from './days.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Texts } from './texts/fr.ts';

export type DayStatus = Reply<Endpoints['GET /api/restaurants/:restaurant/calendar']>['days'][number];
export type Words = Reply<Endpoints['GET /api/restaurants/:restaurant/consent-words']>;
export type Offer = { day: string; time: string };

/**
 * A time that cannot be had, and the nearest that can: `offers` is null while they are looked for. When nothing is
 * left that day, what other restaurants of the same owner have.
 */
export type Instead = { time: string; offers: Offer[] | null; elsewhere?: Elsewhere[] };

export type State = {
  step: 'table' | 'contact' | 'done';
  card: RestaurantCard | null;
  party: number;
  month: string;
  /** The days of the month as the server sees them; null while they are on their way. */
  days: Map<string, DayStatus> | null;
  /** Where the keyboard stands in the calendar. */
  cursor: string;
  day: string;
  /** What can be had on `day`; the last answer stays, while `loading`, until the next is there. */
  slots: Availability | null;
  loading: boolean;
  time: string;
  /** A full time was asked for. */
  instead: Instead | null;
  /** The chosen time was lost on submit. */
  lost: Instead | null;
  contact: Contact;
  problems: Problems;
  words: Words | null;
  sending: boolean;
  fault: Fault | null;
  /** For how many seconds more the table is kept; null when it is not, and can be booked all the same. */
  kept: number | null;
  booking: Booking | null;
  /** The reservation is an earlier attempt's, which had arrived after all, not what was asked last. */
  earlier: boolean;
  /** What should have the focus now: a new object each time that it is asked for. */
  focus: { at: string } | null;
};

export type Making = {
  call: ReturnType<typeof caller>;
  restaurant: string;
  source: 'widget' | 'page';
  /** What is chosen from the start: a party, and with it a day and a time. */
  from?: Partial<State>;
  changed: (state: State) => void;
};

const fresh: State = {
  step: 'table',
  card: null,
  party: 2,
  month: '',
  days: null,
  cursor: '',
  day: '',
  slots: null,
  loading: false,
  time: '',
  instead: null,
  lost: null,
  contact: nobody,
  problems: {},
  words: null,
  sending: false,
  fault: null,
  kept: null,
  booking: null,
  earlier: false,
  focus: null,
};

/** The areas with a table at the chosen time, as far as they are known. */
export const areasOf = ({ slots, day, time }: State): string[] =>
  (slots?.day === day && slots.slots.find((slot) => slot.time === time)?.areas) || [];

/** Whether a guest may have it, at once or when the restaurant agrees. */
export const bookable = ({ status }: Slot): boolean => status === 'open' || status === 'request';

/** What takes the form's place is told where that is, how far its guest has come, and the way back. */
export type Beside = Pick<Making, 'restaurant' | 'source'> & {
  /** `#beside` in it is the place. */
  root: ShadowRoot;
  /** The server's origin. */
  base: string;
  t: Texts;
  state: State;
  /** The full time that was asked for, if one was. */
  time: string;
  /** Back to the form, with what was typed, perhaps to take what is free. */
  over: Acts['resume'];
};

/** 128 random bits as text. `crypto.randomUUID` would do, but is missing on pages without https. */
export const freshKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** A booking at a restaurant. Nothing is asked of the server before `start`. No act throws. */
export function makeBooking({ call, restaurant, source, from, changed }: Making) {
  const params = { restaurant };
  let state = { ...fresh, ...from };
  /** Each question has its number: an answer that was overtaken by a newer question is dropped. */
  const turns = { days: 0, slots: 0, instead: 0, hold: 0 };
  /** Of the hold on the chosen time. */
  let hold = '';
  /** The key of an attempt whose outcome is not known, and what was sent with it. */
  let key = '';
  let sent: BookRequest | null = null;

  const set = (patch: Partial<State>) => {
    state = { ...state, ...patch };
    changed(state);
  };
  const trouble = (error: unknown, more: Partial<State> = {}) => set({ ...more, fault: faultOf(error) });

  /** Reads the month's days; with `choose`, also takes the first open one, in a later month if need be. */
  async function loadDays(choose = false): Promise<void> {
    const turn = ++turns.days;
    const { month, party, card } = state;
    try {
      const { days } = await call('GET /api/restaurants/:restaurant/calendar', {
        params,
        query: { month, party },
      });
      if (turn !== turns.days) return;
      set({ days: new Map(days.map((day) => [day.day, day])) });
      if (!choose || state.day) return;
      const open = days.find(({ day, status }) => status === 'open' && day >= card!.today);
      if (open) return await chooseDay(open.day, false);
      if (month < monthOf(card!.lastDay)) return await showMonth(addMonths(month, 1), {}, true);
    } catch (error) {
      if (turn === turns.days) trouble(error);
    }
  }

  async function loadSlots(): Promise<void> {
    const turn = ++turns.slots;
    const { day, party } = state;
    turns.instead++;
    set({ loading: true, instead: null, fault: null });
    try {
      const slots = await call('GET /api/restaurants/:restaurant/availability', {
        params,
        query: { day, party },
      });
      if (turn !== turns.slots) return;
      set({ slots, loading: false });
      const full = slots.slots.filter((slot) => slot.status === 'full');
      if (full[0] && !slots.slots.some(bookable)) {
        // Nothing at all on that day: say at once what is near, to the time wished last or a usual one.
        const wish = state.time || '20:00';
        await askInstead((full.find((slot) => slot.time >= wish) ?? full.at(-1)!).time);
      }
    } catch (error) {
      if (turn === turns.slots) trouble(error, { loading: false });
    }
  }

  /** Looks for the times nearest to one that cannot be had, or can no longer. */
  async function askInstead(time: string, as: 'instead' | 'lost' = 'instead'): Promise<void> {
    const turn = ++turns.instead;
    const { day, party } = state;
    set({ [as]: { time, offers: null } });
    const { alternatives, elsewhere } = await call('GET /api/restaurants/:restaurant/nearest', {
      params,
      query: { day, time, party },
    }).catch((): { alternatives: Offer[]; elsewhere?: Elsewhere[] } => ({
      alternatives: [], // the times of the day are on the screen anyway: none nearer is offered
    }));
    if (turn === turns.instead) set({ [as]: { time, offers: alternatives, elsewhere } });
  }

  /** Shows a month and reads its days. `patch` goes with it at once, so that a focused day is on the page. */
  function showMonth(month: string, patch: Partial<State> = {}, choose = false): Promise<void> {
    set({ ...patch, month, days: null, fault: null });
    return loadDays(choose);
  }

  /** Goes to a day: shows its month if it is another. */
  function goTo(day: string, patch: Partial<State>) {
    if (monthOf(day) !== state.month) void showMonth(monthOf(day), patch);
    else set(patch);
  }

  /** The day, or the nearest to it that can be booked at all. */
  const inReach = (day: string) => within(day, state.card!.today, state.card!.lastDay);

  /** Reads the days and the times anew; without a day, takes the first that is open. */
  function reload() {
    void loadDays(!state.day);
    if (state.day) void loadSlots();
  }

  /** Chooses a day of service and reads its times. `focus`: the keyboard goes there too. */
  function chooseDay(day: string, focus = true): Promise<void> {
    goTo(day, { day, cursor: day, ...(focus && { focus: { at: day } }) });
    return loadSlots();
  }

  /** Takes a time, on the chosen day or on another, and goes on to the contact. What was typed stays. */
  function take({ day, time }: Offer) {
    const elsewhere = day !== state.day;
    set({ step: 'contact', time, lost: null, fault: null, focus: { at: 'heading' } });
    if (elsewhere) void chooseDay(day, false);
    void keep();
  }

  /** Gives up a hold; when that does not get through it ends by itself. */
  const giveUp = (token: string) =>
    void call('DELETE /api/holds/:token', { params: { token } }).catch(() => {});

  function letGo() {
    turns.hold++;
    if (hold) giveUp(hold);
    hold = '';
    set({ kept: null });
  }

  /** Keeps the chosen time for some minutes, and counts them. Where that cannot be, the guest books without. */
  async function keep(): Promise<void> {
    letGo();
    const turn = turns.hold;
    const { day, time, party } = state;
    const body = { day, time, party };
    try {
      const { token, seconds } = await call('POST /api/restaurants/:restaurant/holds', {
        params,
        body,
        key: freshKey(),
      });
      if (turn !== turns.hold) return giveUp(token);
      hold = token;
      const end = performance.now() + seconds * 1000;
      const count = () => {
        if (turn !== turns.hold) return;
        const kept = Math.max(0, Math.ceil((end - performance.now()) / 1000));
        set({ kept });
        if (kept) setTimeout(count, 1000);
      };
      count();
    } catch (error) {
      if (turn === turns.hold && (error as CallFailed).code === 'slot_taken') await askInstead(time, 'lost');
    }
  }

  async function start() {
    set({ fault: null });
    try {
      const card = await call('GET /api/restaurants/:restaurant', { params });
      const party = Math.min(Math.max(state.party, card.minParty), card.maxParty);
      const contact = { ...nobody, phoneCountry: card.country };
      const cursor = state.day || card.today;
      void showMonth(monthOf(cursor), { card, party, cursor, contact }, true);
      if (state.day) void loadSlots();
    } catch (error) {
      trouble(error);
    }
  }

  /** Back to the table, with everything that was typed; its times are read anew. */
  function back() {
    letGo();
    set({ step: 'table', lost: null, fault: null, focus: { at: 'heading' } });
    reload();
  }

  async function send(body: BookRequest): Promise<void> {
    // While the outcome of an attempt is unknown its key stays: whatever is sent next, only one can be booked.
    key ||= freshKey();
    sent ??= body;
    set({ sending: true, fault: null, lost: null });
    try {
      const booking = await call('POST /api/restaurants/:restaurant/reservations', { params, body, key });
      const earlier =
        body === sent && (body.day !== state.day || body.time !== state.time || body.party !== state.party);
      key = '';
      sent = null;
      turns.hold++;
      set({ step: 'done', booking, earlier, sending: false, focus: { at: 'heading' } });
    } catch (error) {
      const { kind, status, code, detail } = error as CallFailed;
      // The first attempt had arrived, and this one says something else: ask again for what is booked.
      if (code === 'key_reused' && sent !== body) return send(sent!);
      if (kind === 'refused' && status < 500) {
        key = '';
        sent = null;
      }
      const problems = code === 'invalid' ? problemIn(detail) : {};
      const wrong = fields.find((field) => problems[field]);
      if (wrong) set({ sending: false, problems, focus: { at: wrong } });
      else if (code === 'slot_taken' || code === 'slot_not_open')
        set({
          sending: false,
          lost: { time: state.time, offers: (detail.alternatives as Offer[] | undefined) ?? [] },
          focus: { at: 'lost' },
        });
      else set({ sending: false, fault: faultOf(error, true), focus: { at: 'fault' } });
    }
  }

  return {
    /** Reads the restaurant; resolves when it is known or has failed, while its first open day is still looked for. */
    start,
    chooseParty(party: number) {
      set({ party });
      reload();
    },
    showMonth(month: string) {
      void showMonth(month, { cursor: inReach(`${month}-01`) });
    },
    /** Moves the keyboard in the calendar, never before today nor past the last day that can be booked. */
    moveTo(wish: string) {
      const day = inReach(wish);
      goTo(day, { cursor: day, focus: { at: day } });
    },
    chooseDay: (day: string) => void chooseDay(day),
    askInstead: (time: string) => void askInstead(time),
    take,
    back,
    /** What is beside the form is over: with what was typed there, and perhaps a table that is free. */
    resume(contact: Contact, offer?: Offer) {
      set({ contact });
      if (offer) take(offer);
      else back();
    },
    /** What was to be opened beside the form could not be fetched. */
    failed: () => set({ fault: { booking: false, why: 'broken', wait: 0 } }),
    /** The form goes: what it kept is given up. */
    letGo,
    /** Reads the words beside the consents. Without them no consent is asked for, and booking goes on. */
    async readWords(locale: Locale) {
      try {
        set({
          words: await call('GET /api/restaurants/:restaurant/consent-words', { params, query: { locale } }),
        });
      } catch {}
    },
    type(patch: Partial<Contact>) {
      const problems = { ...state.problems };
      for (const field of fields) if (field in patch) delete problems[field];
      set({ contact: { ...state.contact, ...patch }, problems });
    },
    /** Tries again what failed to be read. */
    again() {
      if (!state.card) void start();
      else {
        set({ fault: null });
        reload();
      }
    },
    /** Books, once: after a failure whose outcome is unknown, the same again is the same reservation. */
    submit(locale: Locale) {
      if (state.sending) return;
      const { day, time, party, contact, words, card } = state;
      const area = areasOf(state).find((name) => name === contact.area);
      const problems = check(contact, card!.form);
      const wrong = fields.find((field) => problems[field]);
      set({ problems, ...(wrong && { focus: { at: wrong } }) });
      if (wrong) return;
      const body = {
        day,
        time,
        party,
        ...asRequest(contact, locale, words?.version),
        ...(area && { area }),
        ...(hold && { hold }),
        source,
      };
      void send(JSON.stringify(body) === JSON.stringify(sent) ? sent! : body);
    },
  };
}

export type Acts = ReturnType<typeof makeBooking>;
