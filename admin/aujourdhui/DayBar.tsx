import { ChevronLeft, ChevronRight, Footprints, Inbox, Plus, Printer } from 'lucide-preact';
import { addDays, capital, longDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { deskCount } from './desk/desk.ts';
import { words as deskWords } from './desk/texts/words.ts';

/** Which day is on show, the ways to another, and what can be begun. `today` null: not known yet. */
export function DayBar(props: {
  day: string;
  today: string | null;
  onDay: (day: string) => void;
  onNew: () => void;
  onWalkIn: () => void;
  /** The way to what waits for an answer. */
  onDesk: () => void;
}) {
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
        <button
          type="button"
          class="icon-button day-print"
          aria-label={texts.value.making.print}
          title={texts.value.making.print}
          onClick={() => window.print()}
        >
          <Printer size={19} strokeWidth={1.5} aria-hidden="true" />
        </button>
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
        <button type="button" class="button desk-open" data-begin="desk" onClick={props.onDesk}>
          <Inbox size={17} strokeWidth={1.5} aria-hidden="true" />
          <span class="desk-word">{deskWords.value.open}</span>
          {deskCount.value > 0 && (
            <>
              <b class="desk-badge figure" aria-hidden="true">
                {deskCount.value}
              </b>
              <span class="unseen">, {deskWords.value.openCount(deskCount.value)}</span>
            </>
          )}
        </button>
        {/* Nobody walks in on another day. */}
        {(today === null || day === today) && (
          <button type="button" class="button day-begin" data-begin="walk-in" onClick={props.onWalkIn}>
            <Footprints size={17} strokeWidth={1.5} aria-hidden="true" />
            <span>{texts.value.making.walkIn}</span>
          </button>
        )}
        <button type="button" class="button primary day-begin" data-begin="new" onClick={props.onNew}>
          <Plus size={17} strokeWidth={2} aria-hidden="true" />
          <span>{texts.value.making.new}</span>
        </button>
      </div>
    </div>
  );
}
