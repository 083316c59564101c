import type { NewPause, PausedParty } from '../../server/availability/contract.ts';
import { call } from '../api.ts';
import { useLoaded } from '../load.ts';
import { dayAndMonth, spokenTime, weekDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { pauseTried } from './texts/pauseTried.ts';

/** "Zoé Martin, sam. 17 oct., 20 h : table 2 → 1" */
function sentence({ name, day, time, tables, to }: PausedParty): string {
  const who = [name, weekDay(day, locale.value), spokenTime(time, locale.value)].join(', ');
  return `${who} · ${texts.value.table(tables)}${to ? ` → ${texts.value.table(to)}` : ''}`;
}

function Parties({ lead, parties }: { lead: string; parties: readonly PausedParty[] }) {
  if (parties.length === 0) return null;
  return (
    <>
      <p>{lead}</p>
      <ul class="tried">
        {parties.map((party) => (
          <li key={party.id}>{sentence(party)}</li>
        ))}
      </ul>
    </>
  );
}

/** What a pause would do, as it is being written: who comes then, where they would sit, and the covers it costs. */
export function PauseOutlook({ slug, pause }: { slug: string; pause: NewPause | null }) {
  const say = pauseTried.value;
  const { note: _, ...body } = pause ?? { from: '' };
  const { value, fault } = useLoaded(
    pause && `${slug} ${JSON.stringify(body)}`,
    (signal) => call('POST /api/pauses/dry-run', { query: { restaurant: slug }, body, signal }),
    { keep: true },
  );
  // What is wrong with it is said at its field, once it is sent.
  if (!pause || !value || fault) return null;
  const { expected, parties, weeks } = value;
  const lost = weeks.reduce((sum, { before, after }) => sum + before - after, 0);
  const [week] = weeks;
  return (
    <div class="pause-tried" role="status">
      <h3>{say.title}</h3>
      <p>
        {expected.parties === 0
          ? say.nobody
          : say.booked(expected.parties, texts.value.people(expected.covers))}
      </p>
      <Parties
        lead={say.moves(parties.filter(({ to }) => to).length)}
        parties={parties.filter(({ to }) => to)}
      />
      <Parties
        lead={say.stays(parties.filter(({ to }) => !to).length)}
        parties={parties.filter(({ to }) => !to)}
      />
      <p>
        {!week
          ? say.none
          : weeks.length === 1
            ? say.fewer(lost, dayAndMonth(week.monday, locale.value))
            : say.fewerMany(lost, weeks.length)}
      </p>
    </div>
  );
}
