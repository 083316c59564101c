import { useId, useState } from 'preact/hooks';
import type { PauseRow } from '../../server/availability/contract.ts';
import { CallFailed, call } from '../api.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { tell } from '../frame/toasts.ts';
import { useLoaded } from '../load.ts';
import { useLiveEvent, useLiveFresh } from '../stream.ts';
import { weekDay } from '../texts/dates.ts';
import { explain, locale } from '../texts/texts.ts';
import type { Problem } from './body.ts';
import { Field, Problems, Sheet } from './fields.tsx';
import { PauseOutlook } from './PauseOutlook.tsx';
import { newPause, type PauseForm, pauseOf } from './pause.ts';
import { words } from './texts/words.ts';

/** What a pause is about, and when, as the team says it. */
function toldOf(pause: PauseRow): { what: string; when: string } {
  const { pauses: say, tables } = words.value;
  const days =
    pause.to === pause.from
      ? weekDay(pause.from, locale.value)
      : say.days(weekDay(pause.from, locale.value), weekDay(pause.to, locale.value));
  const hours =
    pause.fromTime && pause.toTime
      ? say.hours(pause.fromTime, pause.toTime)
      : pause.fromTime
        ? say.since(pause.fromTime)
        : pause.toTime
          ? say.until(pause.toTime)
          : say.wholeDay;
  const what = pause.shift ?? pause.area ?? (pause.table ? tables(pause.table) : say.house);
  return { what, when: `${days}, ${hours}` };
}

function Row({ pause, busy, onLift }: { pause: PauseRow; busy: boolean; onLift: () => void }) {
  const { pauses: say } = words.value;
  const { what, when } = toldOf(pause);
  return (
    <li class="pause">
      <div>
        <strong class="pause-what">{what}</strong>
        <p>{when}</p>
        <p class="muted small">{[pause.note, say.by(pause.by)].filter(Boolean).join(' · ')}</p>
      </div>
      <button
        type="button"
        class="button"
        aria-disabled={busy}
        aria-label={say.resumeNamed(what, when)}
        onClick={onLift}
      >
        {say.resume}
      </button>
    </li>
  );
}

type Known = { today: string; shifts: string[]; areas: string[]; tables: string[] };

function Begin(props: { house: House; known: Known; onMade: () => void }) {
  const { pauses: say } = words.value;
  const { known } = props;
  const id = useId();
  const [form, setForm] = useState<PauseForm>(() => newPause(known.today));
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const typed = (change: Partial<PauseForm>, field: string) => {
    setForm((before) => ({ ...before, ...change }));
    setProblems((before) => before.filter((problem) => problem.field !== field));
  };

  async function submit(event: Event) {
    event.preventDefault();
    if (busy) return;
    const { pause, problems: seen } = pauseOf(form);
    setProblems(seen);
    if (seen.length > 0) return;
    setBusy(true);
    try {
      await call('POST /api/pauses', { query: { restaurant: props.house.slug }, body: pause });
      setForm(newPause(known.today));
      tell({ tone: 'done', text: say.begun });
      props.onMade();
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
      const { field, problem } = fault.detail as { field?: string; problem?: string };
      if (fault.code === 'invalid' && field) setProblems([{ field, problem: problem ?? 'invalid' }]);
      else tell({ tone: 'refused', text: explain(fault) });
    } finally {
      setBusy(false);
    }
  }

  const tried = pauseOf(form);
  const choices = (label: string, kind: string, names: string[]) =>
    names.length > 0 && (
      <optgroup label={label}>
        {names.map((name) => (
          <option key={name} value={`${kind}:${name}`}>
            {name}
          </option>
        ))}
      </optgroup>
    );
  const day = (name: 'from' | 'to', hint?: string) => (
    <Field
      at={name}
      label={say[name]}
      kind="date"
      value={form[name]}
      onValue={(value, field) => typed({ [name]: value }, field)}
      {...(hint && { hint })}
    />
  );
  const time = (name: 'fromTime' | 'toTime', hint: string) => (
    <Field
      at={name}
      label={say[name]}
      kind="time"
      hint={hint}
      value={form[name]}
      onValue={(value, field) => typed({ [name]: value }, field)}
    />
  );
  return (
    <Problems.Provider value={problems}>
      <form noValidate onSubmit={submit}>
        <Sheet title={say.add}>
          <div class="fields">
            <div class="field">
              <label for={id}>{say.subject}</label>
              <select
                id={id}
                value={form.subject}
                onChange={(event) => typed({ subject: event.currentTarget.value }, 'subject')}
              >
                <option value="">{say.house}</option>
                {choices(say.shifts, 'shift', known.shifts)}
                {choices(say.areas, 'area', known.areas)}
                {choices(say.tables, 'table', known.tables)}
              </select>
            </div>
            {day('from')}
            {day('to', say.toHint)}
            {time('fromTime', say.fromHint)}
            {time(
              'toTime',
              form.subject.startsWith('area:') || form.subject.startsWith('table:')
                ? say.backHint
                : say.lastHint,
            )}
            <Field
              at="note"
              label={say.note}
              wide
              max={300}
              value={form.note}
              onValue={(note, field) => typed({ note }, field)}
            />
          </div>
          <p class="card-acts">
            <button type="submit" class="button primary" aria-disabled={busy}>
              {say.go}
            </button>
          </p>
          <PauseOutlook slug={props.house.slug} pause={tried.problems.length > 0 ? null : tried.pause} />
        </Sheet>
      </form>
    </Problems.Provider>
  );
}

/** What is not offered for a time: what is paused today or later, and a pause more. For everybody on the team. */
export function Pauses({ house }: { house: House }) {
  const { pauses: say, leads } = words.value;
  const [lifting, setLifting] = useState<string | null>(null);
  const { value, fault, slow, reload } = useLoaded(house.slug, async (signal) => {
    const params = { restaurant: house.slug };
    const [card, room, now] = await Promise.all([
      call('GET /api/restaurants/:restaurant', { params, signal }),
      call('GET /api/restaurants/:restaurant/tables', { params, signal }),
      call('GET /api/pauses', { query: params, signal }),
    ]);
    const known: Known = {
      today: card.today,
      shifts: [...new Set(card.shifts.map(({ name }) => name))],
      areas: [...new Set(room.tables.map(({ area }) => area))],
      tables: room.tables.map(({ name }) => name),
    };
    return { known, pauses: now.pauses };
  });

  useLiveEvent(({ event }) => {
    if (event.kind === 'pauses' || event.kind === 'settings') reload();
  });
  useLiveFresh(reload);

  async function lift(pause: PauseRow) {
    if (lifting) return;
    setLifting(pause.id);
    try {
      await call('DELETE /api/pauses/:id', { params: { id: pause.id } });
      tell({ tone: 'done', text: say.resumed });
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      // Somebody else lifted it: that is what was wanted.
      if (failed.code !== 'not_found') tell({ tone: 'refused', text: explain(failed) });
    } finally {
      setLifting(null);
      reload();
    }
  }

  return (
    <div class="service-form">
      <p class="muted lead">{leads.pauses}</p>
      {fault && !value && <Fault what={say.failed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={4} />}
      {value && (
        <>
          <Sheet title={say.title}>
            {value.pauses.length === 0 && <p class="muted">{say.none}</p>}
            <ul>
              {value.pauses.map((pause) => (
                <Row key={pause.id} pause={pause} busy={lifting !== null} onLift={() => void lift(pause)} />
              ))}
            </ul>
          </Sheet>
          <Begin house={house} known={value.known} onMade={reload} />
        </>
      )}
    </div>
  );
}
