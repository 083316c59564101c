import { TriangleAlert } from 'lucide-preact';
import type { Alternative } from '../../server/availability/contract.ts';
import type { CallFailed } from '../api.ts';
import { weekDay } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';

/** What the server offers in place of what it refused. */
const alternativesOf = (fault: CallFailed): Alternative[] =>
  Array.isArray(fault.detail.alternatives) ? (fault.detail.alternatives as Alternative[]) : [];

/** Why the server said no, and what would do instead. */
export function Refused(props: { fault: CallFailed; onPick: (to: Alternative) => void }) {
  const words = texts.value.making;
  const instead = alternativesOf(props.fault);
  return (
    <div class="why" role="alert">
      <TriangleAlert size={18} strokeWidth={1.5} aria-hidden="true" />
      <div>
        <p>{explain(props.fault)}</p>
        {instead.length > 0 && (
          <p class="picks">
            {instead.map((to) => (
              <button
                key={`${to.day} ${to.time}`}
                type="button"
                class="pick figure"
                aria-label={words.instead(`${weekDay(to.day, locale.value)} ${to.time}`)}
                onClick={() => props.onPick(to)}
              >
                {weekDay(to.day, locale.value)} {to.time}
              </button>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

/** The field that the server could not take, with why; null when it was something else. */
export function problemOf(fault: CallFailed | null): { field: string; text: string } | null {
  if (fault?.code !== 'invalid') return null;
  const problems: Record<string, string> = texts.value.making.problems;
  const { field, problem } = fault.detail as { field?: string; problem?: string };
  return { field: field ?? '', text: problems[problem ?? ''] ?? texts.value.making.problems.invalid };
}
