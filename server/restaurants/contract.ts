import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, ForRestaurant, Locale, Nullable, Slug, Time } from '../contract/words.ts';

export const Address = Type.Object({
  street: Type.String(),
  postcode: Type.String(),
  city: Type.String(),
  country: Type.String({ description: 'ISO 3166-1 alpha-2' }),
});

export const Ask = Type.Enum(['required', 'optional', 'hidden']);
export type Ask = Static<typeof Ask>;

/** What the booking form asks for; the server refuses with 400 required what is required and missing. */
export const AskedFields = Type.Object({
  email: Ask,
  phone: Ask,
  lastName: Ask,
  remark: Type.Boolean({ description: 'Whether it is shown' }),
  occasion: Type.Boolean(),
});
export type AskedFields = Static<typeof AskedFields>;

const strict = { additionalProperties: false };
const Told = Type.Object(
  {
    fr: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    en: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  },
  { ...strict, description: 'Told in the language that there is, when the other is not written' },
);

/** What guests who ask are told of the house; what is absent nobody has said. Strings are trimmed by the server. */
export const HouseFacts = Type.Object(
  {
    parking: Type.Optional(Told),
    allergens: Type.Optional(Told),
    menuUrl: Type.Optional(Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 500 })),
  },
  strict,
);
export type HouseFacts = Static<typeof HouseFacts>;

/** How guests are spoken to in French. */
export const FormOfAddress = Type.Enum(['vous', 'tu']);
export type FormOfAddress = Static<typeof FormOfAddress>;

/** A restaurant as anybody may know it. */
export const RestaurantCard = Type.Object({
  slug: Slug,
  name: Type.String(),
  timeZone: Type.String({ description: 'IANA zone' }),
  country: Type.String({ description: 'ISO 3166-1 alpha-2: how phone numbers are read' }),
  locale: Locale,
  phone: Nullable(Type.String({ description: 'E.164' })),
  phoneFormatted: Nullable(Type.String({ description: 'As people of its country write it' })),
  email: Nullable(Type.String()),
  website: Nullable(Type.String()),
  address: Address,
  accent: Nullable(Type.String({ description: '#rrggbb' })),
  minParty: Type.Integer(),
  maxParty: Type.Integer({ description: 'The largest party that may book by itself' }),
  horizonDays: Type.Integer({ description: 'How many days ahead one may book' }),
  today: Day,
  lastDay: Day,
  shifts: Type.Array(
    Type.Object({
      name: Type.String(),
      weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { description: 'ISO: 1 is Monday' }),
      first: Time,
      last: Time,
    }),
    { description: 'The usual week, of the season that it is' },
  ),
  areas: Type.Array(Type.String()),
  form: AskedFields,
  requestFrom: Nullable(Type.Integer({ description: 'From so many people on, a booking is a request' })),
  waitlist: Type.Boolean({ description: 'Whether guests may wait for a table of a full day' }),
  house: Type.Optional(HouseFacts),
  formOfAddress: FormOfAddress,
});
export type RestaurantCard = Static<typeof RestaurantCard>;

export const restaurantEndpoints = {
  'GET /api/restaurants/:restaurant': {
    access: 'public',
    summary: 'A restaurant as its guests know it',
    params: Type.Object({ restaurant: Slug }),
    reply: RestaurantCard,
  },
  'PUT /api/settings/house': {
    access: 'manager',
    summary: 'What guests who ask are told of parking, the menu and allergens; what is left out is not known',
    query: ForRestaurant,
    body: HouseFacts,
    reply: HouseFacts,
  },
  'PUT /api/settings/form-of-address': {
    access: 'manager',
    summary: 'How the bot speaks to guests in French',
    query: ForRestaurant,
    body: Type.Object({ formOfAddress: FormOfAddress }, strict),
    reply: Type.Object({ formOfAddress: FormOfAddress }),
  },
} satisfies EndpointTable;
