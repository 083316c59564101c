import { describe, expect, test } from 'vitest';
import { moved } from '../../plan/geometry.ts';
import type { AreaForm, TableForm } from '../form.ts';
import {
  changed,
  drawn,
  overlapping,
  resizedGround,
  seatsOf,
  tidied,
  withFixture,
  withoutFixture,
  withTable,
} from './edit.ts';

const table = (name: string, maxSeats = '4'): TableForm => ({
  key: name,
  name,
  minSeats: '1',
  maxSeats,
  offered: 'online',
  place: null,
});
const area = (...names: string[]): AreaForm => ({
  key: 'salle',
  name: 'Salle',
  online: true,
  plan: null,
  tables: names.map((name) => table(name)),
});
const right = <T extends Parameters<typeof moved>[0]>(thing: T, ground: Parameters<typeof moved>[2]) =>
  moved(thing, { x: 3, y: 0 }, ground);

describe('a plan that nobody has drawn', () => {
  test('is drawn in rows, and nothing of it is kept until something is moved', () => {
    const salle = area('1', '2', '3');
    expect([...drawn(salle).places.keys()]).toEqual(['1', '2', '3']);
    expect(salle.plan).toBeNull();
  });

  test('once one thing is moved, all stand where they stood', () => {
    const salle = area('1', '2', '3');
    const before = drawn(salle);
    const after = changed(salle, '3', right);
    const { x, y } = before.places.get('3')!;
    expect(after.tables.map(({ place }) => place)).toEqual([
      before.places.get('1'),
      before.places.get('2'),
      expect.objectContaining({ x: x + 3, y }),
    ]);
    expect(after.plan).toEqual({ ...before.ground, fixtures: [] });
    expect(tidied(after).tables.map(({ place }) => place)).toEqual([null, null, null]);
  });

  test('what changes nothing leaves the area as it was', () => {
    const salle = area('1');
    expect(changed(salle, '1', (thing) => thing)).toBe(salle);
    expect(changed(salle, 'unknown', right)).toBe(salle);
  });
});

test('while seats are being typed, a table has two chairs', () => {
  expect(['6', '', 'x', '0', '900'].map((maxSeats) => seatsOf({ maxSeats }))).toEqual([6, 2, 2, 2, 200]);
});

test('a wall is put up, moved and taken away again', () => {
  const put = withFixture(area('1'), 'wall');
  const wall = put.area.plan!.fixtures[0]!;
  expect(wall).toMatchObject({ key: put.key, kind: 'wall', width: 8, height: 1, turn: 0 });
  expect(changed(put.area, put.key, right).plan!.fixtures[0]).toEqual({ ...wall, x: wall.x + 3 });
  expect(withoutFixture(put.area, put.key).plan!.fixtures).toEqual([]);
});

test('a table more has the next name that is free in the house, its shape’s seats, and stands on nobody', () => {
  const salle = area('T1', 'T2');
  const { area: after, key } = withTable(salle, 'round', ['T1', 'T2', 'T3', '1']);
  expect(after.tables.at(-1)).toMatchObject({ key, name: 'T4', minSeats: '2', maxSeats: '4' });
  expect(after.tables.at(-1)!.place).toMatchObject({ shape: 'round', width: 4, height: 4 });
  expect(overlapping(after)).toEqual([]);
  expect(withTable(area(), 'square', []).area.tables[0]!.name).toBe('1');
});

test('the ground grows and shrinks by steps, and what would stand outside comes in', () => {
  const salle = changed(area('1'), '1', (thing, ground) => moved(thing, { x: 100, y: 0 }, ground));
  expect(salle.tables[0]!.place!.x).toBe(22);
  const narrower = resizedGround(salle, { width: -1 });
  expect(narrower.plan).toMatchObject({ width: 23, height: 20 });
  expect(narrower.tables[0]!.place!.x).toBe(21);
  expect(resizedGround(salle, { height: 1000 }).plan!.height).toBe(120);
  expect(resizedGround(salle, { width: -1000 }).plan!.width).toBe(8);
});

test('overlapping tables are named by pairs', () => {
  const one = changed(area('1', '2'), '1', (thing) => thing);
  const both = changed(one, '2', (thing) => ({ ...thing, ...drawn(one).places.get('1'), turn: 15 }));
  expect(overlapping(both)).toEqual([['1', '2']]);
});
