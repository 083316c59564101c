import { readFileSync } from 'node:fs';

/** A conversation with the real house: what is said and answered, and what its books must say (see house.txt). */
export type HouseScript = { title: string; lines: { mark: '>' | '<' | '&'; text: string }[] };

export function readHouseScripts(): HouseScript[] {
  const scripts: HouseScript[] = [];
  for (const line of readFileSync(new URL('./house.txt', import.meta.url), 'utf8').split('\n')) {
    const mark = line[0];
    const text = line.slice(2);
    if (mark === '=') scripts.push({ title: text, lines: [] });
    else if (mark === '>' || mark === '<' || mark === '&') scripts.at(-1)!.lines.push({ mark, text });
  }
  return scripts;
}
