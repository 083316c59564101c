import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const dist = new URL('../dist/widget/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8')) as Record<
  string,
  { file: string }
>;
const weight = (file: string) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

test.each(['fr', 'en'])(
  'the loader, the form and its texts in %s weigh 17 kB at most, compressed',
  (language) => {
    const files = ['widget.js', manifest['BookingForm.tsx']!.file, manifest[`texts/${language}.ts`]!.file];
    const weights = files.map(weight);
    expect(weights.reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(17_000);
  },
);
