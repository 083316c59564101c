import { X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Unfit } from '../../server/settings/contract.ts';
import { go, urlOf } from '../place.ts';
import { dayAndMonth, weekDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import type { Trial } from './desk.ts';
import { words } from './texts/words.ts';

/** Reservations without room in the service: who, when, and why; each leads to its row in the day's book. */
function UnfitList({ unfit }: { unfit: Unfit[] }) {
  const { why, show, tables } = words.value;
  return (
    <ul class="unfit">
      {unfit.map((one) => {
        const place = { page: 'aujourdhui', day: one.day, search: one.reference } as const;
        return (
          <li key={one.id}>
            <span class="figure">
              {weekDay(one.day, locale.value)} · {one.time}
            </span>
            <strong>{one.name}</strong>
            <span>
              {[
                texts.value.people(one.party),
                one.shift,
                one.tables.length > 0 && tables(one.tables.join(' + ')),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span class="unfit-why">{why[one.why]}</span>
            <a
              href={urlOf(place)}
              aria-label={show(one.reference)}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
                event.preventDefault();
                go(place);
              }}
            >
              {one.reference}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** What saving would do. */
export function TrialCard({ trial, onClose }: { trial: Trial; onClose: () => void }) {
  const say = words.value.trial;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    head.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }, [trial]);
  const { before, after } = trial.coversPerWeek;
  const figures = new Intl.NumberFormat(locale.value);
  const change = (from: number, to: number) =>
    `${figures.format(from)} → ${figures.format(to)} (${to > from ? '+' : '−'}${figures.format(Math.abs(to - from))})`;
  return (
    <section class="card outlook" aria-labelledby="settings-trial">
      <header class="sheet-head">
        <h2 id="settings-trial" ref={head} tabIndex={-1}>
          {say.title}
        </h2>
        <button type="button" class="icon-button" aria-label={say.close} onClick={onClose}>
          <X size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </header>
      <p>
        {after === before ? (
          say.sameCovers
        ) : (
          <>
            <strong class={after < before ? 'harm' : undefined}>
              {after > before ? say.more(after - before) : say.fewer(before - after)}
            </strong>{' '}
            {say.fromTo(figures.format(before), figures.format(after))}
          </>
        )}
      </p>
      {trial.weeks.length > 0 && (
        <details>
          <summary>{say.weeks}</summary>
          <ul class="weeks">
            {trial.weeks.map((week) => (
              <li key={week.monday}>
                <span>{say.week(dayAndMonth(week.monday, locale.value))}</span>
                <span class="figure">{change(week.before, week.after)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {trial.unfit.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <>
          <p>{say.unfit(trial.unfit.length)}</p>
          <UnfitList unfit={trial.unfit} />
        </>
      )}
    </section>
  );
}

/** What the last save kept without room, until somebody says that it is settled. */
export function KeptCard({ unfit, onDone }: { unfit: Unfit[]; onDone: () => void }) {
  const say = words.value.kept;
  return (
    <section class="card outlook" aria-labelledby="settings-kept">
      <h2 id="settings-kept">{say.title}</h2>
      <p>{say.lead(unfit.length)}</p>
      <UnfitList unfit={unfit} />
      <p class="card-acts">
        <button type="button" class="button" onClick={onDone}>
          {say.done}
        </button>
      </p>
    </section>
  );
}
