import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';

const codeOf = (fault: unknown) => (fault as NodeJS.ErrnoException).code;

/**
 * Moves a folder to where another may be, whole, while others do the same: the last of them stays, and nobody
 * fails. Both must be on one file system. Throws what the file system says of anything else.
 */
export function putInPlace(folder: string, place: string): void {
  const old = `${place}.${randomUUID()}`;
  // Each turn but the last means that somebody else has put theirs there, which each does once: it ends.
  for (;;) {
    try {
      renameSync(folder, place);
      return;
    } catch (fault) {
      if (codeOf(fault) !== 'ENOTEMPTY' && codeOf(fault) !== 'EEXIST') throw fault;
    }
    try {
      renameSync(place, old);
    } catch (fault) {
      if (codeOf(fault) !== 'ENOENT') throw fault; // else it is gone already: moved away by another
    }
    rmSync(old, { recursive: true, force: true });
  }
}
