/**
 * What is being written at a restaurant's templates. It stays until it is saved or discarded: while one looks elsewhere
 * in the panel, after a reload, and when one comes back another day.
 */
import { signal } from '@preact/signals';
import type { RewordedWords, Template } from '../../../server/templates/contract.ts';
import { CallFailed, call } from '../../api.ts';
import { session } from '../../session/session.ts';
import { locale } from '../../texts/texts.ts';
import { type Draft, keyOf, renamed, same, wordsOf } from './draft.ts';
import { allKept, deviceShelf, type Kept, keep } from './keeping.ts';
import { names, namesIn } from './texts/words.ts';

/** A draft and the version it began with; `newer`: somebody has saved since. */
export type Writing = Kept & { newer: Template | null };

/** By whom, restaurant and message: on a shared device everybody finds what is theirs. */
const writings = signal<ReadonlyMap<string, Writing>>(
  new Map([...allKept(deviceShelf())].map(([place, kept]) => [place, { ...kept, newer: null }])),
);

const placeOf = (slug: string, template: Pick<Template, 'kind' | 'channel' | 'locale'>) =>
  `${session.value?.staff.id} ${slug} ${keyOf(template)}`;

/** What is being written for a message, with the names of the panel's language; undefined: nothing. */
export function writingOf(slug: string, template: Template): Writing | undefined {
  const writing = writings.value.get(placeOf(slug, template));
  if (!writing || writing.language === locale.value) return writing;
  const draft = renamed(writing.draft, namesIn(writing.language), names.value);
  return { ...writing, draft, language: locale.value };
}

/** Is something typed that is not saved? */
export function isUnsaved(slug: string, template: Template): boolean {
  const writing = writingOf(slug, template);
  return writing !== undefined && !same(wordsOf(writing.draft, template, names.value), template.reworded);
}

/** Those that were typed at since the page was opened. */
const touched = new Set<string>();
const warn = (event: BeforeUnloadEvent) => event.preventDefault();

function put(slug: string, template: Template, writing: Writing | null): void {
  const place = placeOf(slug, template);
  const next = new Map(writings.value);
  if (writing) next.set(place, writing);
  else next.delete(place);
  writings.value = next;
  const open = isUnsaved(slug, template);
  keep(deviceShelf(), place, open && writing ? keptOf(writing) : null);
  if (open) touched.add(place);
  else touched.delete(place);
  // Kept, but not saved: guests still get the words from before. Whoever closes the panel is asked.
  if (touched.size > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
}

const keptOf = ({ draft, version, language }: Writing): Kept => ({ draft, version, language });

/** What one has typed. */
export function write(slug: string, template: Template, draft: Draft): void {
  const { version, newer } = writingOf(slug, template) ?? { version: template.version, newer: null };
  put(slug, template, { version, newer, draft, language: locale.value });
}

/** What was typed goes. */
export function discard(slug: string, template: Template): void {
  put(slug, template, null);
}

/**
 * Saves these words over `version`. Answers what stands then; null when somebody has saved since, which `draft` is kept
 * beside until one has chosen. Throws CallFailed for any other reason.
 */
export async function saveWords(
  slug: string,
  template: Template,
  words: RewordedWords,
  { version, draft }: { version: number; draft: Draft },
): Promise<Template | null> {
  const { kind, channel } = template;
  try {
    return await call('PUT /api/templates/:kind/:channel/:locale', {
      params: { kind, channel, locale: template.locale },
      query: { restaurant: slug },
      body: { version, words },
    });
  } catch (fault) {
    if (!(fault instanceof CallFailed) || fault.code !== 'stale_template') throw fault;
    put(slug, template, { draft, version, language: locale.value, newer: fault.detail.current as Template });
    return null;
  }
}
