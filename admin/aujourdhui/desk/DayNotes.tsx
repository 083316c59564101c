import { NotebookPen } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DayNote } from '../../../server/desk/contract.ts';
import { CallFailed, call } from '../../api.ts';
import { giveBack } from '../../frame/giveBack.ts';
import type { House } from '../../frame/house.ts';
import { moment } from '../../texts/dates.ts';
import { explain, locale } from '../../texts/texts.ts';
import { words } from './texts/words.ts';
import type { useNote } from './useNote.ts';

/** What is being written, and over which version of the note. */
type Draft = { text: string; over: number };

/** What somebody else wrote while one was writing: keep theirs, one's own, or both. */
function Meanwhile(props: { theirs: DayNote; onKeep: (what: 'both' | 'theirs' | 'mine') => void }) {
  const say = words.value.notes;
  const { theirs } = props;
  return (
    <div class="notes-meanwhile" role="alert">
      <p>{say.meanwhile(theirs.by ?? say.somebody)}</p>
      <blockquote>{theirs.text || say.emptied}</blockquote>
      <p class="waiting-acts">
        {(['both', 'theirs', 'mine'] as const).map((what) => (
          <button key={what} type="button" class="button" onClick={() => props.onKeep(what)}>
            {say[what]}
          </button>
        ))}
      </p>
    </div>
  );
}

/** What the team notes for the day, changed where it stands. Two who write at once lose nothing of each other. */
export function DayNotes(props: { house: House; day: string; known: ReturnType<typeof useNote> }) {
  const { house, day } = props;
  const { note, put } = props.known;
  const say = words.value.notes;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const writing = draft !== null;
  // What was begun for a day is of that day.
  useEffect(() => setDraft(null), [day, house.slug]);
  useEffect(() => field.current?.focus(), [writing]);
  if (!note) return null;
  const theirs = draft && note.version > draft.over ? note : null;

  const leave = () => {
    setDraft(null);
    setFault(null);
    giveBack(() => opener.current);
  };

  async function save() {
    if (!draft || busy || theirs) return;
    setBusy(true);
    setFault(null);
    try {
      const written = await call('PUT /api/day-notes', {
        query: { restaurant: house.slug, day },
        body: { text: draft.text, version: draft.over },
      });
      put(written);
      leave();
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      if (failed.code === 'stale_note') put(failed.detail.note as DayNote);
      else setFault(`${say.failed} ${explain(failed)}`);
    } finally {
      setBusy(false);
    }
  }

  function keep(what: 'both' | 'theirs' | 'mine') {
    if (!draft || !theirs) return;
    if (what === 'theirs') return leave();
    const text = what === 'mine' ? draft.text : [theirs.text, draft.text].filter(Boolean).join('\n');
    setDraft({ text, over: theirs.version });
    field.current?.focus();
  }

  if (!draft)
    return (
      <section class={`notes${note.text ? '' : ' notes-empty'}`} aria-label={say.title}>
        <NotebookPen size={16} strokeWidth={1.5} aria-hidden="true" />
        {note.text && (
          <div>
            <p class="notes-text">{note.text}</p>
            {note.by && note.at && (
              <small class="muted">{say.by(note.by, moment(note.at, locale.value, house.timeZone))}</small>
            )}
          </div>
        )}
        <button
          ref={opener}
          type="button"
          class="text-button"
          onClick={() => setDraft({ text: note.text, over: note.version })}
        >
          {note.text ? say.edit : say.add}
        </button>
      </section>
    );
  return (
    <form
      class="notes notes-writing"
      aria-label={say.title}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          leave();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void save();
        }
      }}
    >
      <label for={id}>{say.label}</label>
      <textarea
        ref={field}
        id={id}
        rows={Math.min(8, Math.max(2, draft.text.split('\n').length))}
        maxLength={2000}
        value={draft.text}
        onInput={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
      />
      {theirs && <Meanwhile theirs={theirs} onKeep={keep} />}
      {fault && (
        <p class="problem" role="alert">
          {fault}
        </p>
      )}
      <p class="waiting-acts">
        <button type="submit" class="button primary" aria-disabled={busy || theirs !== null}>
          {say.save}
        </button>
        <button type="button" class="button" onClick={leave}>
          {say.cancel}
        </button>
      </p>
    </form>
  );
}
