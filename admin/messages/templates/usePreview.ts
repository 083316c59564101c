import { useEffect, useState } from 'preact/hooks';
import type { RewordedWords, Template } from '../../../server/templates/contract.ts';
import { call } from '../../api.ts';
import { useLoaded } from '../../load.ts';

/** How long one pauses in typing before the view follows, in ms. */
const PAUSE = 250;

/** The message as the server would send it with these words; it follows what is typed, and stays until it has. */
export function usePreview(slug: string, { kind, channel, locale }: Template, words: RewordedWords) {
  const wanted = JSON.stringify(words);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    if (asked === wanted) return;
    const timer = setTimeout(() => setAsked(wanted), PAUSE);
    return () => clearTimeout(timer);
  }, [wanted, asked]);
  return useLoaded(
    `${slug} ${kind} ${channel} ${locale} ${asked}`,
    (signal) =>
      call('POST /api/templates/preview', {
        query: { restaurant: slug },
        body: { kind, channel, locale, words: JSON.parse(asked) as RewordedWords },
        signal,
      }),
    { keep: true },
  );
}
export type ShownPreview = ReturnType<typeof usePreview>;
