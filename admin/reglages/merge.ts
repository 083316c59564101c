/**
 * Two who changed the same settings: what one typed, on top of what the other saved. Row by row: what only one of
 * them changed is as they want it; what both changed stays as it was typed here, and is named (pure).
 */
import { type AreaForm, type Form, newKey, ruleNames, same } from './form.ts';

type Row = { key: string; id?: string };

/** What both changed: a rule, or a row by its name or first day. */
export type Clash = { list: 'rules' | 'shifts' | 'specialDays' | 'areas' | 'combinations'; name: string };

function mergeRows<T extends Row>(
  base: T[],
  mine: T[],
  theirs: T[],
  clash: (row: T) => void,
  both?: (before: T, row: T, there: T) => T,
): T[] {
  const find = (list: T[], key: string) => list.find((row) => row.key === key);
  const kept = mine.flatMap((row): T[] => {
    const before = find(base, row.key);
    const there = find(theirs, row.key);
    if (!before) return [row];
    if (there) {
      if (same(row, before)) return [there];
      if (same(there, before) || same(there, row)) return [row];
      if (both) return [both(before, row, there)];
      clash(row);
      return [row];
    }
    // They took it away. Changed here, it is wanted: the server gets it as something new.
    if (same(row, before)) return [];
    clash(row);
    const { id: _, ...anew } = row;
    return [{ ...(anew as T), key: newKey() }];
  });
  const came = theirs.flatMap((there): T[] => {
    if (find(mine, there.key)) return [];
    const before = find(base, there.key);
    if (!before) return [there];
    // Taken away here. Changed there, it is wanted.
    if (same(there, before)) return [];
    clash(there);
    return [there];
  });
  return [...kept, ...came];
}

/** `mine` was made from `base`, over which `theirs` has been saved. */
export function mergeForms(base: Form, mine: Form, theirs: Form): { form: Form; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const clash = (list: Clash['list'], name: string) => clashes.push({ list, name });
  const mergeAreas = (before: AreaForm, area: AreaForm, there: AreaForm): AreaForm => {
    const pick = <K extends 'name' | 'online' | 'plan'>(name: K): AreaForm[K] => {
      if (same(area[name], before[name])) return there[name];
      if (!same(there[name], before[name]) && !same(there[name], area[name])) clash('areas', area.name);
      return area[name];
    };
    return {
      ...area,
      name: pick('name'),
      online: pick('online'),
      plan: pick('plan'),
      tables: mergeRows(before.tables, area.tables, there.tables, (row) => clash('areas', row.name)),
    };
  };
  const rules = { ...theirs.rules };
  for (const name of [...ruleNames, 'turnTimes'] as const) {
    if (same(mine.rules[name], base.rules[name])) continue;
    if (!same(theirs.rules[name], base.rules[name]) && !same(theirs.rules[name], mine.rules[name]))
      clash('rules', name);
    Object.assign(rules, { [name]: mine.rules[name] });
  }
  return {
    form: {
      rules,
      shifts: mergeRows(base.shifts, mine.shifts, theirs.shifts, (row) => clash('shifts', row.name)),
      specialDays: mergeRows(base.specialDays, mine.specialDays, theirs.specialDays, (row) =>
        clash('specialDays', row.from),
      ),
      areas: mergeRows(base.areas, mine.areas, theirs.areas, (row) => clash('areas', row.name), mergeAreas),
      combinations: mergeRows(base.combinations, mine.combinations, theirs.combinations, () =>
        clash('combinations', ''),
      ),
    },
    clashes,
  };
}
