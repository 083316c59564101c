import { minutesOf, plusDays, timeOf, weekdayOf } from './days.ts';
import { step } from './dialogue.ts';
import type { Alternative, Answer, Ask, Booked, Elsewhere, Facts, Waiting } from './exchange.ts';
import { freshState, type State } from './state.ts';

/** A restaurant on paper: closed on Mondays, lunch and dinner from Tuesday to Saturday, brunch on Sunday. */
export const ardoise: Facts = {
  restaurant: {
    name: 'Ardoise',
    country: 'FR',
    locale: 'fr',
    formOfAddress: 'vous',
    phone: '+33143541234',
    email: 'bonjour@ardoise.example',
    address: { street: "12 rue de l'Ardoise", postcode: '75005', city: 'Paris', country: 'FR' },
    minParty: 1,
    maxParty: 8,
    lastDay: '2027-01-05',
    areas: ['Salle'],
    requestFrom: null,
    waitlist: false,
    house: {},
    shifts: [
      { name: 'Midi', weekdays: [2, 3, 4, 5, 6], first: '12:00', last: '14:00' },
      { name: 'Soir', weekdays: [2, 3, 4, 5, 6], first: '19:00', last: '22:00' },
      { name: 'Brunch', weekdays: [7], first: '11:00', last: '14:30' },
    ],
  },
  today: '2026-10-07',
  now: '15:00',
  verifiedPhone: null,
  mayRemind: null,
};

/**
 * What does not fit the plain restaurant: slots that are full ("2026-10-10 20:00", "2026-10-10 20:00 Terrasse"),
 * whole days, answers to come.
 */
export type Circumstances = {
  facts?: Partial<Omit<Facts, 'restaurant'>> & { restaurant?: Partial<Facts['restaurant']> };
  full?: string[];
  /** Slots that turn out to be taken only when they are booked. */
  takenMeanwhile?: string[];
  /** Reservations that the line's own number proves. */
  known?: Booked[];
  /** Days that are closed, with what the restaurant says of them. */
  closed?: Record<string, string>;
  /** Places on the waitlist, with what is offered to them. */
  waits?: Waiting[];
  /** What other houses have when this one has nothing. */
  elsewhere?: Elsewhere[];
  /** Said instead of the paper's own answer, once each. */
  refusals?: Partial<Record<Ask['kind'], Answer>>;
};

