import { call } from '../api.ts';
import type { House } from '../frame/house.ts';
import { useLoaded } from '../load.ts';
import { texts } from '../texts/texts.ts';
import type { Hold } from './room.ts';
import { inTheWay } from './room.ts';

/**
 * Tables by hand, one or several, area by area. What is taken at that time says by whom; the server has the last
 * word. `span` null: the day is not the one on show, and nothing is known of it here.
 */
export function TableChoice(props: {
  house: House;
  chosen: readonly string[];
  holds: Map<string, Hold[]>;
  span: { from: number; until: number } | null;
  onChoose: (tables: string[]) => void;
}) {
  const words = texts.value;
  const { house, chosen, span } = props;
  const room = useLoaded(house.slug, (signal) =>
    call('GET /api/restaurants/:restaurant/tables', { params: { restaurant: house.slug }, signal }),
  );
  const tables = room.value?.tables ?? [];
  const areas = [...new Set(tables.map(({ area }) => area))];
  return (
    <details class="choice tables-choice">
      <summary>{words.making.chooseTable}</summary>
      {areas.map((area) => (
        <fieldset key={area}>
          <legend>{area}</legend>
          <div class="picks">
            {tables
              .filter((table) => table.area === area)
              .map((table) => {
                const holder = span && inTheWay(props.holds, table.id, span.from, span.until);
                const own = chosen.includes(table.id);
                return (
                  <button
                    key={table.id}
                    type="button"
                    class={`pick pick-table figure${holder ? ' pick-taken' : ''}`}
                    aria-pressed={own}
                    title={holder ? words.making.takenBy(holder.bookedAs, holder.time) : undefined}
                    onClick={() =>
                      props.onChoose(own ? chosen.filter((id) => id !== table.id) : [...chosen, table.id])
                    }
                  >
                    <span>
                      <span class="unseen">{words.day.tableWord} </span>
                      {table.name}
                    </span>
                    <small>{holder ? holder.time : words.making.seatsShort(table.maxSeats)}</small>
                    {holder && (
                      <span class="unseen">, {words.making.takenBy(holder.bookedAs, holder.time)}</span>
                    )}
                  </button>
                );
              })}
          </div>
        </fieldset>
      ))}
    </details>
  );
}
