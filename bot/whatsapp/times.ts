/** How long a WhatsApp line waits for what, in milliseconds, and how heavy its browser may grow, in bytes. */
export type Limits = {
  /** Between two pings, and for the answer to one; so many misses, and the client is started anew. */
  pingEvery: number;
  pingWithin: number;
  misses: number;
  /** From the start to a code to scan, or to being ready. */
  startWithin: number;
  /** So many codes to scan (one every twenty seconds), or to type, are shown; then nobody seems to look. */
  codesMost: number;
  typedCodesMost: number;
  /** For any one thing asked of the page. */
  askWithin: number;
  /** Before the page has booted. */
  bootWithin: number;
  /** The wait before a new start: the first, doubled up to the longest, each a quarter more or less. */
  backoffFirst: number;
  backoffLongest: number;
  /** A line that was ready for so long was well: its next fault is a new one. */
  wellAfter: number;
  memoryMost: number;
  /** Once a night, by the restaurant's clock (HH:MM), a line older than `oldAfter` is started anew. */
  nightlyAt: string;
  oldAfter: number;
  /** Between two messages: at least and at most. */
  paceLeast: number;
  paceMost: number;
  /** For what is being sent, and for the browser to close, when the line stops. */
  drainWithin: number;
  closeWithin: number;
};

export const limits: Limits = {
  pingEvery: 30_000,
  pingWithin: 5_000,
  misses: 3,
  startWithin: 120_000,
  codesMost: 30,
  typedCodesMost: 5,
  askWithin: 30_000,
  bootWithin: 30_000,
  backoffFirst: 5_000,
  backoffLongest: 600_000,
  wellAfter: 60_000,
  memoryMost: 1_500 * 1024 * 1024,
  nightlyAt: '04:30',
  oldAfter: 12 * 3_600_000,
  paceLeast: 1_000,
  paceMost: 3_000,
  drainWithin: 2_000,
  closeWithin: 1_500,
};

/** The wait before the next start after so many faults in a row; `chance` from 0 to 1 spreads it. */
export function backoff({ backoffFirst, backoffLongest }: Limits, faults: number, chance: number): number {
  const most = Math.min(backoffLongest, backoffFirst * 2 ** Math.min(faults, 20));
  return Math.round(most * (0.75 + chance / 2));
}

/** The promise's value; rejects when it has none within so many milliseconds. What comes later is let go. */
export function within<Value>(milliseconds: number, promise: Promise<Value>, what: string): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: no answer`)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
