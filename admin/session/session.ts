/** Who is signed in at this panel, and for which restaurant they look at it. */
import { computed, effect, signal } from '@preact/signals';
import type { Session } from '../../server/staff/contract.ts';
import { CallFailed, call, onSignedOut } from '../api.ts';
import { address, go } from '../place.ts';
import { own } from '../texts/texts.ts';

/**
 * asking: not known yet · out: nobody (`ended`: somebody was, until a moment ago) · in: somebody ·
 * unreachable: the server could not say.
 */
export type Standing =
  | { is: 'asking' }
  | { is: 'out'; ended: boolean }
  | { is: 'in'; session: Session }
  | { is: 'unreachable'; fault: CallFailed };

export const standing = signal<Standing>({ is: 'asking' });

export const session = computed<Session | null>(() =>
  standing.value.is === 'in' ? standing.value.session : null,
);

/** The restaurant on show: the one of the address when this person may look at it, otherwise their first. */
export const restaurant = computed(() => {
  const known = session.value?.restaurants ?? [];
  return known.find((one) => one.slug === address.value.restaurant) ?? known[0] ?? null;
});

function enter(of: Session): void {
  own.value = of.staff.locale;
  standing.value = { is: 'in', session: of };
}

onSignedOut(() => {
  if (standing.value.is === 'in') standing.value = { is: 'out', ended: true };
});

/** The address always names the restaurant, so that a link sent to a colleague shows the same. */
effect(() => {
  const slug = restaurant.value?.slug;
  if (slug && address.value.restaurant !== slug) go({ ...address.value, restaurant: slug }, 'replace');
});

/** Asks the server who is signed in. */
export async function recognise(): Promise<void> {
  standing.value = { is: 'asking' };
  try {
    enter(await call('GET /api/session'));
  } catch (fault) {
    if (!(fault instanceof CallFailed)) throw fault;
    standing.value =
      fault.code === 'not_signed_in' ? { is: 'out', ended: false } : { is: 'unreachable', fault };
  }
}

/** Asks only whether the session still holds; when it does not, the sign-in page comes by itself. */
export async function stillSignedIn(): Promise<void> {
  await call('GET /api/session').catch(() => undefined);
}

/** Signs in. Throws CallFailed: sign_in_failed, sign_in_slowed with retryAfter in seconds, or what the network did. */
export async function signIn(email: string, password: string): Promise<void> {
  enter(await call('POST /api/session', { body: { email, password } }));
}

/** Signs out here and on the server. */
export async function signOut(): Promise<void> {
  await call('DELETE /api/session');
  standing.value = { is: 'out', ended: false };
}
