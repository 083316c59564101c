/** Dragging things on the ground: by how many steps of the grid the one in hand is away from where it stood. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Point } from '../../plan/geometry.ts';

/** How far a pointer goes before it drags, in pixels. */
const slack = 4;

type Grip = { key: string; x: number; y: number; drags: boolean };
export type Drag = { key: string; by: Point };

/** `unit` is the pixels of a step. Nothing is changed until it is let go; Escape gives up. */
export function useDrag(props: { unit: number; onDrop: (key: string, by: Point) => void }) {
  const [drag, show] = useState<Drag | null>(null);
  const dragged = useRef<Drag | null>(null);
  const grip = useRef<Grip | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const setDrag = (next: Drag | null) => {
    dragged.current = next;
    show(next);
  };
  const release = () => {
    grip.current = null;
    setDrag(null);
  };

  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !grip.current?.drags) return;
      event.preventDefault();
      event.stopPropagation();
      release();
    };
    window.addEventListener('keydown', leave, true);
    return () => window.removeEventListener('keydown', leave, true);
  }, []);

  /** What a thing listens to; it takes no part in scrolling (touch-action). */
  const grips = (key: string) => ({
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || !event.isPrimary) return;
      if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { key, x: event.clientX, y: event.clientY, drags: false };
    },
    onPointerMove(event: PointerEvent) {
      const held = grip.current;
      if (held?.key !== key) return;
      const [x, y] = [event.clientX - held.x, event.clientY - held.y];
      if (!held.drags && Math.hypot(x, y) <= slack) return;
      held.drags = true;
      const { unit } = latest.current;
      setDrag({ key, by: { x: x / unit, y: y / unit } });
    },
    onPointerUp() {
      const last = dragged.current;
      release();
      if (last) latest.current.onDrop(last.key, last.by);
    },
    onPointerCancel: release,
  });

  return { drag, grips };
}
