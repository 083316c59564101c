/**
 * Two who changed the same settings: what one typed, on top of what the other saved. Row by row: what only one of
 * them changed is as they want it; what both changed stays as it was typed here, and is named (pure).
 */
import { type AreaForm, type Form, newKey, ruleNames, same, type TableForm } from './form.ts';

type Row = { key: string; id?: string };

/** What both changed: a rule, or a row by its name or first day. */
export type Clash = { list: 'rules' | 'shifts' | 'specialDays' | 'areas' | 'combinations'; name: string };

function mergeRows<T extends Row>(
  base: T[],
  mine: T[],
  theirs: T[],
  clash: (row: T) => void,
  both?: (before: T, row: T, there: T) => T,
  /** Does somebody who has only this want nothing of a row that is gone? */
  alike: (row: T, before: T) => boolean = same,
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
    if (alike(row, before)) return [];
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
  // Where a table stands is one thing, what it is another: the first who draws an area gives all its tables a place.
  const said = ({ place: _, ...rest }: TableForm) => rest;
  const alike = (one: TableForm, other: TableForm) => same(said(one), said(other));
  const mergeTables = (before: TableForm, table: TableForm, there: TableForm): TableForm => {
    const moved = !same(table.place, before.place);
    const place = moved ? table.place : there.place;
    const twice = moved && !same(there.place, before.place) && !same(there.place, table.place);
    const mine = !alike(table, before);
    if (twice || (mine && !alike(there, before) && !alike(there, table))) clash('areas', table.name);
    return { ...(mine ? table : there), place };
  };
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
      tables: mergeRows(
        before.tables,
        area.tables,
        there.tables,
        (row) => clash('areas', row.name),
        mergeTables,
        alike,
      ),
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
