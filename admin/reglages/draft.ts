/** What is being typed over what was read, with the way back (pure). */
import type { ServiceSettings } from '../../server/settings/contract.ts';
import { type Form, formOf, same } from './form.ts';

export type Draft = {
  /** What the server said last. */
  version: number;
  base: Form;
  form: Form;
  /** The forms before, the oldest first. */
  past: readonly Form[];
  /** The forms that were taken back, the next first. */
  future: readonly Form[];
  /** The field that was typed in last: letters typed one after the other are one step back. */
  last: string | null;
};

const steps = 100;

export function begin(settings: ServiceSettings): Draft {
  const form = formOf(settings);
  return { version: settings.version, base: form, form, past: [], future: [], last: null };
}

/** After a change in a field; null for one that stands by itself (a row more or less). */
export function edit(draft: Draft, form: Form, field: string | null): Draft {
  const goesOn = field !== null && field === draft.last && draft.past.length > 0;
  return {
    ...draft,
    form,
    past: goesOn ? draft.past : [...draft.past, draft.form].slice(-steps),
    future: [],
    last: field,
  };
}

/** One step back. */
export function undo(draft: Draft): Draft {
  const before = draft.past.at(-1);
  if (!before) return draft;
  const future = [draft.form, ...draft.future];
  return { ...draft, form: before, past: draft.past.slice(0, -1), future, last: null };
}

/** One step on again, after a step back; typing anew forgets those. */
export function redo(draft: Draft): Draft {
  const [next, ...future] = draft.future;
  return next ? { ...draft, form: next, past: [...draft.past, draft.form], future, last: null } : draft;
}

/** Is there something that the server does not have? */
export const unsaved = (draft: Draft): boolean => !same(draft.form, draft.base);
