import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A number that could not be had is asked for again after so long, in milliseconds: WhatsApp dislikes those who ask often. */
const AGAIN = 7 * 24 * 3_600_000;
/** No more are remembered: the oldest go. */
const MOST = 20_000;

type Known = { phone: string | null; at: number };

export type Numbers = {
  /** The number behind a hidden address, E.164, asked once and remembered; null when it cannot be had. */
  of(address: string, ask: () => Promise<string | null>): Promise<string | null>;
};

/**
 * The phone numbers behind WhatsApp's hidden addresses (`…@lid`), kept in a file. Each is asked for once, two at
 * one moment included; one that could not be had again after a week.
 */
export function rememberNumbers(file: string, now: () => number = Date.now): Numbers {
  const known = new Map<string, Known>(read(file));
  const asking = new Map<string, Promise<string | null>>();

  async function askFor(address: string, ask: () => Promise<string | null>): Promise<string | null> {
    const phone = await ask();
    known.delete(address);
    known.set(address, { phone, at: now() });
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify([...known]), { mode: 0o600 });
    renameSync(draft, file);
    return phone;
  }

  return {
    async of(address, ask) {
      const kept = known.get(address);
      if (kept && (kept.phone !== null || now() - kept.at < AGAIN)) return kept.phone;
      const running = asking.get(address) ?? askFor(address, ask).finally(() => asking.delete(address));
      asking.set(address, running);
      return running;
    },
  };
}

function read(file: string): [string, Known][] {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
