import { call } from '../api.ts';
import type { House } from '../frame/house.ts';
import { useLoaded } from '../load.ts';
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';
import { locale, texts } from '../texts/texts.ts';

const names = ['total', 'newThisMonth', 'emailOptIns', 'smsOptIns'] as const;

/** The guest book in four figures, live. */
export function Figures({ house }: { house: House }) {
  const words = texts.value.guests;
  const { value, reload } = useLoaded(house.slug, (signal) =>
    call('GET /api/guests/summary', { query: { restaurant: house.slug }, signal }),
  );
  const soon = useSoon(reload, 250);
  useLiveEvent((message) => {
    if (message.event.kind === 'reservation') soon();
  });
  useLiveFresh(() => soon());
  const written = new Intl.NumberFormat(locale.value);
  return (
    <dl class="figures" aria-label={words.figuresLabel}>
      {names.map((name) => (
        <div key={name}>
          <dt>{words.figures[name]}</dt>
          <dd data-figure={name}>{value ? written.format(value[name]) : '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
