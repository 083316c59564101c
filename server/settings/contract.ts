import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, ForRestaurant, Id, Time } from '../contract/words.ts';
import { Ask } from '../restaurants/contract.ts';
import { AreaPlan, TablePlace } from '../seating/contract.ts';

/** What is optional and absent is not limited, not set, or as usual. Nothing is null. */
const strict = { additionalProperties: false };
const Party = Type.Integer({ minimum: 1, maximum: 200 });
const Name = Type.String({ minLength: 1, maxLength: 60 });

export const TurnTimes = Type.Array(
  Type.Object({ upTo: Party, minutes: Type.Integer({ minimum: 15, maximum: 720 }) }, strict),
  { maxItems: 20, description: 'By party size, rising; parties above the last line keep its time' },
);

const limits = {
  covers: Type.Optional(Type.Integer({ minimum: 0, maximum: 2000 })),
  parties: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
  onlineCovers: Type.Optional(Type.Integer({ minimum: 0, maximum: 2000 })),
  onlineParties: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
};
export const Pace = Type.Object(
  {
    ...limits,
    exceptions: Type.Optional(
      Type.Array(Type.Object({ time: Time, ...limits }, strict), {
        maxItems: 100,
        description: 'What one slot says otherwise; what it does not say is as in the rest of the shift',
      }),
    ),
  },
  { ...strict, description: 'How many may arrive at one slot, in all and by booking online' },
);
export type Pace = Static<typeof Pace>;

const stretch = {
  name: Name,
  first: Time,
  last: Time,
  step: Type.Integer({ description: 'Minutes: 15, 20, 30 or 60' }),
  staffFirst: Type.Optional(Time),
  staffLast: Type.Optional(Time),
  turnTimes: Type.Optional(TurnTimes),
  pace: Type.Optional(Pace),
};
export const ShiftSettings = Type.Object(
  {
    id: Type.Optional(Id),
    ...stretch,
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      description: 'ISO: 1 is Monday',
    }),
    validFrom: Type.Optional(Day),
    validTo: Type.Optional(Day),
  },
  { ...strict, description: 'A last seating before the first is after midnight, until 05:59' },
);
export type ShiftSettings = Static<typeof ShiftSettings>;

export const SpecialShift = Type.Object(stretch, strict);
export type SpecialShift = Static<typeof SpecialShift>;

export const SpecialDaySettings = Type.Object(
  {
    id: Type.Optional(Id),
    from: Day,
    to: Day,
    closed: Type.Boolean(),
    message: Type.Optional(
      Type.Object(
        {
          fr: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
          en: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
        },
        strict,
      ),
    ),
    shifts: Type.Array(SpecialShift, {
      maxItems: 12,
      description: 'Instead of the usual ones, also on days that are usually closed; none when closed',
    }),
  },
  strict,
);
export type SpecialDaySettings = Static<typeof SpecialDaySettings>;

export const TableSettings = Type.Object(
  {
    id: Type.Optional(Id),
    name: Type.String({ minLength: 1, maxLength: 20 }),
    minSeats: Party,
    maxSeats: Party,
    offered: Type.Optional(
      Type.Enum(['online', 'staff', 'walk_in'], { description: 'To whom it is given; online: to everybody' }),
    ),
    place: Type.Optional(TablePlace),
  },
  strict,
);
export const AreaSettings = Type.Object(
  {
    id: Type.Optional(Id),
    name: Name,
    online: Type.Boolean({ description: 'Whether guests may book there by themselves' }),
    plan: Type.Optional(AreaPlan),
    tables: Type.Array(TableSettings, { maxItems: 500 }),
  },
  strict,
);
export type AreaSettings = Static<typeof AreaSettings>;

const Hours = Type.Integer({ minimum: 0, maximum: 720 });
const ToCome = Type.Integer({ minimum: 1, maximum: 168 });

/** What guests may do by themselves, what they are asked for, and what they are written to. */
const guestRules = {
  holdMinutes: Type.Integer({
    minimum: 1,
    maximum: 30,
    description: 'How long a table is kept while the form is filled in',
  }),
  guestChanges: Type.Boolean({ description: 'Whether guests change their reservation by themselves' }),
  changeHours: { ...Hours, description: 'Until so many hours before they are expected' },
  guestCancels: Type.Boolean(),
  cancelHours: { ...Hours, description: 'The same for cancelling; what is cancelled later is late' },
  noShowLimit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 20,
      description:
        'Who failed to come so often in twelve months, in any restaurant of the organisation, books on request',
    }),
  ),
  askEmail: Ask,
  askPhone: { ...Ask, description: 'One of email and phone is required' },
  askLastName: Ask,
  askRemark: Type.Boolean(),
  askOccasion: Type.Boolean(),
  reminder: Type.Boolean(),
  reminderHours: Type.Optional({ ...ToCome, description: 'Absent: the day before, from 10:00' }),
  thanks: Type.Boolean(),
  thanksHours: { ...ToCome, description: 'After the party has left' },
  waitlist: Type.Boolean({ description: 'Whether guests may wait for a full day' }),
  waitlistOfferMinutes: Type.Integer({
    minimum: 5,
    maximum: 240,
    description: 'How long a freed table is kept for the one who is offered it',
  }),
};

