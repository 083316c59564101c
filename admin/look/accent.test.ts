import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, shadesOf } from './accent.ts';

test('contrast is as WCAG counts it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 1);
  expect(contrast('#1f6f54', '#1f6f54')).toBe(1);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('a colour that cannot be read is not worn', () => {
  expect(shadesOf('#ffd400')).toBeNull();
  expect(shadesOf('#9aa0a6')).toBeNull();
  expect(shadesOf('green')).toBeNull();
  expect(shadesOf('#8a4b2a')).not.toBeNull();
});

test('whatever colour is worn, everything in it can be read, in both themes', () => {
  const part = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
  fc.assert(
    fc.property(fc.tuple(part, part, part), (parts) => {
      const shades = shadesOf(`#${parts.join('')}`);
      if (!shades) return;
      for (const [theme, on] of [
        [shades.light, ['#faf8f5', '#ffffff', '#f3efe9']],
        [shades.dark, ['#171513', '#1f1c19', '#262220']],
      ] as const) {
        for (const surface of on) expect(contrast(theme.accent, surface)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(theme['on-accent'], theme.accent)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(theme['on-accent'], theme['accent-hover'])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(theme['accent-ink'], theme['accent-tint'])).toBeGreaterThanOrEqual(7);
      }
    }),
    { numRuns: 2000 },
  );
});
