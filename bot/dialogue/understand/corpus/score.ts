import { readFileSync } from 'node:fs';
import { lineOf } from '../line.ts';
import { settingAt } from '../locale.ts';
import { understand } from '../understand.ts';

/** One line of a corpus: what a guest writes, and what it says. Null: not said, or not surely. */
export type Expected = {
  locale: string;
  message: string;
  party: number | null;
  day: string | null;
  time: string | null;
  /** What else must hold: part, intent, or the subject of a doubt. */
  rest: [string, string][];
};

/** Reads a corpus: headings give the locale, the columns are message, party, day, time and the rest. */
export function readCorpus(name: string): Expected[] {
  const lines: Expected[] = [];
  let locale = 'fr';
  for (const line of readFileSync(new URL(name, import.meta.url), 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const heading = /^\[(.*)\]$/.exec(line);
    if (heading) {
      locale = heading[1]!;
      continue;
    }
    const [message, party, day, time, rest = ''] = line.split(' | ').map((column) => column.trim());
    const said = (column: string | undefined) => (column === '-' || column === undefined ? null : column);
    lines.push({
      locale,
      message: message!,
      party: said(party) === null ? null : Number(party),
      day: said(day),
      time: said(time),
      rest: rest
        .split(' ')
        .filter(Boolean)
        .map((pair) => pair.split('=') as [string, string]),
    });
  }
  return lines;
}

export type Score = {
  lines: number;
  /** Lines whose party, day, time, and whatever else they ask for, are all as expected. */
  right: number;
  /** Values that were read where none was said, out of all places where none was. */
  invented: number;
  unsaid: number;
  wrong: string[];
};

/** How a corpus is read on Wednesday 7 October 2026 at 15:00, where no shifts are known. */
export function scoreOf(corpus: Expected[]): Score {
  const score: Score = { lines: corpus.length, right: 0, invented: 0, unsaid: 0, wrong: [] };
  for (const { locale, message, party, day, time, rest } of corpus) {
    const meaning = understand(message, settingAt({ now: '2026-10-07T15:00', zone: 'UTC', locale }));
    const read: Record<string, unknown> = lineOf(meaning);
    const expected = { party, day, time };
    for (const [key, value] of Object.entries(expected)) {
      if (value !== null) continue;
      score.unsaid++;
      if (read[key] !== null) score.invented++;
    }
    const named = Object.entries(expected).every(([key, value]) => read[key] === value);
    const others = rest.every(([key, value]) =>
      key === 'doubt' ? meaning.doubts.some(({ about }) => about === value) : read[key] === value,
    );
    if (named && others) score.right++;
    else {
      const got = `${read.party} ${read.day} ${read.time} ${rest.map(([key]) => (key === 'doubt' ? meaning.doubts[0]?.about : read[key])).join(' ')}`;
      score.wrong.push(`${locale}: ${message} → ${got}`);
    }
  }
  return score;
}
