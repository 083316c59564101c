/** The panel's language: remembered on this device, otherwise that of the person signed in, otherwise the browser's. */
import { computed, signal } from '@preact/signals';
import type { CallFailed } from '../../server/contract/call.ts';
import { en } from './en.ts';
import { fr, type Texts } from './fr.ts';

export type Locale = 'fr' | 'en';

const storageName = 'couvert.admin.locale';

function remembered(): Locale | null {
  try {
    const value = localStorage.getItem(storageName);
    return value === 'fr' || value === 'en' ? value : null;
  } catch {
    // Storage may be forbidden; the panel then asks the browser each time.
    return null;
  }
}

const chosen = signal<Locale | null>(remembered());
/** The language of the person signed in; it counts until another is chosen on this device. */
export const own = signal<Locale | null>(null);

export const locale = computed<Locale>(
  () => chosen.value ?? own.value ?? (navigator.language.startsWith('en') ? 'en' : 'fr'),
);
export const texts = computed<Texts>(() => (locale.value === 'en' ? en : fr));

/** Speaks this language from now on, on this device. */
export function speak(language: Locale): void {
  chosen.value = language;
  try {
    localStorage.setItem(storageName, language);
  } catch {
    // Not remembered, then; the choice still holds until the page is closed.
  }
}

/** Why a call brought nothing, in words. */
export function explain(fault: CallFailed): string {
  const words: Record<string, string> = texts.value.failures;
  return words[fault.code] ?? words[fault.kind] ?? texts.value.failures.broken;
}
