import { Check, Copy, ExternalLink, LogOut } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CallFailed, call } from '../api.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { KeysList } from '../frame/KeysDialog.tsx';
import { LanguageSwitch } from '../frame/LanguageSwitch.tsx';
import { tell } from '../frame/toasts.ts';
import { useLoaded } from '../load.ts';
import { address, go, urlOf } from '../place.ts';
import { session, signOut } from '../session/session.ts';
import { spokenTime, weekdayName } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import { type Part, parts } from './body.ts';
import { HouseFacts } from './HouseFacts.tsx';
import { Pauses } from './Pauses.tsx';
import { ServicePart } from './ServicePart.tsx';
import { words } from './texts/words.ts';

/** "lun. à sam." for neighbours, otherwise each by name. */
function weekdays(days: readonly number[]): string {
  const names = days.map((day) => weekdayName(day, locale.value));
  const joined = new Intl.ListFormat(locale.value, { type: 'unit', style: 'short' });
  const row = days.every((day, i) => i === 0 || day === days[i - 1]! + 1);
  return row && days.length > 2 ? texts.value.settings.span(names[0]!, names.at(-1)!) : joined.format(names);
}

function Card({ house }: { house: House }) {
  const words = texts.value.settings;
  const {
    value: card,
    fault,
    slow,
    reload,
  } = useLoaded(house.slug, (signal) =>
    call('GET /api/restaurants/:restaurant', { params: { restaurant: house.slug }, signal }),
  );
  return (
    <section class="card" aria-labelledby="settings-restaurant">
      <h2 id="settings-restaurant">{words.restaurant}</h2>
      {fault && !card && <Fault what={words.failed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={5} />}
      {card && (
        <dl class="facts">
          <dt>{words.address}</dt>
          <dd>
            {card.address.street}, {card.address.postcode} {card.address.city}
          </dd>
          {card.phone && (
            <>
              <dt>{words.phone}</dt>
              <dd>
                <a href={`tel:${card.phone}`}>{card.phoneFormatted ?? card.phone}</a>
              </dd>
            </>
          )}
          {card.email && (
            <>
              <dt>{words.email}</dt>
              <dd>
                <a href={`mailto:${card.email}`}>{card.email}</a>
              </dd>
            </>
          )}
          {card.website && (
            <>
              <dt>{words.website}</dt>
              <dd>
                <a href={card.website} rel="noopener noreferrer" target="_blank">
                  {card.website.replace(/^https?:\/\//, '')}
                </a>
              </dd>
            </>
          )}
          <dt>{words.services}</dt>
          <dd>
            <ul class="services">
              {card.shifts.map((shift) => (
                <li key={`${shift.name} ${shift.weekdays.join()}`} class="service">
                  <strong>{shift.name}</strong>
                  <span>{weekdays(shift.weekdays)}</span>
                  <span>
                    {words.span(spokenTime(shift.first, locale.value), spokenTime(shift.last, locale.value))}
                  </span>
                </li>
              ))}
            </ul>
          </dd>
          <dt>{words.areas}</dt>
          <dd>{card.areas.join(', ')}</dd>
          <dt>{words.parties}</dt>
          <dd>{words.partiesText(card.minParty, card.maxParty, card.horizonDays)}</dd>
          <dt>{words.zone}</dt>
          <dd>{card.timeZone}</dd>
        </dl>
      )}
    </section>
  );
}

function Embed({ house }: { house: House }) {
  const words = texts.value.settings;
  const [copied, setCopied] = useState(false);
  const code = useRef<HTMLElement>(null);
  const { origin } = window.location;
  const line = `<script src="${origin}/widget.js" data-restaurant="${house.slug}" async></script>`;
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(line);
      setCopied(true);
    } catch {
      // Not permitted here (an insecure origin, for one): the line is selected, to be copied by hand.
      if (code.current) window.getSelection()?.selectAllChildren(code.current);
      tell({ tone: 'refused', text: words.copyFailed });
    }
  }

  return (
    <section class="card" aria-labelledby="settings-embed">
      <h2 id="settings-embed">{words.embed}</h2>
      <p class="muted">{words.embedLead}</p>
      <pre class="snippet">
        <code ref={code}>{line}</code>
      </pre>
      <p class="card-acts">
        <button type="button" class="button primary" onClick={() => void copy()}>
          {copied ? (
            <Check size={16} strokeWidth={1.5} aria-hidden="true" />
          ) : (
            <Copy size={16} strokeWidth={1.5} aria-hidden="true" />
          )}
          <span aria-live="polite">{copied ? words.copied : words.copy}</span>
        </button>
        <a class="button" href={`/r/${house.slug}`} target="_blank" rel="noopener">
          <ExternalLink size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.bookingPage}
        </a>
        <a class="button" href={`/demo/${house.slug}`} target="_blank" rel="noopener">
          <ExternalLink size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.demoSite}
        </a>
      </p>
    </section>
  );
}

