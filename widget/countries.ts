/** Dial codes by country, run together to stay small. Names are not carried: browsers know them in every language. */
const codes =
  'AE971AT43AU61BE32BR55CA1CH41CI225CM237DE49DK45DZ213ES34FI358FR33GB44GP590GR30IE353IL972IN91IT39JP81KR82LB961LU352MA212MC377MQ596MX52NL31NO47PL48PT351RE262RO40SA966SE46SN221TN216TR90US1ZA27';

/** The countries whose numbers can be chosen; a number typed with its + needs none of them. */
export const dialCodes = new Map(
  Array.from(codes.matchAll(/([A-Z]{2})(\d+)/g), ([, country, code]) => [country!, `+${code}`]),
);

/** All countries as options, `[country, its name and code]`: the restaurant's first, then by name in the guest's language. */
export function countries(first: string, lang: string): [country: string, label: string][] {
  const names = new Intl.DisplayNames(lang, { type: 'region' });
  return Array.from(dialCodes, ([country, code]): [string, string] => [
    country,
    `${names.of(country)} ${code}`,
  ]).sort(([a, nameA], [b, nameB]) => +(b === first) - +(a === first) || nameA.localeCompare(nameB, lang));
}
