/**
 * Gives the focus back to where something was opened from, once that place is reachable again (a covered list
 * is, a moment after what covered it has gone). Whoever has moved on meanwhile, to a field or with a key, keeps
 * the focus they have: a cursor that jumps away would turn what is being typed into the panel's own keys.
 */
export function giveBack(find: () => HTMLElement | null | undefined): void {
  const until = performance.now() + 400;
  const stop = new AbortController();
  for (const act of ['keydown', 'pointerdown'])
    window.addEventListener(act, () => stop.abort(), { capture: true, once: true, signal: stop.signal });
  const attempt = () => {
    if (stop.signal.aborted) return;
    const holder = document.activeElement;
    const held = holder !== null && holder !== document.body && holder.isConnected;
    const place = find();
    if (held && holder !== place && holder.matches('input, textarea, select, dialog *')) return stop.abort();
    place?.focus();
    if ((place && document.activeElement === place) || performance.now() > until) return stop.abort();
    setTimeout(attempt, 20);
  };
  // After the key or the click that closed has run its course: it is not what "moved on" means.
  setTimeout(attempt, 0);
}
