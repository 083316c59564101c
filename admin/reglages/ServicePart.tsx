import { Undo2 } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { call } from '../api.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { tell } from '../frame/toasts.ts';
import { useLoaded } from '../load.ts';
import { address, go } from '../place.ts';
import { useLiveEvent, useLiveFresh } from '../stream.ts';
import { shortDay } from '../texts/dates.ts';
import { explain, locale } from '../texts/texts.ts';
import { type Part, partOf } from './body.ts';
import { Cadence } from './Cadence.tsx';
import {
  type Desk,
  deskOf,
  discard,
  dismiss,
  heardOfSave,
  lay,
  save,
  stepBack,
  stepOn,
  takeNewer,
  tryOut,
  type,
} from './desk.ts';
import { unsaved } from './draft.ts';
import { Problems, type Take, then } from './fields.tsx';
import type { Form } from './form.ts';
import { Guests } from './Guests.tsx';
import type { Clash } from './merge.ts';
import { KeptCard, TrialCard } from './Outlook.tsx';
import { Room } from './Room.tsx';
import { Rules } from './Rules.tsx';
import { Services } from './Services.tsx';
import { SpecialDays } from './SpecialDays.tsx';
import { problemText, words } from './texts/words.ts';

const fieldOf = (field: string) =>
  document.querySelector<HTMLElement>(`.settings [data-field="${CSS.escape(field)}"]`);

/** Brings before the eyes why it was not done: the first field that is wrong, wherever it stands, or the notice. */
function showWhy(slug: string): void {
  const desk = deskOf(slug);
  if (desk?.fault) tell({ tone: 'refused', text: explain(desk.fault) });
  const first = desk?.problems[0];
  if (first) go({ tab: partOf(first.field) }, 'replace');
  then(() => {
    const place = first ? fieldOf(first.field) : document.querySelector<HTMLElement>('.service-form > .note');
    for (let box = place?.closest('details'); box; box = box.parentElement?.closest('details'))
      box.open = true;
    place?.focus();
    if (first || desk?.newer) place?.scrollIntoView({ block: 'center' });
  });
}

async function trySettings(slug: string) {
  if (!(await tryOut(slug))) showWhy(slug);
}

/** Saves; who would have no room is shown first, once. */
async function saveSettings(slug: string) {
  const seen = deskOf(slug)?.trial;
  if (!seen) {
    const trial = await tryOut(slug, ({ unfit }) => unfit.length > 0);
    if (!trial) return showWhy(slug);
    if (trial.unfit.length > 0) return;
  }
  if (await save(slug)) tell({ tone: 'done', text: words.value.bar.saved });
  else showWhy(slug);
}

function clashName({ list, name }: Clash): string {
  const { rules, clashes, unnamed } = words.value;
  if (list === 'rules') return (rules as Record<string, string>)[name] ?? name;
  if (list === 'combinations') return clashes.combination;
  if (list === 'specialDays') return name ? shortDay(name, locale.value) : unnamed;
  return name || unnamed;
}

function Notices({ desk }: { desk: Desk }) {
  const { stale, clashes, elsewhere } = words.value;
  const { slug } = desk;
  const loose = desk.problems.filter(({ field }) => /\.id$|^[^.]+$/.test(field));
  return (
    <>
      {desk.newer && (
        <div class="note" role="alert">
          <p>
            <strong>{stale.title(desk.newerBy)}</strong> {stale.lead}
          </p>
          <p class="card-acts">
            <button type="button" class="button primary" onClick={() => takeNewer(slug, 'with_mine')}>
              {stale.mine}
            </button>
            <button type="button" class="button" onClick={() => takeNewer(slug, 'without_mine')}>
              {stale.theirs}
            </button>
          </p>
        </div>
      )}
      {desk.clashes.length > 0 && (
        <div class="note" role="alert">
          <p>
            <strong>{clashes.title}</strong>{' '}
            {new Intl.ListFormat(locale.value).format([...new Set(desk.clashes.map(clashName))])}.{' '}
            {clashes.lead}
          </p>
          <p class="card-acts">
            <button type="button" class="button" onClick={() => dismiss(slug, 'clashes')}>
              {clashes.close}
            </button>
          </p>
        </div>
      )}
      {desk.fault && (
        <p class="problem" role="alert">
          {explain(desk.fault)}
        </p>
      )}
      {loose.map(({ field, problem }) => (
        <p key={field} class="problem" role="alert">
          {elsewhere(field, problemText(field, problem))}
        </p>
      ))}
    </>
  );
}

