import { Clock3 } from 'lucide-preact';
import { spokenTime } from '../../texts/dates.ts';
import { locale } from '../../texts/texts.ts';
import type { Clock } from '../clock.ts';
import type { Span } from '../timeline/board.ts';
import { planWords } from './texts/words.ts';

/** Which minute of the day the plan shows: now, or any other, a quarter of an hour at a time. */
export function TimePeek(props: {
  span: Span;
  minute: number;
  clock: Clock;
  now: number | null;
  onMinute: (minute: number | null) => void;
}) {
  const { span, minute, now } = props;
  const say = planWords();
  const live = minute === now;
  const said = live ? say.now : say.at(spokenTime(props.clock.timeAt(minute), locale.value));
  // The device reads minutes of the day, as 1245 for 20:45.
  const midnight = props.clock.minuteOf('12:00') - 720;
  const least = now === null ? span.from : Math.max(span.from, Math.floor(now / 15) * 15);
  return (
    <div class="peek">
      <span class="peek-said">
        <Clock3 size={16} strokeWidth={1.5} aria-hidden="true" />
        {said}
      </span>
      <input
        type="range"
        aria-label={say.hour}
        aria-valuetext={said}
        min={least - midnight}
        max={Math.max(least, span.until) - midnight}
        step={15}
        value={(live ? least : minute) - midnight}
        onInput={(event) => {
          const chosen = event.currentTarget.valueAsNumber + midnight;
          props.onMinute(now !== null && chosen <= now ? null : chosen);
        }}
      />
      {now !== null && (
        <button
          type="button"
          class="button peek-now"
          aria-disabled={live}
          aria-label={say.toNow}
          onClick={() => props.onMinute(null)}
        >
          {say.now}
        </button>
      )}
    </div>
  );
}
