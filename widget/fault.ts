import { CallFailed } from '../server/contract/call.ts';

/** A call that brought nothing: whether it was to book, why, and for `busy` how many seconds to wait. */
export type Fault = {
  booking: boolean;
  why: 'offline' | 'slow' | 'broken' | 'busy' | 'unknown' | 'refused';
  wait: number;
};

/** Tells apart what the guest should be told. Throws on what is not a failed call: that is a mistake of ours. */
export function faultOf(error: unknown, booking = false): Fault {
  if (!(error instanceof CallFailed)) throw error;
  const { kind, status, detail } = error;
  return {
    booking,
    why:
      kind !== 'refused'
        ? kind
        : status === 429
          ? 'busy'
          : status === 404
            ? 'unknown'
            : status > 499
              ? 'broken'
              : 'refused',
    wait: Number(detail.retryAfter) || 30,
  };
}
