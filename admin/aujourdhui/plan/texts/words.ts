/** The words of the floor plan, in the panel's language. */
import { locale } from '../../../texts/texts.ts';
import { en } from './en.ts';
import { fr, type PlanTexts } from './fr.ts';

export const planWords = (): PlanTexts => (locale.value === 'en' ? en : fr);
