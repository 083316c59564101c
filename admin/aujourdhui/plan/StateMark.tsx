import { Clock3, DoorOpen, Hourglass, LogOut, Pause, Utensils } from 'lucide-preact';
import type { TableState } from './states.ts';

/** A table's state as a shape; the word or the time beside it says the same. */
const marks: Record<TableState['kind'], typeof Clock3 | null> = {
  free: null,
  expected: Clock3,
  arrived: DoorOpen,
  seated: Utensils,
  over: Hourglass,
  leave: LogOut,
  taken: Utensils,
  paused: Pause,
};

export function StateMark({ kind, size = 12 }: { kind: TableState['kind']; size?: number }) {
  const Mark = marks[kind];
  return (
    <span class={`state-mark state-${kind}`} aria-hidden="true">
      {Mark && <Mark size={size} strokeWidth={2.2} />}
    </span>
  );
}