/** A conversation with the paper restaurant: the dialogue's asks are answered as a server would. */
export function rehearse(circumstances: Circumstances = {}) {
  const facts: Facts = {
    ...ardoise,
    ...circumstances.facts,
    restaurant: { ...ardoise.restaurant, ...circumstances.facts?.restaurant },
  };
  const bookings = new Map((circumstances.known ?? []).map((booking) => [booking.token, booking]));
  const refusals = { ...circumstances.refusals };
  const full = new Set(circumstances.full);
  const waits = new Map((circumstances.waits ?? []).map((wait) => [wait.token, wait]));
  let state: State = freshState();
  let needsPerson = false;
  let reminders: boolean | undefined;

  const slots = (day: string) =>
    facts.restaurant.shifts
      .filter((shift) => shift.weekdays.includes(weekdayOf(day)) && !(day in (circumstances.closed ?? {})))
      .flatMap((shift) => {
        const times: (Answer & { kind: 'availability' })['slots'] = [];
        for (let at = minutesOf(shift.first); at <= minutesOf(shift.last); at += 30) {
          const time = timeOf(Math.floor(at / 60), at % 60);
          const past = day === facts.today && time < facts.now;
          const areas = facts.restaurant.areas.filter((area) => !full.has(`${day} ${time} ${area}`));
          const isFull = full.has(`${day} ${time}`) || full.has(day) || areas.length === 0;
          times.push({
            time,
            shift: shift.name,
            status: past ? 'closed' : isFull ? 'full' : 'open',
            ...(!past && !isFull && { areas }),
            ...(past && { reason: 'past' }),
            ...(!past && isFull && { reason: 'no_table' }),
          });
        }
        return times;
      });

  function nearest(day: string, time: string): Alternative[] {
    const open = (on: string) =>
      slots(on)
        .filter((slot) => slot.status === 'open')
        .sort(
          (a, b) =>
            Math.abs(minutesOf(a.time) - minutesOf(time)) - Math.abs(minutesOf(b.time) - minutesOf(time)),
        )
        .map((slot) => ({ day: on, time: slot.time }));
    const around = [1, -1, 2, -2].map((days) => plusDays(day, days)).filter((on) => on >= facts.today);
    return [...open(day), ...around.flatMap((on) => open(on).slice(0, 1))].slice(0, 3);
  }

  function answer(ask: Ask): Answer {
    const refusal = refusals[ask.kind];
    if (refusal) {
      delete refusals[ask.kind];
      return refusal;
    }
    switch (ask.kind) {
      case 'availability':
      case 'service': {
        const { kind, day } = ask;
        const message = circumstances.closed?.[day];
        if (slots(day).length > 0) return { kind, slots: slots(day) };
        return { kind, slots: [], reason: 'closed', ...(message && { message: { fr: message } }) };
      }
      case 'nearest': {
        const { elsewhere } = circumstances;
        const none = elsewhere && !slots(ask.day).some(({ status }) => status === 'open');
        return { kind: 'nearest', alternatives: nearest(ask.day, ask.time), ...(none && { elsewhere }) };
      }
      case 'book': {
        const at = `${ask.day} ${ask.time}`;
        if (circumstances.takenMeanwhile?.includes(at)) {
          full.add(at);
          return { kind: 'refused', code: 'slot_taken', alternatives: nearest(ask.day, ask.time) };
        }
        const number = bookings.size + 1;
        const booking: Booked = {
          token: `token-of-reservation-${number}`,
          reference: `REF${number}`,
          status: ask.party >= (facts.restaurant.requestFrom ?? 99) ? 'requested' : 'confirmed',
          day: ask.day,
          time: ask.time,
          party: ask.party,
          firstName: ask.guest.firstName,
          lastName: ask.guest.lastName,
          manageUrl: `http://localhost/b/${number}`,
          cancellable: true,
          area: ask.area ?? null,
          remark: ask.remark ?? null,
          coming: false,
          confirmable: true,
        };
        bookings.set(booking.token, booking);
        return { kind: 'booked', booking };
      }
      case 'bookings':
        return {
          kind: 'bookings',
          bookings: [
            ...new Map(
              [...ask.tokens.map((token) => bookings.get(token)), ...(circumstances.known ?? [])]
                .filter((booking) => booking !== undefined)
                .map((booking) => [booking.token, bookings.get(booking.token)!]),
            ).values(),
          ],
        };
      case 'move': {
        const booking = bookings.get(ask.token);
        if (!booking) return { kind: 'refused', code: 'not_found' };
        const at = `${ask.day} ${ask.time}`;
        if (circumstances.takenMeanwhile?.includes(at)) {
          full.add(at);
          return { kind: 'refused', code: 'slot_taken', alternatives: nearest(ask.day, ask.time) };
        }
        const { day, time, party, area, remark } = ask;
        const { requestFrom } = facts.restaurant;
        if (requestFrom !== null && party >= requestFrom && party > booking.party) {
          if (!ask.ask) return { kind: 'refused', code: 'cannot_change', reason: 'request' };
          return { kind: 'wished', booking };
        }
        const moved = { ...booking, day, time, party, ...(area && { area }), ...(remark && { remark }) };
        bookings.set(ask.token, moved);
        return { kind: 'moved', booking: moved };
      }
      case 'late':
      case 'note':
      case 'come': {
        const booking = bookings.get(ask.token);
        if (!booking) return { kind: 'refused', code: 'not_found' };
        const told = ask.kind === 'come' ? { ...booking, coming: true } : { ...booking, remark: ask.remark };
        bookings.set(ask.token, told);
        return { kind: ask.kind === 'come' ? 'comes' : 'moved', booking: told };
      }
      case 'wait': {
        const open = slots(ask.day).find(
          ({ time, status }) => time >= ask.from && time <= ask.to && status === 'open',
        );
        if (open)
          return {
            kind: 'refused',
            code: 'not_full',
            alternatives: [{ day: ask.day, time: open.time }],
          };
        const number = waits.size + 1;
        const { day, party } = ask;
        const waitUrl = `http://localhost/w/${number}`;
        const wait: Waiting = {
          token: `token-of-wait-${number}`,
          day,
          party,
          waitUrl,
          offer: null,
          booking: null,
        };
        waits.set(wait.token, wait);
        return { kind: 'waiting', wait };
      }
      case 'waits':
        return { kind: 'waits', waits: [...waits.values()].filter(({ booking }) => !booking) };
      case 'answer_offer': {
        const wait = waits.get(ask.token)!;
        if (!ask.take) {
          waits.delete(ask.token);
          return { kind: 'waiting', wait };
        }
        const taken: Waiting = {
          ...wait,
          offer: null,
          booking: {
            token: 'token-of-what-was-offered',
            reference: 'REF9',
            manageUrl: 'http://localhost/b/9',
            status: 'confirmed',
          },
        };
        waits.set(ask.token, taken);
        return { kind: 'waiting', wait: taken };
      }
      case 'leave_wait':
        waits.delete(ask.token);
        return { kind: 'left' };
      case 'unsubscribe':
        return { kind: 'unsubscribed' };
      case 'cancel': {
        const booking = bookings.get(ask.token);
        if (!booking) return { kind: 'refused', code: 'not_found' };
        const cancelled = { ...booking, status: 'cancelled', cancellable: false };
        bookings.set(ask.token, cancelled);
        return { kind: 'cancelled', booking: cancelled };
      }
    }
  }

  return {
    facts,
    get state() {
      return state;
    },
    get needsPerson() {
      return needsPerson;
    },
    /** The guest says something; what was asked of the restaurant, and what the bot said. */
    hear(text: string, unseen = false) {
      const asks: Ask[] = [];
      const told = reminders === undefined ? facts : { ...facts, mayRemind: null };
      let result = step(state, { kind: 'message', text, unseen }, told);
      let saidNow = result.reminders;
      while (result.ask) {
        asks.push(result.ask);
        if (asks.length > 6) throw new Error('The dialogue asks without end');
        result = step(result.state, { kind: 'answer', ask: result.ask, answer: answer(result.ask) }, told);
        saidNow ??= result.reminders;
      }
      reminders ??= saidNow;
      state = JSON.parse(JSON.stringify(result.state)) as State;
      needsPerson = result.needsPerson;
      const said = result.say.join('\n');
      return { asks, said, language: result.language, needsPerson, reminders: saidNow };
    },
  };
}

