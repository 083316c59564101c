import type { Pace, PaceLimits, ServiceShift, SlotArrivals } from './service.ts';
import type { Asker } from './shifts.ts';

/** How many may arrive at one slot: pure. The database keeps the same rule (Migration0012Pace). */

/** The limits of one slot of a shift: an exception's own, else the shift's. */
export function limitsAt(shift: Pick<ServiceShift, 'pace'>, minute: number): PaceLimits {
  const { exceptions, ...usual }: Pace = shift.pace ?? {};
  return { ...usual, ...exceptions?.find((exception) => exception.minute === minute) };
}

const none = { covers: 0, parties: 0, onlineCovers: 0, onlineParties: 0, beyondCovers: 0, beyondParties: 0 };

/** Whether a party may still arrive beside those who are expected. */
export function withinPace(
  limits: PaceLimits,
  arrivals: SlotArrivals | undefined,
  party: number,
  by: Asker,
): boolean {
  const expected = arrivals ?? none;
  const fits = (limit: number | null | undefined, count: number) => limit == null || count <= limit;
  return (
    fits(limits.covers, expected.covers + party - expected.beyondCovers) &&
    fits(limits.parties, expected.parties + 1 - expected.beyondParties) &&
    (by === 'staff' ||
      (fits(limits.onlineCovers, expected.onlineCovers + party) &&
        fits(limits.onlineParties, expected.onlineParties + 1)))
  );
}
