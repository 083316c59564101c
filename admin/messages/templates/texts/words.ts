/** The words of the page of templates, in the panel's language. */
import { computed } from '@preact/signals';
import { locale } from '../../../texts/texts.ts';
import type { Names } from '../draft.ts';
import { en } from './en.ts';
import { fr, type TemplateTexts } from './fr.ts';

export const words = computed<TemplateTexts>(() => (locale.value === 'en' ? en : fr));

/** What each name in braces is called in a language. */
export const namesIn = (language: 'fr' | 'en'): Names =>
  Object.fromEntries(
    Object.entries((language === 'en' ? en : fr).names).map(([name, [called]]) => [name, called]),
  );

/** What each name in braces is called in the panel's language. */
export const names = computed<Names>(() => namesIn(locale.value));