/** An ask in one line, as conversation scripts write it. */
export function askLine(ask: Ask): string {
  switch (ask.kind) {
    case 'availability':
      return `availability ${ask.day} for ${ask.party}${ask.token ? ` without ${ask.token}` : ''}`;
    case 'nearest':
      return `nearest ${ask.day} ${ask.time} for ${ask.party}`;
    case 'book': {
      const { firstName, lastName, phone, email } = ask.guest;
      return [
        `book ${ask.day} ${ask.time} for ${ask.party}, ${`${firstName} ${lastName}`.trim()}, ${phone}`,
        ...(ask.area ? [ask.area] : []),
        ...(email ? [email] : []),
        ...(ask.remark ? [`«${ask.remark}»`] : []),
      ].join(', ');
    }
    case 'bookings':
      return `bookings to ${ask.to}`;
    case 'cancel':
      return `cancel ${ask.token}`;
    case 'late':
      return `late for ${ask.token} «${ask.remark}»`;
    case 'move':
      return [
        `${ask.ask ? 'wish' : 'move'} ${ask.token} to ${ask.day} ${ask.time} for ${ask.party}`,
        ...(ask.area ? [ask.area] : []),
        ...(ask.remark ? [`«${ask.remark}»`] : []),
      ].join(', ');
    case 'note':
      return `note on ${ask.token} «${ask.remark}»`;
    case 'come':
      return `come ${ask.token}`;
    case 'service':
      return `service ${ask.day}`;
    case 'wait': {
      const { firstName, lastName, phone } = ask.guest;
      const who = `${firstName} ${lastName}`.trim();
      return [
        `wait ${ask.day} ${ask.from} to ${ask.to} for ${ask.party}, ${who}, ${phone}`,
        ...(ask.area ? [ask.area] : []),
      ].join(', ');
    }
    case 'waits':
      return `waits to ${ask.to}`;
    case 'answer_offer':
      return `${ask.take ? 'take' : 'leave to others'} what ${ask.token} offers`;
    case 'leave_wait':
      return `leave ${ask.token}`;
    case 'unsubscribe':
      return 'unsubscribe';
  }
}
