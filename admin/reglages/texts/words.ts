/** The words of the service's settings, in the panel's language. */
import { computed } from '@preact/signals';
import { locale } from '../../texts/texts.ts';
import { en } from './en.ts';
import { fr, type SettingsTexts } from './fr.ts';

export const words = computed<SettingsTexts>(() => (locale.value === 'en' ? en : fr));

/** What is wrong in a field, as it is said there: "shifts.0.last", "maximum". */
export function problemText(field: string, problem: string): string {
  const { problems } = words.value;
  const leaf =
    field
      .split('.')
      .filter((part) => !/^\d+$/.test(part))
      .at(-1) ?? '';
  return problems[`${leaf} ${problem}`] ?? problems[problem] ?? problems.invalid!;
}
