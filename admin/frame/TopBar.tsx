import { ChevronsUpDown, CloudOff, RefreshCw } from 'lucide-preact';
import { go } from '../place.ts';
import { restaurant, session } from '../session/session.ts';
import { link, live } from '../stream.ts';
import { spokenTime, timeOf } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';

function RestaurantChoice() {
  const known = session.value?.restaurants ?? [];
  const current = restaurant.value;
  if (known.length < 2) return <p class="house">{current?.name}</p>;
  return (
    <div class="house-choice">
      <select
        aria-label={texts.value.frame.restaurant}
        value={current?.slug}
        onChange={(event) => go({ restaurant: event.currentTarget.value })}
      >
        {known.map((one) => (
          <option key={one.slug} value={one.slug} selected={one.slug === current?.slug}>
            {one.name}
          </option>
        ))}
      </select>
      <ChevronsUpDown size={15} strokeWidth={1.5} aria-hidden="true" />
    </div>
  );
}

function LinkMark() {
  const words = texts.value.frame.link;
  const { state, latency } = link.value;
  return (
    <p class={`link link-${state}`} title={latency !== null ? words.latencyTitle(latency) : undefined}>
      <i aria-hidden="true" />
      <span>{words[state]}</span>
      {state === 'on' && latency !== null && <small class="figure">{words.latency(latency)}</small>}
    </p>
  );
}

/** The restaurant, and whether what is on show is live. */
export function TopBar() {
  return (
    <header class="top">
      <RestaurantChoice />
      <LinkMark />
    </header>
  );
}

/** A calm bar while the link is down: since when, and that it mends itself. */
export function LostBar() {
  const { state, since } = link.value;
  if (state === 'on' || state === 'connecting' || since === null) return <div role="status" />;
  const words = texts.value.frame;
  const at = spokenTime(timeOf(new Date(since).toISOString()), locale.value);
  return (
    <div role="status" class="lost">
      {state === 'offline' ? (
        <CloudOff size={17} strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <RefreshCw size={17} strokeWidth={1.5} aria-hidden="true" />
      )}
      <span>{state === 'offline' ? words.offline(at) : words.lost(at)}</span>
      {state === 'reconnecting' && (
        <button type="button" class="text-button" onClick={() => live.hurry()}>
          {words.tryNow}
        </button>
      )}
    </div>
  );
}
