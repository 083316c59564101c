import { CircleCheck, CircleMinus, CircleX } from 'lucide-preact';
import type { GuestConsents } from '../../server/consents/contract.ts';
import type { House } from '../frame/house.ts';
import { dayOf, moment, shortDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';

const icons = { explicit: CircleCheck, implicit: CircleMinus, none: CircleMinus, unsubscribed: CircleX };

/** What a guest agreed to at this restaurant: to be read only, with the dates and the exact words behind it. */
export function Consents({ consents, house }: { consents: GuestConsents; house: House }) {
  const words = texts.value.guest;
  return (
    <section class="part" aria-labelledby="guest-consents">
      <h3 id="guest-consents">{words.consents}</h3>
      <ul class="consents">
        {(['email', 'sms', 'whatsapp'] as const).map((channel) => {
          const { state, since } = consents[channel];
          const Icon = icons[state];
          return (
            <li key={channel} class={`consent consent-${state}`}>
              <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
              <span class="consent-channel">{words.channels[channel]}</span>
              <span class="consent-state">{words.states[state]}</span>
              {since && (
                <small>
                  <span class="unseen">{words.sinceWord} </span>
                  {shortDay(dayOf(since, house.timeZone), locale.value)}
                </small>
              )}
            </li>
          );
        })}
      </ul>
      <p class="muted small">{words.consentsNote}</p>
      <details class="ledger">
        <summary>{words.wordsShow}</summary>
        {consents.ledger.length === 0 ? (
          <p class="muted">{words.wordsNone}</p>
        ) : (
          <ol>
            {consents.ledger.map((entry) => (
              <li key={entry.id}>
                <p>
                  <strong>{words.story.consent[entry.state](words.channels[entry.channel])}</strong>
                  <small>
                    {moment(entry.at, locale.value, house.timeZone)} ·{' '}
                    {texts.value.sources[entry.source] ?? entry.source}
                  </small>
                </p>
                <blockquote lang={entry.locale}>{entry.words}</blockquote>
              </li>
            ))}
          </ol>
        )}
      </details>
    </section>
  );
}