/** The whole description of a restaurant's service, as managers edit it. */
export const ServiceSettings = Type.Object(
  {
    version: Type.Integer({
      minimum: 0,
      description: 'As it was read; saving over somebody else’s change is 409 stale_settings',
    }),
    rules: Type.Object(
      {
        minParty: Party,
        maxParty: Party,
        requestFrom: Type.Optional(Party),
        leadMinutes: Type.Integer({ minimum: 0, maximum: 43_200 }),
        cutoff: Type.Optional(Time),
        horizonDays: Type.Integer({ minimum: 0, maximum: 730 }),
        bufferMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
        turnTimes: TurnTimes,
        ...guestRules,
      },
      strict,
    ),
    shifts: Type.Array(ShiftSettings, { maxItems: 60 }),
    specialDays: Type.Array(SpecialDaySettings, { maxItems: 400 }),
    areas: Type.Array(AreaSettings, { maxItems: 40 }),
    combinations: Type.Array(
      Type.Object(
        {
          id: Type.Optional(Id),
          tables: Type.Array(Type.String({ maxLength: 20 }), {
            minItems: 2,
            maxItems: 12,
            description: 'Names of tables of one area',
          }),
          minSeats: Party,
          maxSeats: Party,
        },
        strict,
      ),
      { maxItems: 500 },
    ),
  },
  strict,
);
export type ServiceSettings = Static<typeof ServiceSettings>;

/** Shifts that share slots: the first named has them. */
export const Overlap = Type.Object({
  shifts: Type.Array(Type.String(), { description: 'Two names' }),
  weekdays: Type.Array(Type.Integer()),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
});
export type Overlap = Static<typeof Overlap>;

/** A coming reservation that the new description has no room for. It is kept all the same. */
export const Unfit = Type.Object({
  id: Id,
  reference: Type.String(),
  day: Day,
  time: Time,
  party: Type.Integer(),
  name: Type.String(),
  shift: Type.String(),
  tables: Type.Array(Type.String()),
  why: Type.Enum(['closed', 'no_slot', 'table_retired', 'table_too_small', 'pace'], {
    description:
      'closed: no service that day; no_slot: no such time any more; table_…: of what it keeps; pace: too many arrive then, and it came after the others',
  }),
});
export type Unfit = Static<typeof Unfit>;

const Saved = Type.Object({
  settings: ServiceSettings,
  savedBy: Type.Optional(Type.String({ description: 'Who of the staff saved them last' })),
  overlaps: Type.Array(Overlap),
});

export const settingsEndpoints = {
  'GET /api/settings/service': {
    access: 'manager',
    summary: "A restaurant's service: rules, shifts, special days, pace, room",
    query: ForRestaurant,
    reply: Saved,
  },
  'PUT /api/settings/service': {
    access: 'manager',
    summary:
      'Saves all of it at once; reservations that no longer fit are kept and listed. Tables that are left out are retired, not deleted. 409 stale_settings when somebody saved since it was read',
    query: ForRestaurant,
    body: ServiceSettings,
    bodyLimit: 524_288,
    reply: Type.Object({
      settings: ServiceSettings,
      overlaps: Type.Array(Overlap),
      unfit: Type.Array(Unfit),
    }),
  },
  'POST /api/settings/service/dry-run': {
    access: 'manager',
    summary: 'What saving would do: reservations that would no longer fit, and covers a week gained or lost',
    query: ForRestaurant,
    body: ServiceSettings,
    bodyLimit: 524_288,
    reply: Type.Object({
      overlaps: Type.Array(Overlap),
      unfit: Type.Array(Unfit),
      coversPerWeek: Type.Object({
        before: Type.Integer(),
        after: Type.Integer({
          description: 'The mean of the weeks that can be booked, online and by the staff',
        }),
      }),
      weeks: Type.Array(Type.Object({ monday: Day, before: Type.Integer(), after: Type.Integer() }), {
        description: 'Those weeks of them in which it changes',
      }),
    }),
  },
} satisfies EndpointTable;
