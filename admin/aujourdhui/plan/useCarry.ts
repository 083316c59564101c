/** Carrying a party from table to table by mouse or finger: who is carried, and over which table. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';

/** Who is in hand; by a pointer, also where that is and which table lies under it. */
export type Carry = { id: string; x: number; y: number; over: string | null };

/** How far a mouse goes before it drags, in pixels; how long a finger rests before it does, in ms. */
const [slack, rest] = [4, 350];

type Grip = { row: ReservationRow; x: number; y: number; timer: number; drags: boolean };

/** Tables carry `data-table`. `onDrop` is told the one that was let go on; none: it was given up. */
export function useCarry(props: { onDrop: (row: ReservationRow, table: string | null) => void }) {
  const [carry, setCarry] = useState<Carry | null>(null);
  const grip = useRef<Grip | null>(null);
  const over = useRef<string | null>(null);
  /** The click that ends a drag opens nothing. */
  const dragged = useRef(false);
  const latest = useRef(props.onDrop);
  latest.current = props.onDrop;

  function release() {
    if (grip.current) clearTimeout(grip.current.timer);
    grip.current = null;
    over.current = null;
    setCarry(null);
  }

  useEffect(() => {
    // A finger that carries somebody does not scroll the page.
    const hold = (event: TouchEvent) => grip.current?.drags && event.preventDefault();
    const leave = (event: KeyboardEvent) => {
      const held = grip.current;
      if (event.key !== 'Escape' || !held?.drags) return;
      event.preventDefault();
      event.stopPropagation();
      dragged.current = true;
      release();
      latest.current(held.row, null);
    };
    window.addEventListener('touchmove', hold, { passive: false });
    window.addEventListener('keydown', leave, true);
    return () => {
      window.removeEventListener('touchmove', hold);
      window.removeEventListener('keydown', leave, true);
      clearTimeout(grip.current?.timer);
    };
  }, []);

  function follow(x: number, y: number) {
    const held = grip.current;
    if (!held) return;
    const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-table]');
    over.current = under?.dataset.table ?? null;
    setCarry({ id: held.row.id, x, y, over: over.current });
  }

  /** What a table listens to; `row` null: nobody there can be taken elsewhere. */
  const grips = (row: ReservationRow | null) => ({
    onPointerDown(event: PointerEvent) {
      dragged.current = false;
      if (!row || event.button !== 0 || !event.isPrimary) return;
      const { clientX: x, clientY: y } = event;
      const byMouse = event.pointerType === 'mouse';
      // The pointer leaves the table before it is let go.
      if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
      const begin = () => {
        if (!grip.current) return;
        grip.current.drags = true;
        follow(x, y);
      };
      grip.current = { row, x, y, timer: byMouse ? 0 : window.setTimeout(begin, rest), drags: false };
    },
    onPointerMove(event: PointerEvent) {
      const held = grip.current;
      if (!held) return;
      const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > slack;
      if (!held.drags) {
        if (!far) return;
        // A finger that moves at once scrolls.
        if (event.pointerType !== 'mouse') return release();
        held.drags = true;
      }
      follow(event.clientX, event.clientY);
    },
    onPointerUp() {
      const held = grip.current;
      const table = over.current;
      if (!held) return;
      dragged.current = held.drags;
      release();
      if (held.drags) latest.current(held.row, table);
    },
    onPointerCancel: () => release(),
    onContextMenu(event: MouseEvent) {
      if (grip.current) event.preventDefault();
    },
  });

  /** Was this click the end of a drag? */
  const endsDrag = () => dragged.current;

  return { carry, grips, endsDrag };
}
