/** The words of what waits beside the day, in the panel's language. */
import { computed } from '@preact/signals';
import type { CallFailed } from '../../../../server/contract/call.ts';
import { explain, locale } from '../../../texts/texts.ts';
import { en } from './en.ts';
import { type DeskTexts, fr } from './fr.ts';

export const words = computed<DeskTexts>(() => (locale.value === 'en' ? en : fr));

/** Why a call about a wait brought nothing. */
export const explainWait = (fault: CallFailed): string => words.value.failures[fault.code] ?? explain(fault);
