/** "1 couvert", "2 couverts": the number with its word, by the language's own rule of plurals. */
export function counting(locale: string) {
  const rules = new Intl.PluralRules(locale);
  const figures = new Intl.NumberFormat(locale);
  return (count: number, one: string, other: string): string =>
    `${figures.format(count)}\u00a0${rules.select(count) === 'one' ? one : other}`;
}
