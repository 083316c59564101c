/** What is being written at a restaurant's templates. It stays while one looks elsewhere in the panel. */
import { signal } from '@preact/signals';
import type { RewordedWords, Template } from '../../../server/templates/contract.ts';
import { CallFailed, call } from '../../api.ts';
import { type Draft, keyOf, type Names, same, wordsOf } from './draft.ts';

/** A draft and the version it began with; `newer`: somebody has saved since. */
export type Writing = { draft: Draft; version: number; newer: Template | null };

/** By restaurant and message. */
const writings = signal<ReadonlyMap<string, Writing>>(new Map());

const placeOf = (slug: string, template: Pick<Template, 'kind' | 'channel' | 'locale'>) =>
  `${slug} ${keyOf(template)}`;

export const writingOf = (slug: string, template: Template): Writing | undefined =>
  writings.value.get(placeOf(slug, template));

/** Is something typed that is not saved? */
export function isUnsaved(slug: string, template: Template, names: Names): boolean {
  const writing = writingOf(slug, template);
  return writing !== undefined && !same(wordsOf(writing.draft, template, names), template.reworded);
}

function put(slug: string, template: Template, writing: Writing | null): void {
  const next = new Map(writings.value);
  if (writing) next.set(placeOf(slug, template), writing);
  else next.delete(placeOf(slug, template));
  writings.value = next;
}

/** What one has typed. */
export function write(slug: string, template: Template, draft: Draft): void {
  const before = writingOf(slug, template);
  put(slug, template, { version: template.version, newer: null, ...before, draft });
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
  const { kind, channel, locale } = template;
  try {
    return await call('PUT /api/templates/:kind/:channel/:locale', {
      params: { kind, channel, locale },
      query: { restaurant: slug },
      body: { version, words },
    });
  } catch (fault) {
    if (!(fault instanceof CallFailed) || fault.code !== 'stale_template') throw fault;
    put(slug, template, { draft, version, newer: fault.detail.current as Template });
    return null;
  }
}
