/**
 * The service of a restaurant on a manager's desk: read, typed over, tried and saved. What is typed outlives the page
 * (another page of the panel, a session that ended), by person and restaurant; the browser warns before it is lost.
 */
import { effect, signal } from '@preact/signals';
import type { Reply } from '../../server/contract/endpoint.ts';
import type { Endpoints } from '../../server/contract/endpoints.ts';
import type { Overlap, ServiceSettings, Unfit } from '../../server/settings/contract.ts';
import { CallFailed, call } from '../api.ts';
import { session } from '../session/session.ts';
import { bodyOf, type Problem } from './body.ts';
import { begin, type Draft, edit, redo, undo, unsaved } from './draft.ts';
import { type Form, formOf } from './form.ts';
import { type Clash, mergeForms } from './merge.ts';

export type Trial = Reply<Endpoints['POST /api/settings/service/dry-run']>;

export type Desk = {
  slug: string;
  draft: Draft;
  overlaps: Overlap[];
  problems: Problem[];
  /** What saving the form as it stands would do. */
  trial: Trial | null;
  /** Kept by the last save although the service has no room for them. */
  unfit: Unfit[];
  /** What somebody else has saved meanwhile. */
  newer: ServiceSettings | null;
  /** Who that was. */
  newerBy: string | null;
  /** What both had changed, after the newer settings were taken. */
  clashes: Clash[];
  busy: 'trying' | 'saving' | null;
  fault: CallFailed | null;
};

const desks = signal<ReadonlyMap<string, Desk>>(new Map());
const keyOf = (slug: string) => `${session.value?.staff.id} ${slug}`;

/** The desk of who is signed in, for a restaurant; null until it was read. */
export const deskOf = (slug: string): Desk | null => desks.value.get(keyOf(slug)) ?? null;