/** What there is to save, the way back, and the two ways on. */
function Bar({ desk }: { desk: Desk }) {
  const { bar } = words.value;
  const { slug, busy, trial, problems } = desk;
  const keeps = trial !== null && trial.unfit.length > 0;
  return (
    <section class="save-bar" aria-label={bar.label}>
      <p class="save-state" role="status">
        {problems.length > 0 ? bar.problems(problems.length) : bar.unsaved}
      </p>
      <div class="save-back">
        <button
          type="button"
          class="icon-button"
          aria-label={bar.undo}
          title={bar.undo}
          aria-disabled={desk.draft.past.length === 0}
          onClick={() => stepBack(slug)}
        >
          <Undo2 size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
        <button type="button" class="text-button" onClick={() => discard(slug)}>
          {bar.discard}
        </button>
      </div>
      <div class="save-on">
        <button
          type="button"
          class="button"
          aria-disabled={busy !== null}
          onClick={() => void trySettings(slug)}
        >
          {busy === 'trying' ? bar.trying : bar.try}
        </button>
        <button
          type="button"
          class="button primary"
          aria-disabled={busy !== null}
          onClick={() => void saveSettings(slug)}
        >
          {busy === 'saving' ? bar.saving : keeps ? bar.saveAnyway : bar.save}
        </button>
      </div>
    </section>
  );
}

function Fields(props: { part: Part; desk: Desk; onForm: Take<Form> }) {
  const { form } = props.desk.draft;
  const given = { form, onForm: props.onForm };
  if (props.part === 'services') return <Services {...given} overlaps={props.desk.overlaps} />;
  if (props.part === 'days') return <SpecialDays {...given} />;
  if (props.part === 'rules') return <Rules {...given} />;
  if (props.part === 'guests') return <Guests {...given} />;
  if (props.part === 'pace') return <Cadence {...given} />;
  const { slug, draft } = props.desk;
  const history = {
    undo: draft.past.length > 0 ? () => stepBack(slug) : null,
    redo: draft.future.length > 0 ? () => stepOn(slug) : null,
  };
  return <Room {...given} history={history} />;
}

/** One part of a restaurant's service, to be changed, tried and saved together with the others. For managers. */
export function ServicePart({ house, part }: { house: House; part: Part }) {
  const { slug } = house;
  const { leads, failed, bar } = words.value;
  const { value, fault, slow, reload } = useLoaded(slug, (signal) =>
    call('GET /api/settings/service', { query: { restaurant: slug }, signal }),
  );
  useEffect(() => {
    if (value) lay(slug, value);
  }, [value]);
  useLiveEvent(({ event }) => {
    if (event.kind === 'settings') void heardOfSave(slug, event.version);
  });
  useLiveFresh(reload);
  const desk = deskOf(slug);
  const waiting = useRef(false);
  waiting.current = desk !== null && unsaved(desk.draft);
  useEffect(
    () => () => {
      // Another page, not another part: nothing is lost, and one should know where it is.
      if (waiting.current && address.value.page !== 'reglages') tell({ tone: 'new', text: bar.waiting });
    },
    [],
  );
  if (!desk)
    return (
      <>
        {fault && <Fault what={failed} fault={fault} onRetry={reload} />}
        {slow && <Shape rows={6} />}
      </>
    );
  return (
    <Problems.Provider value={desk.problems}>
      <form class="service-form" noValidate onSubmit={(event) => event.preventDefault()}>
        <p class="muted lead">{leads[part]}</p>
        <Notices desk={desk} />
        {desk.trial && <TrialCard trial={desk.trial} onClose={() => dismiss(slug, 'trial')} />}
        {desk.unfit.length > 0 && !desk.trial && (
          <KeptCard unfit={desk.unfit} onDone={() => dismiss(slug, 'unfit')} />
        )}
        <Fields part={part} desk={desk} onForm={(form, field) => type(slug, form, field)} />
        {unsaved(desk.draft) && <Bar desk={desk} />}
      </form>
    </Problems.Provider>
  );
}
