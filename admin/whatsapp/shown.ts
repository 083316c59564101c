import { encode } from 'uqr';
import type { Line } from '../../server/lines/contract.ts';

/** What the page shows of a line: which of its faces, and what may be done. */
export type Face = 'off' | 'starting' | 'scan' | 'type' | 'ready' | 'degraded';

/** Its codes were shown long enough, and nobody scanned one. */
export const isAsleep = ({ why }: Pick<Line, 'why'>): boolean => why === 'nobody_scanned';

/**
 * The face of a line. One that waits for a phone, and has no code yet, is still starting; one whose codes nobody
 * scanned is connected again like one that is off.
 */
export function faceOf({ state, pairing, why }: Pick<Line, 'state' | 'pairing' | 'why'>): Face {
  if (isAsleep({ why })) return 'off';
  if (state === 'off' || state === 'ready' || state === 'degraded') return state;
  if (pairing === null || state === 'starting') return 'starting';
  return 'qr' in pairing ? 'scan' : 'type';
}

/** A QR code as an SVG path of squares of side 1, with the quiet zone that cameras want; `size` is a side of the whole. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  }
  return { size, path };
}

/** A number as somebody types it, in E.164; null when it lacks its country, or is none. */
export function phoneOf(typed: string): string | null {
  const bare = typed.replace(/[\s.()\u00a0\u202f-]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{5,14}$/.test(bare) ? bare : null;
}

/** A pairing code as the phone shows it: in two halves. */
export const codeHalves = (code: string): string =>
  code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;

const known = [
  ['bot_away', /^bot_away$/],
  ['browser', /^(No browser was found|CHROMIUM_PATH is|start: Failed to launch)/],
  ['crashed', /^the (tab crashed|browser ended)$/],
  ['silent', /^the page does not answer$/],
  ['slowStart', /^(the start took too long|start: )/],
  ['expired', /^the code expired$/],
  ['conflict', /CONFLICT|another client took the line/],
  ['memory', /MB of memory$/],
  ['night', /^the restart of the night$/],
  ['orphan', /^a browser left behind was ended$/],
  ['unlinked', /^unlinked on the phone$/],
  ['away', /^(timeout|opening|pairing|unlaunched)$/i],
  ['metaAway', /^Meta cannot be reached$/],
  ['metaLater', /^put off by Meta/],
  ['metaRefused', /^refused by Meta/],
  ['blocked', /(tos_block|proxyblock|deprecated_version|authentication failed)/i],
] as const;

export type KnownFault = (typeof known)[number][0];

/** What a fault, told in the bot's own few words, is; null for one that has no name here. */
export function faultOf(what: string): KnownFault | null {
  return known.find(([, pattern]) => pattern.test(what))?.[0] ?? null;
}
