import { Mail, Phone } from 'lucide-preact';
import type { GuestRecord } from '../../server/guests/contract.ts';
import type { House } from '../frame/house.ts';
import { dayOf, shortDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';

/** How to reach a guest, in which language, and since when they are known. */
export function Information({ record, house }: { record: GuestRecord; house: House }) {
  const words = texts.value.guest;
  const via = texts.value.sources[record.source] ?? record.source;
  return (
    <section class="part" aria-labelledby="guest-information">
      <h3 id="guest-information">{words.information}</h3>
      <dl class="facts">
        <dt>{words.phone}</dt>
        <dd>
          {record.phone ? (
            <a href={`tel:${record.phone}`}>
              <Phone size={15} strokeWidth={1.5} aria-hidden="true" />
              {record.phoneFormatted ?? record.phone}
            </a>
          ) : (
            <span class="muted">{words.none}</span>
          )}
        </dd>
        <dt>{words.email}</dt>
        <dd>
          {record.email ? (
            <a href={`mailto:${record.email}`}>
              <Mail size={15} strokeWidth={1.5} aria-hidden="true" />
              <span>{record.email}</span>
            </a>
          ) : (
            <span class="muted">{words.none}</span>
          )}
        </dd>
        <dt>{words.language}</dt>
        <dd>{words.languages[record.locale]}</dd>
        <dt>{words.since}</dt>
        <dd>{words.sinceVia(shortDay(dayOf(record.since, house.timeZone), locale.value), via)}</dd>
      </dl>
    </section>
  );
}
