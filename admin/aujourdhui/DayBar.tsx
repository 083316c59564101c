import { ChevronLeft, ChevronRight } from 'lucide-preact';
import { addDays, capital, longDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';

/** Which day is on show, and the ways to another. `today` null: not known yet. */
export function DayBar(props: { day: string; today: string | null; onDay: (day: string) => void }) {
  const words = texts.value.day;
  const { day, today, onDay } = props;
  const relative = (by: number) =>
    new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(by, 'day');
  const near = today ? [-1, 0, 1].find((by) => addDays(today, by) === day) : undefined;
  return (
    <div class="day-bar">
      <div class="day-title">
        <h1>{capital(longDay(day, locale.value, today ?? day))}</h1>
        {near !== undefined && <span class="muted">{capital(relative(near))}</span>}
        {today && day !== today && (
          <button type="button" class="text-button" onClick={() => onDay(today)}>
            {words.back}
          </button>
        )}
      </div>
      <div class="day-ways">
        <div class="joined">
          <button
            type="button"
            class="icon-button"
            aria-label={words.previous}
            onClick={() => onDay(addDays(day, -1))}
          >
            <ChevronLeft size={20} strokeWidth={1.5} aria-hidden="true" />
          </button>
          <input
            type="date"
            aria-label={words.pick}
            value={day}
            onChange={(event) => event.currentTarget.value && onDay(event.currentTarget.value)}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={words.next}
            onClick={() => onDay(addDays(day, 1))}
          >
            <ChevronRight size={20} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </div>
      </div>
    </div>
  );
}
