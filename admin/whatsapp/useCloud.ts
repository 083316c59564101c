import type { LineTemplates } from '../../server/conversations/contract.ts';
import { call } from '../api.ts';
import { useLoaded } from '../load.ts';

/** Whether the restaurant's line is one of Meta's Cloud API, and the templates that it named. */
export function useCloud(restaurant: string): {
  /** Nobody knows yet. */
  busy: boolean;
  is: boolean;
  templates: LineTemplates;
  saved(templates: LineTemplates): void;
} {
  const { value, fault, change } = useLoaded(`cloud ${restaurant}`, (signal) =>
    call('GET /api/line/templates', { query: { restaurant }, signal }),
  );
  return {
    busy: value === null && fault === null,
    is: value?.cloud ?? false,
    templates: value?.templates ?? [],
    saved: (templates) => change((before) => ({ ...before, templates })),
  };
}
