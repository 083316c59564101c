/** Dial codes by country, run together to stay small. Names are not carried: browsers know them in every language. */
const codes =
  'AD376AE971AL355AR54AT43AU61BA387BE32BG359BH973BJ229BR55CA1CH41CI225CL56CM237CN86CO57CR506CY357CZ420DE49DK45DO1DZ213EC593EE372EG20ES34FI358FR33GA241GB44GE995GF594GP590GR30HK852HR385HU36ID62IE353IL972IN91IS354IT39JM1JO962JP81KE254KR82KW965KZ7LB961LI423LT370LU352LV371MA212MC377MG261ML223MQ596MT356MU230MX52MY60NC687NG234NL31NO47NZ64OM968PE51PF689PH63PK92PL48PT351QA974RE262RO40RS381RU7SA966SE46SG65SI386SK421SN221TG228TH66TN216TR90TW886UA380US1UY598VN84ZA27';

/** The countries whose numbers can be chosen; a number typed with its + needs none of them. */
export const dialCodes = new Map(
  Array.from(codes.matchAll(/([A-Z]{2})(\d+)/g), ([, country, code]) => [country!, `+${code}`]),
);

/** All countries as options: the restaurant's first, then by name in the guest's language. */
export function countries(first: string, lang: string): { country: string; name: string; code: string }[] {
  const names = new Intl.DisplayNames(lang, { type: 'region' });
  return Array.from(dialCodes, ([country, code]) => ({
    country,
    name: names.of(country) ?? country,
    code,
  })).sort((a, b) => +(b.country === first) - +(a.country === first) || a.name.localeCompare(b.name, lang));
}
