/** The tables of the house and its areas. */
import { call } from '../api.ts';
import { useLoaded } from '../load.ts';

export function useRoom(restaurant: string) {
  const loaded = useLoaded(restaurant, (signal) =>
    call('GET /api/restaurants/:restaurant/tables', { params: { restaurant }, signal }),
  );
  const tables = loaded.value?.tables ?? [];
  return { tables, areas: [...new Set(tables.map(({ area }) => area))] };
}
