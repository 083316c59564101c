import { texts } from '../texts/texts.ts';
import { serviceMinutes } from './clock.ts';
import type { ShiftCovers } from './day.ts';

/**
 * Covers per slot of one shift, as bars and, for who does not see them, as a table. All charts of a day share
 * one scale. `now` marks the slot that is running.
 */
export function CoversChart(props: { shift: ShiftCovers; most: number; now: string | null }) {
  const words = texts.value;
  const { shift, most, now } = props;
  const at = now === null ? null : serviceMinutes(now);
  const running = at === null ? null : shift.slots.findLast((slot) => serviceMinutes(slot.time) <= at)?.time;
  if (shift.slots.length === 0) return null;
  const past = at !== null && serviceMinutes(shift.last) < at ? null : running;
  return (
    <figure class="covers">
      <div class="bars figure" aria-hidden="true">
        {shift.slots.map((slot, i) => (
          <div
            key={slot.time}
            class={`bar${slot.time === past ? ' bar-now' : ''}`}
            title={`${slot.time} · ${words.covers(slot.covers)}`}
          >
            <b>{slot.covers || ''}</b>
            <i style={{ height: `${Math.round((slot.covers / most) * 36)}px` }} />
            <span class="bar-hour">{slot.time.endsWith(':00') || i === 0 ? slot.time : ''}</span>
          </div>
        ))}
      </div>
      <table class="unseen">
        <caption>{words.day.chart(shift.name)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day.slot}</th>
            <th scope="col">{words.day.coversWord}</th>
          </tr>
        </thead>
        <tbody>
          {shift.slots.map((slot) => (
            <tr key={slot.time}>
              <th scope="row">{slot.time}</th>
              <td>{slot.covers}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
