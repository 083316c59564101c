/** The panel's way to the API: the public, documented one, as any other client has it. */
import { CallFailed, caller } from '../server/contract/call.ts';

export { CallFailed };

type Call = ReturnType<typeof caller>;

const listeners = new Set<() => void>();

/** Tells when an answer says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  listeners.add(listener);
}

const watching = (of: Call): Call =>
  ((...request: Parameters<Call>) =>
    of(...request).catch((fault: unknown) => {
      if (fault instanceof CallFailed && fault.code === 'not_signed_in') {
        for (const listener of listeners) listener();
      }
      throw fault;
    })) as Call;

/** A call of the API. Throws CallFailed, and nothing else. */
export const call: Call = watching(caller(''));

/** For answers that the server holds back until there is one (up to 25 s). */
export const callPatiently: Call = watching(caller('', {}, 40_000));
