import { addMonths, monthOf, moved, weeksOf } from './days.ts';
import { Turn, type View } from './parts.tsx';

/** A table that keys move about in: the roles of the ARIA grid pattern. */
const grid = { role: 'grid' } as const;
const cell = (chosen: boolean) => ({ role: 'gridcell', 'aria-selected': chosen }) as const;

/** The month as an ARIA date grid: one day is in the tab order, keys move among them. */
export function Calendar({ state, acts, t }: View) {
  const { month, days, day: chosen, cursor } = state;
  const { today, lastDay, country } = state.card!;
  const weekStart = /US|CA/.test(country) ? 7 : 1;
  const weeks = weeksOf(month, weekStart);
  const pressed = (event: KeyboardEvent, day: string) => {
    const to = moved(day, event.key, event.shiftKey, weekStart);
    if (to) acts.moveTo(to);
    else if (event.key === 'Enter' || event.key === ' ') (event.currentTarget as HTMLElement).click();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div class="months">
        <Turn
          is="left"
          label={t.previous}
          possible={month > monthOf(today)}
          act={() => acts.showMonth(addMonths(month, -1))}
        />
        <h4 id="month" aria-live="polite">
          {t.month(month)}
        </h4>
        <Turn
          is="right"
          label={t.next}
          possible={month < monthOf(lastDay)}
          act={() => acts.showMonth(addMonths(month, 1))}
        />
      </div>
      <table {...grid} aria-labelledby="month" aria-busy={!days}>
        <thead>
          <tr>
            {weeks[1]!.map((day) => (
              <th key={day} scope="col" abbr={t.weekday(day!)}>
                {t.weekday(day!).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, row) => (
            <tr key={`week ${row}`}>
              {week.map((day, column) => {
                if (!day) return <td key={`none ${column}`} />;
                const known = days?.get(day);
                const status = day < today || day > lastDay ? 'closed' : known?.status;
                const message = known?.message?.[t.lang];
                const shut = status === 'closed' && !message;
                const said =
                  message ?? (known?.reason && t.reason[known.reason]) ?? (status && t.status[status]);
                return (
                  <td
                    key={day}
                    id={day}
                    {...cell(day === chosen)}
                    class={status}
                    tabIndex={day === cursor ? 0 : -1}
                    aria-disabled={shut}
                    aria-current={day === today ? 'date' : undefined}
                    aria-label={[t.day(day), said].filter(Boolean).join(', ')}
                    onClick={() => shut || acts.chooseDay(day)}
                    onKeyDown={(event) => pressed(event, day)}
                  >
                    {+day.slice(8)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
