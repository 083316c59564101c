/**
 * What somebody writes and has not saved, kept on this device for themselves: a reload, a closed window or a signed-out
 * hour loses no word. One entry a message, so that two windows do not overwrite each other.
 */
import { type Draft, fields } from './draft.ts';

/** A draft, the version of the message that it began with, and the panel's language in which it was typed. */
export type Kept = { draft: Draft; version: number; language: 'fr' | 'en' };

/** What localStorage has of it. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'couvert.draft ';

/** The device's own; null: it keeps nothing for this page. */
export function deviceShelf(): Shelf | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Keeps a draft under its place, or forgets it. Answers whether it is as safe as that. */
export function keep(shelf: Shelf | null, place: string, kept: Kept | null): boolean {
  try {
    if (kept) shelf?.setItem(prefix + place, JSON.stringify(kept));
    else shelf?.removeItem(prefix + place);
    return shelf !== null;
  } catch {
    // It is full, or closed to us.
    return false;
  }
}

function read(text: string): Kept | null {
  try {
    const kept = JSON.parse(text) as Partial<Kept>;
    const whole =
      (kept.language === 'fr' || kept.language === 'en') &&
      Number.isInteger(kept.version) &&
      fields.every((field) => typeof kept.draft?.[field] === 'string');
    return whole ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

/** All that is kept, by place; what cannot be read is left out. */
export function allKept(shelf: Shelf | null): Map<string, Kept> {
  const found = new Map<string, Kept>();
  try {
    for (let i = 0; shelf && i < shelf.length; i += 1) {
      const name = shelf.key(i);
      const kept = name?.startsWith(prefix) ? read(shelf.getItem(name) ?? '') : null;
      if (name && kept) found.set(name.slice(prefix.length), kept);
    }
  } catch {
    // Then nothing is.
  }
  return found;
}
