/**
 * A reservation being changed by its guest, without its page: another table is chosen as when booking, among what
 * is free as if this reservation were not there, and the old one stays theirs until the new one is.
 */
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { Booking, ChangeRequest } from '../server/reservations/contract.ts';
import { type Acts, type Instead, makeBooking, type Offer, type State } from './booking.ts';
import { type Trouble, troubleOf } from './reservation.ts';

type Caller = ReturnType<typeof caller>;

export type Changing = {
  /** Choosing the table: `step` is 'table' while it is chosen and 'contact' once a time was taken. */
  table: State;
  /** The area that is wished for; '' leaves it to the restaurant. */
  area: string;
  remark: string;
  sending: boolean;
  trouble: Trouble | null;
  /** The server said that the restaurant is to be asked for this. */
  toAsk: boolean;
  /** The wished time is no longer free: what is near it. */
  lost: Instead | null;
  /** What should have the focus now; a new object each time it is asked for. */
  focus: { at: string } | null;
};

/** What differs from the reservation, as the server wants it; null when nothing does. */
export function wishOf(
  booking: Pick<Booking, 'day' | 'time' | 'party' | 'area' | 'remark'>,
  {
    table,
    area,
    remark,
  }: Pick<Changing, 'area' | 'remark'> & { table: Pick<State, 'day' | 'time' | 'party'> },
): ChangeRequest | null {
  const { day, time, party } = table;
  const moved = day !== booking.day || time !== booking.time || party !== booking.party;
  const said = remark.trim() !== (booking.remark ?? '');
  const elsewhere = area !== '' && area !== booking.area;
  if (!moved && !said && !elsewhere) return null;
  return {
    ...(moved && { day, time, party }),
    ...(elsewhere && { area }),
    ...(said && { remark: remark.trim() }),
  };
}

/** Whether the restaurant is to be asked: the reservation stays as it is until it has answered. */
export function isToAsk(booking: Booking, { table, toAsk }: Pick<Changing, 'table' | 'toAsk'>): boolean {
  if (toAsk || booking.status !== 'confirmed') return toAsk;
  const { day, time, party, slots } = table;
  const moved = day !== booking.day || time !== booking.time || party > booking.party;
  const slot = slots?.day === day && slots.party === party && slots.slots.find((one) => one.time === time);
  return moved && slot ? slot.status === 'request' : false;
}

/** Asks what is free as if the reservation were not there, and lets its party stay what it is. */
function asOwner(call: Caller, { token, party }: Booking): Caller {
  const ask = call as unknown as (endpoint: string, input: object) => Promise<object>;
  const own: Record<string, string> = {
    'GET /api/restaurants/:restaurant/calendar': 'GET /api/bookings/:token/calendar',
    'GET /api/restaurants/:restaurant/availability': 'GET /api/bookings/:token/availability',
    'GET /api/restaurants/:restaurant/nearest': 'GET /api/bookings/:token/nearest',
  };
  const owner = async (endpoint: string, input: object) => {
    // The table that they have is theirs until the change: nothing else is kept beside it.
    if (endpoint.includes('/holds')) throw new Error('not held');
    if (own[endpoint]) return ask(own[endpoint], { ...input, params: { token } });
    const reply = await ask(endpoint, input);
    if (endpoint !== 'GET /api/restaurants/:restaurant') return reply;
    const card = reply as NonNullable<State['card']>;
    // The staff may have written a party that could not have booked by itself.
    return {
      ...card,
      minParty: Math.min(card.minParty, party),
      maxParty: Math.max(card.maxParty, party),
    };
  };
  return owner as unknown as Caller;
}

export type ChangePlan = {
  call: Caller;
  booking: Booking;
  /** Only the remark, at first: the table stays unless the guest goes back to it. */
  remarkOnly: boolean;
  changed: (changing: Changing) => void;
  /** The end: the reservation as it is now, or null when all was left as it was. `asked`: it waits for an answer. */
  over: (booking: Booking | null, asked?: boolean) => void;
};

/** Changes a reservation. Nothing is asked of the server before `start`. No act throws. */
export function change({ call, booking, remarkOnly, changed, over }: ChangePlan) {
  const { day, time, party } = booking;
  let state: Changing | undefined;
  const set = (patch: Partial<Changing>) => {
    state = { ...state!, ...patch };
    changed(state);
  };
  const acts: Acts = makeBooking({
    call: asOwner(call, booking),
    restaurant: booking.restaurant.slug,
    source: 'page',
    from: { day, time, party, ...(remarkOnly && { step: 'contact' }) },
    changed(table) {
      state ??= {
        table,
        area: '',
        remark: booking.remark ?? '',
        sending: false,
        trouble: null,
        toAsk: false,
        lost: null,
        focus: null,
      };
      set({ table, ...(table.focus !== state.table.focus && { focus: table.focus }) });
    },
  });
  /** Takes a time, on the chosen day or another: what is left is to say yes. */
  const take = (offer: Offer) => {
    set({ area: '', lost: null, trouble: null, toAsk: false });
    acts.take(offer);
  };
  const back = () => {
    set({ lost: null, trouble: null, toAsk: false });
    acts.back();
  };
  return {
    table: { ...acts, take, back },
    start: acts.start,
    write: (remark: string) => set({ remark }),
    chooseArea: (area: string) => set({ area }),
    /** Leaves all as it was. */
    keep: () => over(null),
    /** Asks for the change. The same wish twice is one change, so a retry is always safe. */
    async submit() {
      if (!state || state.sending) return;
      const wish = wishOf(booking, state);
      if (!wish) return over(null);
      const ask = isToAsk(booking, state);
      set({ sending: true, trouble: null, lost: null });
      try {
        const body = { ...wish, ...(ask && { ask }) };
        const now = await call('PATCH /api/bookings/:token', { params: { token: booking.token }, body });
        over(now, ask && now.wished?.declined === false);
      } catch (error) {
        const { code, detail } = error as CallFailed;
        if (code === 'cannot_change' && detail.reason === 'request')
          set({ sending: false, toAsk: true, focus: { at: 'asking' } });
        else if (error instanceof CallFailed && (code === 'slot_taken' || code === 'slot_not_open'))
          set({
            sending: false,
            lost: { time: state.table.time, offers: (detail.alternatives as Offer[] | undefined) ?? [] },
            focus: { at: 'lost' },
          });
        else set({ sending: false, trouble: troubleOf(error), focus: { at: 'trouble' } });
      }
    },
  };
}

export type ChangeActs = ReturnType<typeof change>;
