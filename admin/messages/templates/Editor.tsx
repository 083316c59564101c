import { RotateCcw, Send } from 'lucide-preact';
import { Fragment } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RewordedWords, Template, WordsProblem } from '../../../server/templates/contract.ts';
import { CallFailed, call } from '../../api.ts';
import type { House } from '../../frame/house.ts';
import { tell } from '../../frame/toasts.ts';
import { moment } from '../../texts/dates.ts';
import { explain, locale } from '../../texts/texts.ts';
import { discard, saveWords, write, writingOf } from './desk.ts';
import {
  type Draft,
  draftOf,
  type Field,
  fieldsOf,
  isForChats,
  isReworded,
  ours,
  same,
  wordsOf,
} from './draft.ts';
import { Head, NothingLeaves } from './Head.tsx';
import { PartField } from './PartField.tsx';
import { Preview } from './Preview.tsx';
import { names, words } from './texts/words.ts';
import { usePreview } from './usePreview.ts';

type Props = {
  house: House;
  template: Template;
  /** The same message in the other languages and channels, and itself. */
  siblings: Template[];
  /** The names in braces that it may hold. */
  known: string[];
  sends: { email: boolean; sms: boolean };
  testTo: string;
  onSaved(next: Template): void;
};

/** One message in one language: its words, and how a guest would get it. */
export function Editor({ house, template, siblings, known, sends, testTo, onSaved }: Props) {
  const says = words.value;
  const { slug } = house;
  const writing = writingOf(slug, template);
  const draft = writing?.draft ?? draftOf(template, names.value);
  const typed = wordsOf(draft, template, names.value);
  const dirty = !same(typed, template.reworded);
  const preview = usePreview(slug, template, typed);
  const problems = preview.value?.problems ?? [];
  const [busy, setBusy] = useState<'save' | 'test' | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const last = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const body = useRef<HTMLTextAreaElement>(null);

  const type = (change: Partial<Draft>) => write(slug, template, { ...draft, ...change });

  async function act(what: 'save' | 'test', doing: () => Promise<void>) {
    if (busy) return;
    setBusy(what);
    setFault(null);
    try {
      await doing();
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(reasonOf(failed));
    } finally {
      setBusy(null);
    }
  }

  const save = (to: RewordedWords, version: number, done: (saved: Template) => void) =>
    act('save', async () => {
      const meant = draftOf({ ...template, reworded: to }, names.value);
      const saved = await saveWords(slug, template, to, { version, draft: writing?.draft ?? meant });
      if (!saved) return;
      discard(slug, template);
      onSaved(saved);
      done(saved);
    });

  function backToOurs() {
    const { reworded } = template;
    void save(ours, template.version, ({ version }) =>
      tell({ tone: 'done', text: says.backDone, undo: () => void takeBack(reworded, version) }),
    );
  }

  async function takeBack(reworded: RewordedWords, version: number) {
    try {
      const meant = draftOf({ ...template, reworded }, names.value);
      const saved = await saveWords(slug, template, reworded, { version, draft: meant });
      if (saved) onSaved(saved);
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      tell({ tone: 'refused', text: explain(failed) });
    }
  }

  const test = () =>
    act('test', async () => {
      const { kind, channel, locale } = template;
      const { to, leaves } = await call('POST /api/templates/test', {
        query: { restaurant: slug },
        body: { kind, channel, locale, words: typed },
      });
      tell({ tone: 'done', text: leaves ? says.testSent(to) : says.testKept(to) });
    });

  function insert(name: string) {
    const field = last.current ?? body.current;
    if (!field) return;
    field.setRangeText(`{${name}}`, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }

  const problemOf = (field: Field) => problems.filter((one) => one.field === field).map(problemText);
  // Begun over words that somebody has reworded since, perhaps days ago.
  const newer = writing?.newer ?? (writing && dirty && writing.version < template.version ? template : null);
  const canSave = dirty && problems.length === 0 && !newer;
  return (
    <article class="tpl-editor" aria-label={says.kinds[template.kind]}>
      <div class="tpl-write">
        <Head template={template} siblings={siblings} />
        {!sends[template.channel] && !isForChats(template) && <NothingLeaves channel={template.channel} />}
        <form
          class="tpl-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (canSave) {
              void save(typed, writing?.version ?? template.version, () =>
                tell({ tone: 'done', text: says.saved }),
              );
            }
          }}
          onFocusIn={(event) => {
            if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
              last.current = event.target;
          }}
        >
          {fieldsOf(template).map((field) => (
            <Fragment key={field}>
              <PartField
                field={field}
                template={template}
                draft={draft}
                said={typed[field] !== null}
                problems={problemOf(field)}
                body={body}
                onType={(text) => type({ [field]: text })}
              />
              {field === 'body' && <Chips known={known} onInsert={insert} />}
            </Fragment>
          ))}
          {template.channel === 'email' && <p class="muted small">{says.laidOut}</p>}
          {newer && (
            <div class="tpl-newer" role="alert">
              <p>{says.stale(newer.savedBy ?? says.someone, when(newer.savedAt, house))}</p>
              <p class="tpl-acts">
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    discard(slug, template);
                    onSaved(newer);
                  }}
                >
                  {says.takeTheirs}
                </button>
                <button
                  type="button"
                  class="button"
                  aria-disabled={problems.length > 0 || undefined}
                  onClick={() =>
                    problems.length === 0 &&
                    void save(typed, newer.version, () => tell({ tone: 'done', text: says.saved }))
                  }
                >
                  {says.keepMine}
                </button>
              </p>
            </div>
          )}
          {fault && (
            <p class="problem" role="alert">
              {fault}
            </p>
          )}
          {template.savedBy && isReworded(template.reworded) && (
            <p class="muted small">{says.savedBy(template.savedBy, when(template.savedAt, house))}</p>
          )}
          <div class="tpl-acts tpl-bar">
            <button
              type="submit"
              class="button primary"
              aria-disabled={!canSave || busy !== null || undefined}
            >
              {busy === 'save' ? says.saving : says.save}
            </button>
            {dirty && (
              <button type="button" class="button" onClick={() => discard(slug, template)}>
                {says.discard}
              </button>
            )}
            {!dirty && isReworded(template.reworded) && (
              <button type="button" class="button" onClick={backToOurs}>
                <RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />
                {says.back}
              </button>
            )}
          </div>
        </form>
      </div>
      <Preview template={template} loaded={preview} house={house}>
        {template.channel === 'email' && (
          <button
            type="button"
            class="button"
            aria-describedby="tpl-test"
            aria-disabled={problems.length > 0 || busy !== null || undefined}
            onClick={() => problems.length === 0 && void test()}
          >
            <Send size={16} strokeWidth={1.5} aria-hidden="true" />
            {busy === 'test' ? says.testing : says.test}
          </button>
        )}
        <p class="muted small" id="tpl-test">
          {template.channel === 'email' ? says.testTo(testTo) : says.smsTest} {says.sample}
        </p>
      </Preview>
    </article>
  );
}

