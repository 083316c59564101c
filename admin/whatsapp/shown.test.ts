import { describe, expect, test } from 'vitest';
import { codeHalves, faceOf, faultOf, phoneOf, qrPath } from './shown.ts';

test('a line shows what a person can do about it', () => {
  const qr = { qr: '2@ref,a' };
  expect(faceOf({ state: 'off', pairing: null, why: null })).toBe('off');
  expect(faceOf({ state: 'needs_pairing', pairing: null, why: null })).toBe('starting');
  expect(faceOf({ state: 'needs_pairing', pairing: qr, why: null })).toBe('scan');
  expect(faceOf({ state: 'logged_out', pairing: qr, why: null })).toBe('scan');
  expect(faceOf({ state: 'needs_pairing', pairing: { code: 'ABCD1234' }, why: null })).toBe('type');
  expect(faceOf({ state: 'degraded', pairing: null, why: null })).toBe('degraded');
  // Nobody scanned its codes: it is connected again, also after it was logged out.
  expect(faceOf({ state: 'off', pairing: null, why: 'nobody_scanned' })).toBe('off');
  expect(faceOf({ state: 'logged_out', pairing: null, why: 'nobody_scanned' })).toBe('off');
});

describe('a QR code', () => {
  test('is drawn as squares within its quiet zone, the three corners among them', () => {
    const { size, path } = qrPath('2@abc,def');
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => [+x!, +y!, +width!]);
    expect(Math.min(...runs.map(([x]) => x!))).toBe(4);
    expect(Math.max(...runs.map(([x, , width]) => x! + width!))).toBe(size - 4);
    // The upper edge of a corner is seven squares long; there are two above and one below.
    expect(
      runs.filter(([x, y, width]) => width === 7 && [4, size - 11].includes(x!) && y === 4),
    ).toHaveLength(2);
    expect(runs).toContainEqual([4, size - 11, 7]);
  });

  test('of another text is another', () => {
    expect(qrPath('2@abc').path).not.toBe(qrPath('2@abd').path);
  });
});

test('a number is taken with its country, however it is typed', () => {
  expect(phoneOf('+33 1 42 00 00 00')).toBe('+33142000000');
  expect(phoneOf('0033 (0)1 42')).toBe('+330142');
  expect(phoneOf('01 42 00 00 00')).toBeNull();
  expect(phoneOf('+33 un')).toBeNull();
});

test('a code is read in two halves', () => {
  expect(codeHalves('ABCD1234')).toBe('ABCD-1234');
  expect(codeHalves('ABC')).toBe('ABC');
});

test('what the bot tells of a fault is known by its kind', () => {
  expect(faultOf('disconnected: CONFLICT')).toBe('conflict');
  expect(faultOf('2048 MB of memory')).toBe('memory');
  expect(faultOf('No browser was found: install Chromium')).toBe('browser');
  expect(faultOf('timeout')).toBe('away');
  expect(faultOf('message: something else')).toBeNull();
});
