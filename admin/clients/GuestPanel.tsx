import { ArrowLeft, X } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { NoShowMark, Tag } from '../aujourdhui/marks.tsx';
import { Fault, Shape } from '../frame/Fault.tsx';
import { giveBack } from '../frame/giveBack.ts';
import type { House } from '../frame/house.ts';
import { reachable } from '../frame/reachable.ts';
import { address, go, leave } from '../place.ts';
import { texts } from '../texts/texts.ts';
import { Consents } from './Consents.tsx';
import { History } from './History.tsx';
import { Information } from './Information.tsx';
import { Statistics } from './Statistics.tsx';
import { Story } from './Story.tsx';
import { useGuest } from './useGuest.ts';

const tabs = ['record', 'story'] as const;

/** Closes the record and gives the focus back to the row it was opened from. */
function close(id: string): void {
  leave({ guest: null, tab: null });
  giveBack(() => document.querySelector<HTMLElement>(`[data-row][data-guest="${CSS.escape(id)}"]`));
}

/** A guest's record beside its list: information, consents, statistics, history, and everything that happened. */
export function GuestPanel({ house, id }: { house: House; id: string }) {
  const words = texts.value.guest;
  const { value: guest, fault, slow, reload } = useGuest(house.slug, id);
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const tab = tabs.find((known) => known === address.value.tab) ?? 'record';
  const known = guest !== null;

  useEffect(() => {
    // Whoever opened the record is led to it; whoever is typing in the search is left in peace.
    if (known && !document.activeElement?.matches('input, dialog *'))
      heading.current?.focus({ preventScroll: true });
  }, [known]);

  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if ((event.target as HTMLElement | null)?.closest('dialog, [role=menu], input')) return;
      event.preventDefault();
      close(id);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [id]);

  return (
    <aside ref={panel} class="guest" aria-label={words.label}>
      <header class="guest-head">
        <button type="button" class="guest-back button" onClick={() => close(id)}>
          <ArrowLeft size={18} strokeWidth={1.5} aria-hidden="true" />
          {words.back}
        </button>
        <h2 ref={heading} tabIndex={-1}>
          {guest ? `${guest.record.firstName} ${guest.record.lastName}`.trim() : '\u00a0'}
        </h2>
        <button
          type="button"
          class="icon-button guest-close"
          aria-label={words.close}
          onClick={() => close(id)}
        >
          <X size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
        {guest && (guest.record.tags.length > 0 || guest.record.everywhere.noShows > 0) && (
          <p class="guest-marks">
            {guest.record.tags.map((tag) => (
              <Tag key={tag} name={tag} />
            ))}
            {guest.record.everywhere.noShows > 0 && <NoShowMark count={guest.record.everywhere.noShows} />}
          </p>
        )}
        <div class="tabs" role="tablist" aria-label={words.label}>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`guest-tab-${name}`}
              aria-selected={tab === name}
              aria-controls="guest-part"
              tabIndex={tab === name ? 0 : -1}
              onClick={() => go({ tab: name === 'record' ? null : name }, 'replace')}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
                event.preventDefault();
                const other = tab === 'record' ? 'story' : 'record';
                go({ tab: other === 'record' ? null : other }, 'replace');
                document.getElementById(`guest-tab-${other}`)?.focus();
              }}
            >
              {words.tabs[name]}
            </button>
          ))}
        </div>
      </header>
      <div
        class="guest-body"
        id="guest-part"
        role="tabpanel"
        aria-labelledby={`guest-tab-${tab}`}
        {...reachable}
      >
        {fault && !guest && <Fault what={words.failed} fault={fault} onRetry={reload} />}
        {slow && !guest && <Shape rows={7} />}
        {guest &&
          (tab === 'record' ? (
            <>
              <Information record={guest.record} house={house} />
              <Consents consents={guest.consents} house={house} />
              <Statistics record={guest.record} house={house} />
              <History id={id} history={guest.history} house={house} />
            </>
          ) : (
            <Story guest={guest} house={house} />
          ))}
      </div>
    </aside>
  );
}
