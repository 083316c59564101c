import { expect, test } from 'vitest';
import { addresses } from './addresses.ts';

const config = { baseUrl: 'http://localhost:4000', host: '127.0.0.1' };
const demo = [
  { slug: 'ardoise-paris', name: 'Ardoise' },
  { slug: 'ardoise-montreal', name: 'Ardoise Montréal' },
];

test('the demo is shown as a site of another origin, with who may sign in', () => {
  const text = addresses(config, demo);
  expect(text).toContain('http://127.0.0.1:4000/demo/ardoise-paris');
  expect(text).toContain('http://localhost:4000/r/ardoise-montreal');
  expect(text).toContain('http://localhost:4000/admin/');
  expect(text).toMatch(/claire@ardoise\.example\s+owner\s+ardoise-demo/);
  expect(text).not.toContain('HOST is');
});

test('a demo that others can reach comes with a warning', () => {
  expect(addresses({ ...config, host: '0.0.0.0' }, demo)).toContain('HOST is 0.0.0.0');
});

test("somebody's own restaurants come without demo, passwords or warning", () => {
  const text = addresses({ baseUrl: 'https://zoe.example', host: '0.0.0.0' }, [
    { slug: 'chez-zoe', name: 'Chez Zoé' },
  ]);
  expect(text).toContain('https://zoe.example/r/chez-zoe');
  expect(text).not.toMatch(/demo|HOST is/);
});

test('an empty database says what to do next', () => {
  expect(addresses(config, [])).toContain('npm run setup');
});
