/** The panel's keyboard: single keys, silent while somebody types. */

/** Is the key meant for a field, a menu or a dialog rather than for the panel? */
function taken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target as HTMLElement | null;
  return !!target?.closest('input, textarea, select, [role=menu], dialog, [contenteditable]');
}

/** Listens to keys for the whole panel. Returns the way to stop. */
export function onKeys(acts: Record<string, (event: KeyboardEvent) => void>): () => void {
  const listen = (event: KeyboardEvent) => {
    const act = acts[event.key];
    if (!act || taken(event)) return;
    event.preventDefault();
    act(event);
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}

/** Moves the focus among the rows of the list on show. */
export function walkRows(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-rows] [data-row]')];
  if (rows.length === 0) return;
  const own = document.activeElement?.closest('[data-item]')?.querySelector('[data-row]');
  const at = own ? rows.indexOf(own as HTMLElement) : -1;
  const first = by > 0 ? 0 : rows.length - 1;
  const next = at < 0 ? (startingRow(rows) ?? first) : at + by;
  const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

/** Where a walk begins: at the row whose record is open, if there is one. */
function startingRow(rows: HTMLElement[]): number | null {
  const open = rows.findIndex((row) => row.getAttribute('aria-expanded') === 'true');
  return open < 0 ? null : open;
}

/** Puts the cursor in the page's search field, if it has one. */
export function startSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}
