import { invalid } from '../refusal.ts';

/** Refuses, with its field, what comes with an id that is not one of `ids`, or that something before has already. */
export function mustBeKnown(things: { id?: string; field: string }[], ids: Set<string>): void {
  const seen = new Set<string>();
  for (const { id, field } of things) {
    if (id === undefined) continue;
    const problem = seen.has(id) ? 'twice' : ids.has(id) ? null : 'unknown';
    if (problem) throw invalid(`${field}.id`, problem, `${field}.id is not one of this restaurant.`);
    seen.add(id);
  }
}
