/** Tells the host who was moved to another table to make room, from where, and for whom. */
import { useRef } from 'preact/hooks';
import { retell, tell } from '../frame/toasts.ts';
import { useLiveEvent } from '../stream.ts';
import { locale, texts } from '../texts/texts.ts';
import { words } from './desk/texts/words.ts';
import { gathered, type Moving } from './moving.ts';

/** "Ève Roy passe de Table 3 à Table 7 et Léa Blanc de Table 2 à Table 8, pour faire place à Paul Morin." */
function said({ parties, forWhom }: Moving): string {
  const { table } = texts.value;
  const each = parties.map(({ name, from, to }) => words.value.moves(name, table(from), table(to)));
  return words.value.moved(new Intl.ListFormat(locale.value).format(each), forWhom);
}

/**
 * Of the day on show; the reservation's history has it for any other. However many move for one party, they are one
 * piece of news.
 */
export function useMoved(day: string): void {
  const told = useRef<{ moving: Moving; toast: number } | null>(null);
  useLiveEvent((message) => {
    const before = told.current;
    const moving = gathered(before?.moving ?? null, message, day);
    if (!moving) return;
    const text = said(moving);
    const same = before && moving.parties.length > 1 && retell(before.toast, text);
    told.current = { moving, toast: same ? before.toast : tell({ tone: 'new', text }) };
  });
}
