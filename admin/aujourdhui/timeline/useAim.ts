/** Choosing another place or another end for a bar, by pointer or by keys: where it would go, until it is let go. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import type { Clock, Service } from '../clock.ts';
import { endBeside, endSnapped, minuteUnder, type Span, slotBeside, snapped, spanOf } from './board.ts';

export type Aim = { id: string; lane: string; from: number; until: number; by: 'pointer' | 'keys' };

/** What is held of a bar: all of it, to take it elsewhere, or its end, to make it longer or shorter. */
type Part = 'bar' | 'end';

/** How far a mouse goes before it drags, in pixels; how long a finger rests before it does, in ms. */
const [slack, rest] = [4, 350];

/** A pointer that is down on a bar, and perhaps drags it. */
type Grip = {
  row: ReservationRow;
  part: Part;
  lane: string;
  x: number;
  y: number;
  grab: number;
  timer: number;
  drags: boolean;
};

/**
 * `onDrop` gets the place that was let go on, `onLeave` is told when it was given up. The board's lanes carry
 * `data-lane`; their left edge is the first minute of `span`.
 */
export function useAim(props: {
  board: RefObject<HTMLDivElement | null>;
  services: readonly Service[];
  clock: Clock;
  lanes: readonly string[];
  span: Span;
  scale: number;
  onDrop: (row: ReservationRow, to: { lane: string; from: number; until: number }) => void;
  onLeave: () => void;
}) {
  const [aim, show] = useState<Aim | null>(null);
  /** The same, at once: two keys may come before the board is drawn anew. */
  const aimed = useRef<Aim | null>(null);
  const setAim = (next: Aim | null) => {
    aimed.current = next;
    show(next);
  };
  const grip = useRef<Grip | null>(null);
  /** The click that ends a drag opens nothing. */
  const dragged = useRef(false);
  const latest = useRef(props);
  latest.current = props;

  function release() {
    if (grip.current) clearTimeout(grip.current.timer);
    grip.current = null;
    setAim(null);
  }

  useEffect(() => {
    // A finger that drags a bar does not scroll the board.
    const hold = (event: TouchEvent) => grip.current?.drags && event.preventDefault();
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !grip.current?.drags) return;
      event.preventDefault();
      event.stopPropagation();
      dragged.current = true;
      release();
      latest.current.onLeave();
    };
    // On the window: the board comes later than this, with its tables.
    window.addEventListener('touchmove', hold, { passive: false });
    window.addEventListener('keydown', leave, true);
    return () => {
      window.removeEventListener('touchmove', hold);
      window.removeEventListener('keydown', leave, true);
    };
  }, []);

  const tracks = () => [
    ...(latest.current.board.current?.querySelectorAll<HTMLElement>('[data-lane]') ?? []),
  ];

  /** The lane under a height and the minute under a width; beyond the edge, the nearest lane. */
  function under(x: number, y: number): { lane: string; minute: number } | null {
    const all = tracks();
    const away = (track: HTMLElement) => {
      const box = track.getBoundingClientRect();
      return Math.max(box.top - y, y - box.bottom, 0);
    };
    const nearest = all.sort((a, b) => away(a) - away(b))[0];
    if (!nearest) return null;
    const { span, scale } = latest.current;
    return {
      lane: nearest.dataset.lane ?? '',
      minute: minuteUnder(x - nearest.getBoundingClientRect().left, span, scale),
    };
  }

  /** Near the board's edge, the board comes along. */
  function comeAlong(x: number, y: number) {
    const board = latest.current.board.current;
    if (!board) return;
    const box = board.getBoundingClientRect();
    const by = (low: number, high: number, at: number) => (at < low + 36 ? -14 : at > high - 36 ? 14 : 0);
    board.scrollBy(by(box.left + 80, box.right, x), by(box.top + 30, box.bottom, y));
  }

  function follow(x: number, y: number) {
    const held = grip.current;
    const at = held && under(x, y);
    if (!held || !at) return;
    const { id } = held.row;
    const own = spanOf(held.row);
    if (held.part === 'end') {
      const until = endSnapped(own.from, at.minute - held.grab);
      setAim({ id, lane: held.lane, from: own.from, until, by: 'pointer' });
      return;
    }
    const { services, clock } = latest.current;
    const from = snapped(services, at.minute - held.grab, clock);
    setAim({ id, lane: at.lane, from, until: from + own.until - own.from, by: 'pointer' });
  }

  /** What a bar, or its end, listens to from a pointer. */
  const handle = (row: ReservationRow, lane: string, part: Part) => ({
    onPointerDown(event: PointerEvent) {
      dragged.current = false;
      if (event.button !== 0 || !event.isPrimary) return;
      const { clientX: x, clientY: y } = event;
      const at = under(x, y);
      if (!at) return;
      // A mouse may leave the bar before it is known to drag.
      if (event.pointerType === 'mouse' && event.currentTarget instanceof Element)
        event.currentTarget.setPointerCapture(event.pointerId);
      const begin = () => {
        if (!grip.current) return;
        grip.current.drags = true;
        follow(x, y);
      };
      // An end is nothing to scroll by: a finger draws it at once.
      const atOnce = event.pointerType === 'mouse' || part === 'end';
      grip.current = {
        row,
        part,
        lane,
        x,
        y,
        grab: at.minute - (part === 'end' ? spanOf(row).until : spanOf(row).from),
        timer: atOnce ? 0 : window.setTimeout(begin, rest),
        drags: false,
      };
    },
    onPointerMove(event: PointerEvent) {
      const held = grip.current;
      if (held?.row.id !== row.id) return;
      const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > slack;
      if (!held.drags) {
        if (!far) return;
        // A finger that moves at once scrolls.
        if (event.pointerType !== 'mouse' && part === 'bar') return release();
        held.drags = true;
      }
      comeAlong(event.clientX, event.clientY);
      follow(event.clientX, event.clientY);
    },
    onPointerUp() {
      const held = grip.current;
      const to = aimed.current;
      if (!held) return;
      dragged.current = held.drags;
      release();
      if (held.drags && to) latest.current.onDrop(held.row, to);
    },
    onPointerCancel: () => release(),
    onContextMenu(event: MouseEvent) {
      if (grip.current) event.preventDefault();
    },
  });

  /** What a bar listens to. */
  const grips = (row: ReservationRow, lane: string) => ({
    ...handle(row, lane, 'bar'),
    onBlur() {
      if (aimed.current?.by === 'keys') setAim(null);
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const own = aimed.current?.id === row.id ? aimed.current : null;
      const at = own ?? { id: row.id, lane, ...spanOf(row), by: 'keys' as const };
      const { lanes, services, clock } = latest.current;
      const laneBy = (by: 1 | -1) => lanes[lanes.indexOf(at.lane) + by] ?? at.lane;
      const timeBy = (by: 1 | -1) => slotBeside(services, at.from, by, clock) ?? at.from;
      const goTo = (from: number) => setAim({ ...at, from, until: from + at.until - at.from });
      const endBy = (by: 1 | -1) => setAim({ ...at, until: endBeside(at.from, at.until, by) });
      const stretch: Record<string, () => void> = {
        ArrowLeft: () => endBy(-1),
        ArrowRight: () => endBy(1),
      };
      const acts: Record<string, () => void> = {
        ArrowUp: () => setAim({ ...at, lane: laneBy(-1) }),
        ArrowDown: () => setAim({ ...at, lane: laneBy(1) }),
        ArrowLeft: () => goTo(timeBy(-1)),
        ArrowRight: () => goTo(timeBy(1)),
        ...(own
          ? {
              Enter: () => {
                setAim(null);
                latest.current.onDrop(row, own);
              },
              Escape: () => {
                setAim(null);
                latest.current.onLeave();
              },
            }
          : {}),
      };
      const act = (event.shiftKey ? stretch : acts)[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
  });

  /** What the end of a bar listens to. */
  const ends = (row: ReservationRow, lane: string) => handle(row, lane, 'end');

  /** Was this click the end of a drag? */
  const endsDrag = () => dragged.current;

  return { aim, grips, ends, endsDrag };
}
