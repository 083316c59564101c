import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weekendEvenings as service, evening as shift } from '../testing/onPaper.ts';
import { type Coming, newlyUnfit, whyUnfit } from './unfit.ts';

const coming = fc.array(
  fc.record({
    day: fc.constantFrom('2026-10-16', '2026-10-17', '2026-10-18'),
    minute: fc.constantFrom(1140, 1200, 1205),
    party: fc.integer({ min: 1, max: 6 }),
    online: fc.boolean(),
    tables: fc.subarray(['a', 'b', 'z']),
  }),
  { maxLength: 12 },
);
const named = (raw: { tables: string[] }[]) =>
  raw.map((one, index) => ({
    ...one,
    ...{ id: String(index), reference: '', name: '', shift: 'Soir' },
    tables: one.tables.map((id) => ({ id, name: id })),
  })) as Coming[];

test('law: what fits never goes over the pace, and a service that stays as it is loses nobody', () => {
  fc.assert(
    fc.property(coming, fc.integer({ min: 1, max: 12 }), (raw, covers) => {
      const all = named(raw);
      const paced = { ...service, shifts: [{ ...shift, pace: { covers } }] };
      const lost = whyUnfit(paced, all);
      for (const [, together] of Map.groupBy(all, (one) => `${one.day} ${one.minute}`)) {
        const kept = together.filter((one) => !lost.has(one.id));
        expect(kept.reduce((sum, one) => sum + one.party, 0)).toBeLessThanOrEqual(covers);
      }
      expect(newlyUnfit(paced, paced, all)).toEqual([]);
      const alone = whyUnfit(service, all);
      expect(
        newlyUnfit(service, paced, all).every((unfit) => unfit.why === 'pace' && !alone.has(unfit.id)),
      ).toBe(true);
      for (const one of all) {
        if (one.day === '2026-10-18') expect(alone.get(one.id)).toBe('closed');
        else if (one.minute === 1205) expect(alone.get(one.id)).toBe('no_slot');
      }
    }),
  );
});
