import { locale, speak, texts } from '../texts/texts.ts';

const languages = [
  ['fr', 'Français'],
  ['en', 'English'],
] as const;

/** French or English, each named in its own language. */
export function LanguageSwitch({ short = false }: { short?: boolean }) {
  return (
    <fieldset class="languages">
      <legend class="unseen">{texts.value.frame.language}</legend>
      {languages.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={locale.value === code}
          aria-label={short ? `${code.toUpperCase()}, ${name}` : undefined}
          onClick={() => speak(code)}
        >
          {short ? code.toUpperCase() : name}
        </button>
      ))}
    </fieldset>
  );
}
