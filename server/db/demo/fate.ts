import type { Status } from '../../reservations/contract.ts';
import type { Chance } from './chance.ts';

/** A change of a reservation's status. */
export type Change = { from: Status; to: Status; by: 'guest' | 'staff' | 'clock'; at: number };

/** What became of a reservation until now. */
export type Fate = { status: Status; changes: Change[]; cancelledBy: 'guest' | 'staff' | null };

type Booked = { createdAt: number; startsAt: number; endsAt: number; walkedIn: boolean; noShow: number };

const minutes = (count: number) => count * 60_000;

/**
 * Lets a reservation live until `now`: what lies ahead is confirmed, requested or cancelled; what should have
 * begun is arrived, seated or missed; what is over is over. No change lies after `now`, and they are in order.
 */
export function fateOf(chance: Chance, booked: Booked, now: number): Fate {
  const changes: Change[] = [];
  let status = 'confirmed' as Status;
  let last = booked.createdAt;
  /** Writes a change down, never before the last one; answers false when that moment is yet to come. */
  const change = (to: Status, by: Change['by'], at: number) => {
    const when = Math.max(at, last + 1_000);
    if (when > now) return false;
    changes.push({ from: status, to, by, at: when });
    status = to;
    last = when;
    return true;
  };
  const end = (cancelledBy: Fate['cancelledBy'] = null): Fate => ({ status, changes, cancelledBy });
  const early = booked.startsAt - booked.createdAt;

  // A few were asked for first, and somebody had to say yes.
  if (!booked.walkedIn && early > minutes(180) && chance.happens(0.06)) {
    status = 'requested';
    const answer = booked.createdAt + Math.min(early * 0.6, minutes(20 + chance.wait(900)));
    if (chance.happens(0.14)) {
      change('declined', 'staff', answer);
      return end();
    }
    if (chance.happens(0.1)) {
      change('expired', 'clock', booked.startsAt - minutes(60));
      return end();
    }
    if (!change('confirmed', 'staff', answer)) return end();
  }
  if (!booked.walkedIn && chance.happens(0.09)) {
    const by = chance.happens(0.8) ? 'guest' : 'staff';
    const at = booked.startsAt - early * Math.min(0.98, 0.03 + chance.wait(0.25));
    if (change('cancelled', by, at)) return end(by);
  }
  if (!booked.walkedIn && chance.happens(booked.noShow)) {
    change('no_show', 'staff', booked.startsAt + minutes(chance.between(25, 50)));
    if (status === 'no_show' || booked.startsAt <= now) return end();
  }
  const comes = booked.walkedIn ? booked.startsAt : booked.startsAt + minutes(chance.between(-6, 9));
  if (chance.happens(0.65)) change('arrived', 'staff', comes);
  change('seated', 'staff', comes + minutes(chance.between(1, 6)));
  const leaves = booked.endsAt - minutes(chance.between(0, 25));
  if (status === 'seated' || status === 'arrived') change('finished', 'staff', leaves);
  return end();
}
