import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, moved, placeInWeek, sameDayIn, weeksOf, within } from './days.ts';

const someDay = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('1999-12-31', count));
const someMonth = someDay.map((day) => day.slice(0, 7));
const weekStart = fc.constantFrom(1, 7);

describe('days on paper', () => {
  test('a day later crosses months, years and 29 February', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
  });

  test('there and back again is the same day, whatever the clocks do in between', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -800, max: 800 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  test('months run over the year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });

  test('31 January plus a month is the last of February', () => {
    expect(sameDayIn('2027-01-31', 1)).toBe('2027-02-28');
    expect(sameDayIn('2026-12-12', 1)).toBe('2027-01-12');
  });

  test('a day is kept between two others', () => {
    expect(within('2026-01-01', '2026-02-01', '2026-03-01')).toBe('2026-02-01');
    expect(within('2026-04-01', '2026-02-01', '2026-03-01')).toBe('2026-03-01');
    expect(within('2026-02-14', '2026-02-01', '2026-03-01')).toBe('2026-02-14');
  });
});

describe('the month as a grid', () => {
  test('December 2026 begins on a Tuesday', () => {
    expect(weeksOf('2026-12', 1)[0]).toEqual([
      null,
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
      '2026-12-06',
    ]);
    expect(weeksOf('2026-12', 7)[0]?.slice(0, 3)).toEqual([null, null, '2026-12-01']);
  });

  test('six weeks of seven hold every day of the month once, in order, under its weekday', () => {
    fc.assert(
      fc.property(someMonth, weekStart, (month, start) => {
        const weeks = weeksOf(month, start);
        expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]);
        const days = weeks.flat().filter((day) => day !== null);
        expect(days).toEqual(days.map((_, index) => addDays(`${month}-01`, index)));
        expect(addDays(days.at(-1)!, 1)).toBe(`${addMonths(month, 1)}-01`);
        for (const week of weeks)
          week.forEach((day, column) => {
            if (day) expect(placeInWeek(day, start)).toBe(column);
          });
      }),
    );
  });
});

describe('the keys of the date grid', () => {
  test('arrows move by a day and by a week', () => {
    expect(moved('2026-12-31', 'ArrowRight', false, 1)).toBe('2027-01-01');
    expect(moved('2026-12-03', 'ArrowUp', false, 1)).toBe('2026-11-26');
  });

  test('Home and End stay in the week and reach its ends', () => {
    fc.assert(
      fc.property(someDay, weekStart, (day, start) => {
        const home = moved(day, 'Home', false, start)!;
        expect(placeInWeek(home, start)).toBe(0);
        expect(moved(day, 'End', false, start)).toBe(addDays(home, 6));
        expect(home <= day && day <= addDays(home, 6)).toBe(true);
      }),
    );
  });

  test('PageUp and PageDown turn the month, with Shift the year', () => {
    expect(moved('2026-12-31', 'PageDown', false, 1)).toBe('2027-01-31');
    expect(moved('2026-10-31', 'PageDown', false, 1)).toBe('2026-11-30');
    expect(moved('2026-10-31', 'PageUp', true, 1)).toBe('2025-10-31');
  });

  test('other keys move nothing', () => {
    expect(moved('2026-12-31', 'a', false, 1)).toBeUndefined();
  });
});
