import { sql } from '../db/sql.ts';
import type { AreaPlan, TablePlace } from './contract.ts';

/** The plan of an area as JSON, for a query in which `areas` goes by that name; null: it was never drawn. */
export const planOf = (area: string) => {
  const at = (column: string) => sql.ref(`${area}.${column}`);
  return sql<AreaPlan | null>`CASE WHEN ${at('plan_width')} IS NOT NULL THEN json_build_object('width', ${at('plan_width')},
               'height', ${at('plan_height')}, 'fixtures', ${at('fixtures')}) END`;
};

/** Where a table stands as JSON, for a query in which `tables` goes by that name; null: nobody has said. */
export const placeOf = (table: string) => {
  const at = (column: string) => sql.ref(`${table}.${column}`);
  return sql<TablePlace | null>`CASE WHEN ${at('shape')} IS NOT NULL THEN json_build_object('shape', ${at('shape')}, 'x', ${at('x')},
               'y', ${at('y')}, 'width', ${at('width')}, 'height', ${at('height')}, 'turn', ${at('turn')}) END`;
};
