/** Who sits, who comes, and who moves for whom: the words of packing (pack.ts). */
import type { Place } from './fit.ts';

/** A party that has tables already. Instants in milliseconds since the epoch, the buffer inside. */
export type Seated = {
  id: string;
  party: number;
  from: number;
  to: number;
  tableIds: string[];
  /** Seated, pinned, or not a reservation at all: stays where it is. */
  fixed: boolean;
  /** It was promised to sit there; null: anywhere. */
  area: string | null;
};

/** A party that wants a table. */
export type Newcomer = { party: number; from: number; to: number; area?: string | null };

export type Move = { id: string; from: string[]; to: Place };

/** Where the newcomer sits, once the moves (none: it is free as it is) are made, all of them or none. */
export type Room = { place: Place; moves: Move[] };
