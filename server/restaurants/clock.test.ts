import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { addDays, daysBetween, instantsOf, isDay, wallClock, weekday } from './clock.ts';

const date = fc
  .integer({ min: -20_000, max: 60_000 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }));
const zone = fc.constantFrom('Europe/Paris', 'America/Toronto', 'Australia/Lord_Howe', 'Africa/Casablanca');

test('law: days are counted as the calendar counts them', () => {
  fc.assert(
    fc.property(date, fc.integer({ min: -800, max: 800 }), (day, days) => {
      const later = day.add({ days });
      expect(addDays(day.toString(), days)).toBe(later.toString());
      expect(daysBetween(day.toString(), later.toString())).toBe(days);
      expect(weekday(day.toString())).toBe(day.dayOfWeek);
      expect(isDay(day.toString())).toBe(true);
    }),
  );
});

test.each(['2026-02-29', '2026-02-30', '2026-11-31', '2026-13-01', '2026-00-10', '2026-1-1', 'tomorrow', ''])(
  'there is no %s',
  (day) => {
    expect(isDay(day)).toBe(false);
  },
);

test('law: the wall shows what it shows, whoever asked for which moment before', () => {
  const moment = fc.record({ zone, at: fc.integer({ min: 1_780_000_000_000, max: 1_830_000_000_000 }) });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1, maxLength: 20 }), (moments) => {
      // Each twice, and the next moment of the same minute.
      for (const { zone, at } of [...moments, ...moments.map((one) => ({ ...one, at: one.at + 1 }))]) {
        const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const { day, minute } = wallClock(new Date(at), zone);
        expect(day).toBe(shown.toPlainDate().toString());
        expect(minute).toBe(shown.hour * 60 + shown.minute);
      }
    }),
  );
});

test('the days in which the clock is turned are not mistaken for another zone’s', () => {
  // 02:30 is skipped in Paris on 29 March 2026, and is there in Toronto, which turned its clock three weeks before.
  expect(instantsOf('2026-03-29', 'Europe/Paris')(150)).toBeNull();
  expect(instantsOf('2026-03-29', 'America/Toronto')(150)).toBe(Date.parse('2026-03-29T06:30:00Z'));
  expect(instantsOf('2026-03-29', 'Europe/Paris')(150)).toBeNull();
  expect(instantsOf('2026-03-29', 'Europe/Paris')(240)).toBe(Date.parse('2026-03-29T02:00:00Z'));
});
