import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Id, Locale, Slug } from '../contract/words.ts';

export const Role = Type.Enum(['owner', 'manager', 'host']);
export type Role = 'owner' | 'manager' | 'host';

/** Who is signed in, for whom they work, and which restaurants they may look at. */
export const Session = Type.Object({
  staff: Type.Object({ id: Id, name: Type.String(), email: Type.String(), role: Role, locale: Locale }),
  organization: Type.Object({ id: Id, name: Type.String() }),
  restaurants: Type.Array(
    Type.Object({
      slug: Slug,
      name: Type.String(),
      timeZone: Type.String(),
      country: Type.String(),
      locale: Locale,
      accent: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type Session = Static<typeof Session>;

export const StaffMember = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
  locale: Locale,
});

export const staffEndpoints = {
  'POST /api/session': {
    access: 'public',
    sameOrigin: true,
    perMinute: 30,
    summary:
      'Sign in. Sets an httpOnly cookie. Repeated failures are slowed (429 with retryAfter in seconds)',
    body: Type.Object(
      {
        email: Type.String({ minLength: 3, maxLength: 254 }),
        password: Type.String({ minLength: 1, maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
    reply: Session,
  },
  'GET /api/session': { access: 'host', summary: 'Who is signed in', reply: Session },
  'DELETE /api/session': {
    access: 'public',
    sameOrigin: true,
    summary: 'Sign out; answers the same when nobody was signed in',
    status: 204,
  },
  'GET /api/staff': {
    access: 'owner',
    summary: 'The people who work here',
    reply: Type.Object({ staff: Type.Array(StaffMember) }),
  },
} satisfies EndpointTable;
