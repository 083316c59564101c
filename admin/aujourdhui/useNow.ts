/** The present moment at the restaurant, while a panel stays open for hours and days. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { timeOf } from '../texts/dates.ts';
import { endOf, type Present } from './clock.ts';
import type { DayBook } from './day.ts';

/**
 * The restaurant's clock, going on from what the server said; null while another day is on show. It follows the
 * device's clock, which goes on while a tablet sleeps, and is right again in the moment in which it wakes. When the
 * night is over, what was today is read anew: a panel that was left open shows the new day in the morning.
 */
export function useNow(book: DayBook | null, timeZone: string, reload: () => void): Present | null {
  const [, tick] = useState(0);
  /** By how much the device's clock is behind the restaurant's, in ms. */
  const behind = useRef<number | null>(null);
  const said = book ? `${book.day} ${book.at}` : null;
  useEffect(() => {
    behind.current = book ? Date.parse(book.at) - Date.now() : null;
    const again = () => tick((before) => before + 1);
    again();
    const timer = setInterval(again, 10_000);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [said]);

  const at = behind.current === null ? Date.parse(book?.at ?? '') : Date.now() + behind.current;
  const minute = book ? Math.floor(at / 60_000) : null;
  const over = book !== null && minute !== null && minute >= endOf(book.today, timeZone);
  // Once a minute, until the server has answered with the new day.
  useEffect(() => {
    if (over) reload();
  }, [over, over ? minute : null]);

  if (!book || minute === null || book.day !== book.today) return null;
  return { minute, time: timeOf(new Date(at).toISOString(), timeZone) };
}