const when = (instant: string | null, house: House) =>
  instant ? moment(instant, locale.value, house.timeZone) : '';

function problemText({ problem, placeholder }: Pick<WordsProblem, 'problem' | 'placeholder'>): string {
  return words.value.problems[problem](called(placeholder));
}

const called = (name: string) => (Object.hasOwn(names.value, name) ? names.value[name]! : name);

function reasonOf(fault: CallFailed): string {
  const { code, detail } = fault;
  if (code === 'too_many_requests')
    return words.value.testSlow(Math.max(1, Math.ceil(Number(detail.retryAfter ?? 60) / 60)));
  const known = words.value.problems[detail.problem as WordsProblem['problem']];
  return code === 'invalid' && known ? known(called(String(detail.placeholder))) : explain(fault);
}

/** The names in braces that this message may hold, each put where the cursor is. */
function Chips({ known, onInsert }: { known: string[]; onInsert(called: string): void }) {
  const says = words.value;
  return (
    <fieldset class="tpl-chips">
      <legend>{says.insert}</legend>
      {known.map((name) => {
        const [called, meaning] = says.names[name] ?? [name, name];
        return (
          <button key={name} type="button" title={meaning} onClick={() => onInsert(called)}>
            <span aria-hidden="true">{called}</span>
            <span class="unseen">{`${called}\u00a0: ${meaning}`}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
