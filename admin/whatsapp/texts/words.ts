/** The words of the WhatsApp page, in the panel's language. */
import { computed } from '@preact/signals';
import { locale } from '../../texts/texts.ts';
import { en } from './en.ts';
import { fr, type WhatsappTexts } from './fr.ts';

export const words = computed<WhatsappTexts>(() => (locale.value === 'en' ? en : fr));
