/** What came of one load: how long each answer took, and what it was. */
export type Measured = {
  /** Milliseconds of each request, in the order of the answers. */
  times: number[];
  /** How often each status was answered; 0 stands for a connection that failed. */
  statuses: Record<number, number>;
  /** Milliseconds from the first request to the last answer. */
  elapsed: number;
};

/** The value below which a share (0 to 1) of the values lies: nearest rank. NaN when there is none. */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}

/** Several rounds of the same load as one. */
export function together(rounds: Measured[]): Measured {
  const statuses: Record<number, number> = {};
  for (const round of rounds) {
    for (const [status, count] of Object.entries(round.statuses)) {
      statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
    }
  }
  return {
    times: rounds.flatMap((round) => round.times),
    statuses,
    elapsed: rounds.reduce((sum, round) => sum + round.elapsed, 0),
  };
}

/** Answers per second. */
export function perSecond(measured: Measured): number {
  return (measured.times.length / measured.elapsed) * 1000;
}

/** "201 × 400, 409 × 3" */
export function statusesOf(measured: Measured): string {
  return Object.entries(measured.statuses)
    .map(([status, count]) => `${status === '0' ? 'failed' : status} × ${count}`)
    .join(', ');
}

/** Milliseconds with as many digits as mean something. */
export function milliseconds(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
}

/** Lines with columns under each other; the first column is text, the others are figures. */
export function table(head: string[], lines: string[][]): string {
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => (line[column] ?? '').length)));
  const written = all.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('   ')
      .trimEnd(),
  );
  written.splice(
    1,
    0,
    widths
      .map((width) => '─'.repeat(width))
      .join('   ')
      .trimEnd(),
  );
  return written.join('\n');
}
