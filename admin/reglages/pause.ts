/** A pause as it is typed, and as the API takes it (pure). */
import type { NewPause } from '../../server/availability/contract.ts';
import type { Problem } from './body.ts';

export type PauseForm = {
  /** What is paused: '' for the whole house, otherwise "shift:Soir", "area:Salle" or "table:12". */
  subject: string;
  from: string;
  to: string;
  fromTime: string;
  toTime: string;
  note: string;
};

export const newPause = (day: string): PauseForm => ({
  subject: '',
  from: day,
  to: '',
  fromTime: '',
  toTime: '',
  note: '',
});

const kinds = ['shift', 'area', 'table'] as const;

/** What the API is to be asked; what is left empty is not said. */
export function pauseOf(form: PauseForm): { pause: NewPause; problems: Problem[] } {
  const kind = kinds.find((known) => form.subject.startsWith(`${known}:`));
  const note = form.note.trim();
  const pause: NewPause = {
    from: form.from,
    ...(form.to && { to: form.to }),
    ...(form.fromTime && { fromTime: form.fromTime }),
    ...(form.toTime && { toTime: form.toTime }),
    ...(kind && { [kind]: form.subject.slice(kind.length + 1) }),
    ...(note && { note }),
  };
  return { pause, problems: form.from ? [] : [{ field: 'from', problem: 'required' }] };
}
