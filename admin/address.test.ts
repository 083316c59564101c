import { describe, expect, test } from 'vitest';
import { changeAddress, readAddress, writeAddress } from './address.ts';

const read = (path: string) => readAddress(new URL(path, 'http://couvert.test'));

describe('the address of the panel', () => {
  test('a bare /admin/ is today', () => {
    expect(read('/admin/')).toMatchObject({ page: 'aujourdhui', day: null, guest: null, search: '' });
  });

  test('what is written is read back, whatever the guest typed', () => {
    const address = {
      ...read('/admin/clients?restaurant=ardoise-paris'),
      search: '+33 6 & « Zoé » = 1?',
      guest: 'g1',
    };
    expect(read(writeAddress(address))).toEqual(address);
  });

  test('only what means something on the page is written', () => {
    const address = { ...read('/admin/reglages?restaurant=a'), search: 'x', day: '2026-11-21' };
    expect(writeAddress(address)).toBe('/admin/reglages?restaurant=a');
  });

  test('a day that is no day is left out, and an unknown page is today', () => {
    expect(read('/admin/aujourdhui?day=demain').day).toBeNull();
    expect(read('/admin/inconnu').page).toBe('aujourdhui');
  });

  test('another page closes what was open and keeps the restaurant', () => {
    const open = read('/admin/aujourdhui?restaurant=a&day=2026-11-21&guest=g1&search=zo');
    expect(writeAddress(changeAddress(open, { page: 'clients' }))).toBe('/admin/clients?restaurant=a');
    expect(writeAddress(changeAddress(open, { page: 'clients', guest: 'g1' }))).toBe(
      '/admin/clients?restaurant=a&guest=g1',
    );
  });

  test('another restaurant closes what was open and keeps the page', () => {
    const open = read('/admin/clients?restaurant=a&guest=g1');
    expect(writeAddress(changeAddress(open, { restaurant: 'b' }))).toBe('/admin/clients?restaurant=b');
  });
});
