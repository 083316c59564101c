import { expect, test } from 'vitest';
import { newPause, pauseOf } from './pause.ts';

test('what is left empty is not said, and the whole house has no name', () => {
  expect(pauseOf(newPause('2026-10-10'))).toEqual({ pause: { from: '2026-10-10' }, problems: [] });
});

test('one thing is paused, by its name, whatever the name is', () => {
  const form = { ...newPause('2026-10-10'), toTime: '21:00', note: ' Fuite ' };
  expect(pauseOf({ ...form, subject: 'table:a:1' }).pause).toEqual({
    from: '2026-10-10',
    toTime: '21:00',
    table: 'a:1',
    note: 'Fuite',
  });
  expect(pauseOf({ ...form, subject: 'shift:Soir' }).pause).toMatchObject({ shift: 'Soir' });
});

test('a pause begins on a day', () => {
  expect(pauseOf(newPause('')).problems).toEqual([{ field: 'from', problem: 'required' }]);
});
