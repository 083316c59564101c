/** The panel's place in the browser: the address as a signal, kept together with the history. */
import { signal } from '@preact/signals';
import { type Address, changeAddress, readAddress, writeAddress } from './address.ts';

const here = () => readAddress(new URL(window.location.href));

export const address = signal<Address>(here());

window.addEventListener('popstate', () => {
  address.value = here();
});

/**
 * Goes somewhere. `replace` rewrites the present entry of the history (typing in a search is no journey);
 * otherwise Back returns to where one was.
 */
export function go(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const next = changeAddress(address.value, change);
  const url = writeAddress(next);
  if (url === window.location.pathname + window.location.search) return;
  if (how === 'push')
    window.history.pushState({ from: window.location.pathname + window.location.search }, '', url);
  else window.history.replaceState(window.history.state, '', url);
  address.value = next;
}

/**
 * Leaves what is open. When that leads exactly to where one came from, it is a step back in the history, so that
 * closing and Back agree; when one has moved on meanwhile (another day, another search), only what was open goes.
 */
export function leave(change: Partial<Address>): void {
  if (window.history.state?.from === urlOf(change)) window.history.back();
  else go(change, 'replace');
}

/** The URL of a change, for links that can be opened in another tab. */
export function urlOf(change: Partial<Address>): string {
  return writeAddress(changeAddress(address.value, change));
}