function put(slug: string, change: Partial<Desk>): void {
  const before = deskOf(slug);
  if (before) desks.value = new Map(desks.value).set(keyOf(slug), { ...before, ...change });
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();
effect(() => {
  const any = [...desks.value.values()].some(({ draft }) => unsaved(draft));
  if (any) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
});

type Read = Reply<Endpoints['GET /api/settings/service']>;

/** What was read takes its place; where something is being typed, it waits until it is asked for. */
export function lay(slug: string, read: Read): void {
  const before = deskOf(slug);
  // An answer that was overtaken by a newer one.
  if (before && read.settings.version < before.draft.version) return;
  if (before && unsaved(before.draft)) {
    const { settings, overlaps, savedBy = null } = read;
    if (settings.version > before.draft.version)
      put(slug, { newer: settings, newerBy: savedBy, overlaps, trial: null });
    return;
  }
  const desk: Desk = {
    slug,
    draft: begin(read.settings),
    overlaps: read.overlaps,
    problems: [],
    trial: null,
    unfit: before?.unfit ?? [],
    newer: null,
    newerBy: null,
    clashes: [],
    busy: null,
    fault: null,
  };
  desks.value = new Map(desks.value).set(keyOf(slug), desk);
}

/** Something was typed in a field; null: rows came or went, and fields are counted anew. */
export function type(slug: string, form: Form, field: string | null): void {
  const desk = deskOf(slug);
  if (!desk) return;
  put(slug, {
    draft: edit(desk.draft, form, field),
    problems: field === null ? [] : desk.problems.filter((problem) => problem.field !== field),
    trial: null,
  });
}

/** One step back. */
export function stepBack(slug: string): void {
  const desk = deskOf(slug);
  if (desk) put(slug, { draft: undo(desk.draft), problems: [], trial: null });
}

/** And on again. */
export function stepOn(slug: string): void {
  const desk = deskOf(slug);
  if (desk) put(slug, { draft: redo(desk.draft), problems: [], trial: null });
}

/** Leaves everything as the server had it; it is one step, and can be taken back. */
export function discard(slug: string): void {
  const desk = deskOf(slug);
  if (desk) put(slug, { draft: edit(desk.draft, desk.draft.base, null), problems: [], trial: null });
}

/** What both changed has been read; what was kept has been dealt with. */
export const dismiss = (slug: string, what: 'clashes' | 'unfit' | 'trial'): void =>
  put(slug, { [what]: what === 'trial' ? null : [] });

async function refused(slug: string, fault: unknown): Promise<void> {
  if (!(fault instanceof CallFailed)) throw fault;
  const { field, problem } = fault.detail as { field?: string; problem?: string };
  if (fault.code === 'invalid' && field) put(slug, { problems: [{ field, problem: problem ?? 'invalid' }] });
  else if (fault.code === 'stale_settings') await lookAhead(slug);
  else put(slug, { fault });
}

/** Reads what somebody else has saved; what is typed stays. */
async function lookAhead(slug: string): Promise<void> {
  try {
    const read = await call('GET /api/settings/service', { query: { restaurant: slug } });
    const { settings, overlaps, savedBy = null } = read;
    put(slug, { newer: settings, newerBy: savedBy, overlaps, trial: null });
  } catch (fault) {
    if (!(fault instanceof CallFailed)) throw fault;
    put(slug, { fault });
  }
}

/**
 * Somebody, here or elsewhere, has saved a version. Nothing where it is what stands here, or being saved from here;
 * else it is read, and laid out at once where nothing is being typed.
 */
export async function heardOfSave(slug: string, version: number): Promise<void> {
  const desk = deskOf(slug);
  if (!desk || desk.busy === 'saving' || version <= (desk.newer ?? desk.draft).version) return;
  try {
    lay(slug, await call('GET /api/settings/service', { query: { restaurant: slug } }));
  } catch (fault) {
    // It is read again when these settings are opened or saved.
    if (!(fault instanceof CallFailed)) throw fault;
  }
}

/** Takes the newer settings: with what was typed on top of them, or without. */
export function takeNewer(slug: string, how: 'with_mine' | 'without_mine'): void {
  const desk = deskOf(slug);
  if (!desk?.newer) return;
  const fresh = begin(desk.newer);
  const { form, clashes } =
    how === 'with_mine'
      ? mergeForms(desk.draft.base, desk.draft.form, formOf(desk.newer))
      : { form: fresh.form, clashes: [] };
  put(slug, { draft: { ...fresh, form }, newer: null, newerBy: null, clashes, problems: [], trial: null });
}

/** The settings as typed, or null when what is wrong with them can be seen from here. */
function checked(slug: string): { desk: Desk; settings: ServiceSettings } | null {
  const desk = deskOf(slug);
  if (!desk || desk.busy) return null;
  const { settings, problems } = bodyOf(desk.draft.form, desk.draft.version);
  put(slug, { problems, fault: null });
  return problems.length > 0 ? null : { desk, settings };
}

/**
 * Asks what saving would do, and lays it out when it is to be `shown`. Answers it, or null when it could not be said:
 * problems, fault or newer tell why.
 */
export async function tryOut(
  slug: string,
  shown: (trial: Trial) => boolean = () => true,
): Promise<Trial | null> {
  const made = checked(slug);
  if (!made) return null;
  put(slug, { busy: 'trying' });
  try {
    const trial = await call('POST /api/settings/service/dry-run', {
      query: { restaurant: slug },
      body: made.settings,
    });
    // Somebody typed on meanwhile: this is no longer about what stands there.
    if (deskOf(slug)?.draft.form !== made.desk.draft.form) return null;
    if (shown(trial)) put(slug, { trial, overlaps: trial.overlaps });
    return trial;
  } catch (fault) {
    await refused(slug, fault);
    return null;
  } finally {
    put(slug, { busy: null });
  }
}

/** Saves. True when it is saved; reservations without room are kept and stand in `unfit`. */
export async function save(slug: string): Promise<boolean> {
  const made = checked(slug);
  if (!made) return false;
  put(slug, { busy: 'saving' });
  try {
    const saved = await call('PUT /api/settings/service', {
      query: { restaurant: slug },
      body: made.settings,
    });
    put(slug, {
      draft: begin(saved.settings),
      overlaps: saved.overlaps,
      unfit: saved.unfit,
      clashes: [],
      problems: [],
      trial: null,
    });
    return true;
  } catch (fault) {
    await refused(slug, fault);
    return false;
  } finally {
    put(slug, { busy: null });
  }
}