function Team() {
  const words = texts.value.settings;
  const { value, fault, slow, reload } = useLoaded('team', (signal) => call('GET /api/staff', { signal }));
  return (
    <section class="card" aria-labelledby="settings-team">
      <h2 id="settings-team">{words.team}</h2>
      {fault && !value && <Fault what={words.teamFailed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={3} />}
      <ul class="team">
        {value?.staff.map((person) => (
          <li key={person.id}>
            <strong>{person.name}</strong>
            <a href={`mailto:${person.email}`}>{person.email}</a>
            <span class="badge badge-tag">{words.roles[person.role]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Own() {
  const words = texts.value.settings;
  const { staff } = session.value!;
  async function leave() {
    try {
      await signOut();
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
      tell({ tone: 'refused', text: explain(fault) });
    }
  }
  return (
    <section class="card" aria-labelledby="settings-panel">
      <h2 id="settings-panel">{words.panel}</h2>
      <p>{words.signedInAs(staff.name, words.roles[staff.role])}</p>
      <div class="settings-choice">
        <span>{words.language}</span>
        <LanguageSwitch />
      </div>
      <p class="muted">{words.theme}</p>
      <p class="card-acts">
        <button type="button" class="button" onClick={() => void leave()}>
          <LogOut size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.signOut}
        </button>
      </p>
    </section>
  );
}

type Tab = Part | 'pauses';

/** What this person may open: the service is the managers', pauses are everybody's. */
const tabsOf = (role: string | undefined): readonly Tab[] =>
  role === 'host' ? ['pauses'] : [...parts, 'pauses'];

function Parts({ known, tab }: { known: readonly Tab[]; tab: Tab | null }) {
  const { tabs, tabsLabel } = words.value;
  const nav = useRef<HTMLElement>(null);
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab]);
  return (
    <nav class="tabs edges" aria-label={tabsLabel} ref={nav}>
      {[null, ...known].map((one) => (
        <a
          key={one}
          href={urlOf({ tab: one })}
          aria-current={one === tab ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            go({ tab: one });
          }}
        >
          {tabs[one ?? 'house']}
        </a>
      ))}
    </nav>
  );
}

/** The restaurant as it is set: its card, the embed, the people, this panel; and for managers, its whole service. */
export function Reglages({ house }: { house: House }) {
  const say = texts.value.settings;
  const known = tabsOf(session.value?.staff.role);
  const tab = known.find((one) => one === address.value.tab) ?? null;
  return (
    <div class="settings">
      <h1>{say.title}</h1>
      <Parts known={known} tab={tab} />
      {tab === 'pauses' ? (
        <Pauses house={house} />
      ) : tab ? (
        <ServicePart house={house} part={tab} />
      ) : (
        <div class="cards">
          <Card house={house} />
          <Embed house={house} />
          {session.value?.staff.role !== 'host' && <HouseFacts house={house} />}
          {session.value?.staff.role === 'owner' && <Team />}
          <Own />
          <section class="card card-keys" aria-labelledby="settings-keys">
            <h2 id="settings-keys">{say.keys}</h2>
            <KeysList />
          </section>
        </div>
      )}
    </div>
  );
}
