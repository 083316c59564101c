import type { Setting } from './meaning.ts';
import { number, numberOf, numberWord } from './numbers.ts';
import {
  and,
  comers,
  companion,
  extra,
  friends,
  grown,
  loneOne,
  month,
  notParty,
  own,
  people,
  self,
  young,
} from './partyWords.ts';

/** The ways of saying how many will come, each with what it counts. */

export type Rule = {
  words: RegExp;
  /** Undefined: these words turn out to count nobody. */
  count: (found: RegExpExecArray) => number | undefined;
  /** Only where this holds. */
  when?: (setting: Setting, timed: boolean) => boolean;
};

const of = (text: string | undefined) => (text === undefined ? 0 : /^an?$/.test(text) ? 1 : numberOf(text));
const first = (found: RegExpExecArray) => of(found[1]);
const some = `(an?|${number.slice(1, -1)})`;
export const re = (source: string) => new RegExp(source);
const companions = `${own} ${companion}(?:(?:,| et| and| \\+| &| plus|, et|, and) ${own} ${companion})*`;
const withMore = `(?:(?:,| et| and| \\+| &| plus|, et|, and) (?:mes |nos |my |our |the |les |ses )?${some} (?:${young}|${friends}))?`;
const countCompanions = (text: string) => text.match(new RegExp(`${own} ${companion}`, 'g'))?.length ?? 0;

const dozens: Record<string, number> = {
  huitaine: 8,
  dizaine: 10,
  douzaine: 12,
  dozen: 12,
  quinzaine: 15,
  vingtaine: 20,
  trentaine: 30,
  quarantaine: 40,
  cinquantaine: 50,
};

/** In their order: what is surer before what is shorter. */
export const rules: Rule[] = [
  {
    // "2 adultes, 1 enfant et 1 bébé", "4 grown-ups and a baby"
    words: re(
      `\\b${number} (?:${grown}|people|personnes?)${and}${some} ${young}(?:${and}${some} ${young})?|\\b${number} ${young}${and}${number} ${grown}`,
    ),
    count: (found) => found.slice(1).reduce((all, part) => all + of(part), 0),
  },
  {
    // "moi et ma femme", "my wife, my daughter and I", "moi, ma femme et nos 3 enfants"
    words: re(
      `\\b${self},? ?(?:et|and|avec|with|plus|\\+|&|pis)? ?(?=\\S)(${companions})${withMore}|\\b(${companions})(?:,? (?:et|and|&|plus) |, )${self}${withMore}(?! (?:really |both |all )?(?:like|love|enjoy|prefer|adore|went|had|were|came|ate|aimons|avons))`,
    ),
    count: (found) => 1 + countCompanions(found[0]) + of(found[2] ?? found[4]),
  },
  {
    // "ma femme, mes deux filles et moi"
    words: re(
      `\\b(${companions}),? (?:et |and )?(?:mes|nos|my|our|the|les) ${number} (?:${young}|${friends}),? (?:et|and) ${self}`,
    ),
    count: (found) => 1 + countCompanions(found[1]!) + of(found[2]),
  },
  {
    // "avec ma femme et mes deux enfants", "with my husband"
    words: re(
      `(?<!\\b(?:check|talk|speak|confirm|discuss\\w*|agree|voir|verifi\\w+|parl\\w+|demand\\w+|ask)(?: (?:that|it|this|first|ca))? )\\b(?:avec|with) (${companions})(?! (?:et|and) )${withMore}|\\b(${companions}),? (?:et|and) (?:mes |nos |my |our |the |les )${number} (?:${young}|${friends})`,
    ),
    count: (found) => 1 + countCompanions(found[0]) + of(found[2]) + of(found[4]),
  },
  {
    // "me and 3 friends", "mes deux enfants et moi"
    words: re(
      `\\b${self},? (?:et|and|\\+|avec|with|plus) (?:mes |my )?${number} (?:autres |other )?(?:${young}|${friends})|\\b(?:mes|my) ${number} (?:${young}|${friends}),? (?:et|and) ${self}|\\b(?:avec|with) (?:mes |my )?${number} (?:autres |other )?${friends}\\b`,
    ),
    count: (found) => 1 + of(found[1] ?? found[2] ?? found[3]),
  },
  {
    words: re(
      `\\b(?:nous|tous les|toutes les|us|the) (?:deux|two)(?: of us)?,? (?:et|and|plus|\\+|avec|with) ${some} ${young}`,
    ),
    count: (found) => 2 + of(found[1]),
  },
  {
    words: re(`\\b${number} couples\\b(?:${and}${some} ${young}\\b)?`),
    count: (found) => 2 * of(found[1]) + of(found[2]),
  },
  {
    // "we have 4 in our party", "me plus 3"
    words: re(`\\b${number} (?:people )?in (?:our|my|the) (?:party|group)\\b`),
    count: first,
  },
  {
    words: re(
      `\\b(?:me|myself|moi) ?(?:plus|\\+|and|et) ?${number}(?= ?(?:$|[,.!?\u00a6])| others?\\b| autres\\b)`,
    ),
    count: (found) => 1 + of(found[1]),
  },
  {
    words:
      /\b(?<!(?:premiere|deuxieme|seconde|chaque) )(?:une?|a|about a|half a|une demi[- ])? ?(demi[- ]douzaine|half a dozen|half[- ]dozen|huitaine|dizaine|douzaine|dozen|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine)\b(?! (?:d'|de )?(?:jours?|d'?avril|minutes?|euros?|janv|fev|mars|mai|juin|juil|aout|sept|oct|nov|dec|oysters|huitres|eggs|years|ans|annees|fois|times|restaurants?|roses))/,
    count: (found) => (/demi|half/.test(found[0]) ? 6 : dozens[found[1]!]),
  },
  {
    // "number of people: 3", "party size is 4"
    words: re(
      `\\b(?:number of (?:people|guests|persons|diners|seats)|(?:party|group) size|head ?count|nombre de (?:personnes|couverts|convives)|nb (?:de )?(?:pers\\w*|couverts))(?: in (?:your|my|our|the) party)?(?: ?(?:is|are|of|to|will be|would be|est|sera|de|a) ?(?:de )?| ?[:=] ?| )${number}\\b${notParty}`,
    ),
    count: first,
  },
  {
    // "Personnes : 4", "Guests: 4", "party of: 6"
    words: re(
      `\\b(?:personnes?|pers|couverts?|convives|invites|guests?|people|covers|diners|adultes|adults|party(?: of| size)?|nombre|nb(?: de)?(?: pers\\w*)?|how many|combien) ?[:=] ?${number}\\b${notParty}`,
    ),
    count: first,
  },
  {
    // "4 personnes", "4 pers. et 2 enfants"; "one of us is allergic" counts nobody.
    words: re(
      `(?<!\\b(?:another|extra|additional|autre|in|cuisine|plus|table|like|top|over|other) )(?<![\\d.,/-])\\b${number}(?: \\([a-z0-9 -]{1,14}\\))? ?(?:more )?-?(?:autres |other |grandes? |hungry |seule? |single )?${people}(?![a-z])${extra}(?:${and}${some} ${young}\\b)?`,
    ),
    count: (found) => {
      const seated = /\b(?:book|reserve|reserver)(?: me| us)? $/.test(found.input.slice(0, found.index));
      if (/^(?:one|une?) (?:place|seat)/.test(found[0]) && !seated) return undefined;
      if (/\bmore\b/.test(found[0]) || (/of (?:us|them)/.test(found[0]) && of(found[1]) === 1))
        return undefined;
      return of(found[1]) + of(found[2]);
    },
  },
  {
    words: re(
      `\\b(?:on (?:sera|serait|est|etait|vient|viendra|va etre|arrive|passe a|monte a|descend a|reste a)|nous (?:serons|sommes|serions|viendrons|venons|passons a)|passer a|we(?:'ll| will|ll)(?: actually| now| probably| likely| only| just| all)? be(?: now)?|we(?: are|'re| would be)(?: now)?|there(?:'ll be| will be| are|'s| is| would be)|(?:we|there|it)(?:'re| are|re|'s| is|s)? (?:gonna|going to) be(?: now)?|it(?:'ll| will| would)? ?be|on s'ra|sera|serons|serions)(?: (?:plutot|finalement|donc|alors|plus|en fait|actually|now|only|just|maybe|peut-etre|maintenant|tous|en tout|bien|que|a|a table|seulement|environ|around|about|probably|un total de|a total of|un groupe de|a party of|a group of|une table de|for))*(?: a)? ${number}\\b${notParty}${comers}(?:(?: et| and| \\+| plus) ${some} ${young}\\b)?`,
    ),
    count: (found) => {
      const grownUps = counted1(found);
      return grownUps === undefined ? undefined : grownUps + of(found[2]);
    },
  },
  {
    words: re(
      `\\b(?:make (?:it|that)|change (?:it |that )?to|plutot|finalement|actually|instead) (?:for )?${number}(?: (?:instead|people|personnes|of us)\\b|(?=(?: at| on| for)? \u00a6))`,
    ),
    count: first,
  },
  {
    words: re(
      `(?<!\\b(?:at|la|du|this) )(?<!\\b(?:our|my|notre|ma) (?!party|group|groupe|family|famille))\\b(?:party|group|table|groupe|tablee|booking|reservation|resa|family|famille|reserve|reserver|book|dinner|lunch|brunch|diner|dejeuner|souper|repas|places|seats|seating|seat|room|space|spot|de la place|accommodate|fit in|fit|squeeze in|squeeze us|squeeze) (?:of|de|for|pour|d'|4(?= \\d))? ?(?:up to |about |around |environ |just |only |the |les |nous )?${number}\\b${notParty}${month}`,
    ),
    count: (found) =>
      /^(?:room \d+|[a-z]+ (?:about|around|environ) \S+)$/.test(found[0]) ? undefined : counted1(found),
  },
  {
    words: re(
      `\\b(?:(?:table|repas|resto) (?:a|pour|for)|(?:table|party|group)[ \u00a6]+to) ${number}\\b${notParty}`,
    ),
    count: counted1,
  },
  {
    words: re(
      `(?<![\\d.,/])\\b(\\d{1,2}) ?(?:p\\b(?!\\.? ?m\\b)|pl\\b|cvts?\\b)|\\bx ?(\\d{1,3})\\b(?! ?(?:h\\b|h\\d|\\d))|(?<![\\d/.,])\\b(\\d{1,2}) ?x\\b(?! ?\\d)`,
    ),
    count: (found) => of(found[1] ?? found[2] ?? found[3]),
  },
  {
    // "for 4", "pour les six"; a rank, a price or a day behind it is none.
    words: re(
      `(?<!\\b(?:look(?:ing)?|search(?:ing)?|ask(?:ing)?|open|known|wait(?:ing)?|rated|rating|out|thanks?|sorry|address|number|listed|famous|except|valid) )\\b(?:pour|for|4por|4|seats|seating) (?:just |only |about |seulement |les |the |nous )?${number}(?:(?= tonight)|${notParty})\\b${month}${notParty}`,
    ),
    count: (found) => (/^[4] /.test(found[0]) || some3(found) ? undefined : counted1(found)),
  },
  {
    // "2 for dinner", "4 pour samedi soir", "3 for Lotus Chaat"
    words: re(
      `(?:^|[,.:;!?] ?|\\b(?:book|reserve|have|table|reserver|resa|confirm|so) )${number} (?:for (?!sure|the price|\\d|one|now|each|me|you|it|that|hours?)[a-z\u00a6]|pour (?:ce |demain|diner|dejeuner|souper|bruncher|\u00a6))`,
    ),
    count: (found) => (of(found[1]) <= 30 && !/^(?:one|une?)$/.test(found[1]!) ? first(found) : undefined),
  },
  {
    // "can you do 2 on Friday at 8?", where an hour is told as well
    words: re(
      `\\b(?:can|could) (?:you|u|ya|we) do ${number}\\b${notParty}${comers}(?=.* ?(?:at|@|around|about) ?[\\d\u00a6])`,
    ),
    count: first,
  },
  {
    // "2 tonight", "4 samedi": too few to be the hour
    words:
      /^\W*([2-5]|two|three|four|five|deux|trois|quatre|cinq)(?= ?\u00a6|,? (?:tonight|this evening|ce soir)\b)/,
    count: first,
  },
  { words: re(`\\b${number}[- ](?:top|seater|person table|person|seat table|places)\\b`), count: first },
  {
    words:
      /\b(?:(?:nous|tous les|toutes les|a|on est|on sera) deux\b|(?:the |both |just )?(?:two|both) of us\b|en (?:couple|amoureux|tete[- ]a[- ]tete)|en duo|table a deux|for a couple\b(?! of)|pour un couple|(?<!y )a deux)(?! (?:heures?|h\b|personnes|pas|minutes?|euros?|rues|etages?|ans|jours|semaines|mois|km))/,
    count: () => 2,
  },
  { words: /\b(?:the )?(three|four|five|six|seven|eight) of us\b/, count: first },
  {
    words:
      /\b(?:juste moi|(?:rien )?que moi|(?:pour )?moi seule?|pour moi tout seul|je (?:serai|suis|viens|viendrai|dine|mange|dejeune) (?:tout |toute )?seule?|tout(?:e)? seule?|seule? (?:au comptoir|a table|ce|demain)|just (?:me|myself)|only (?:me|myself)|(?:for|by) myself|on my own|i'?ll be alone|dining alone|eating alone|just one\b(?! (?:more|thing|question|of|other|restaurant|option|second|minute))|only one\b(?= ?(?:$|[,.!]))|solo|table for one|(?:for|only) 1 only)\b/,
    count: () => 1,
  },
  {
    // "à quatre", where "à" needs no hour: in French, and behind a time that was told.
    words: re(`\\ba (${numberWord})\\b(?! heures?| h\\b)${notParty}`),
    count: (found) => (/^une?$/.test(found[1]!) ? undefined : first(found)),
    when: (setting) => setting.asked === 'party' || setting.language === 'fr',
  },
  {
    words: re(`(?<![a-z'])a (\\d{1,2})\\b${notParty}(?! ?(?:rue|avenue|bd))`),
    count: first,
    when: (setting, timed) => timed && setting.language === 'fr',
  },
  {
    // Nobody says "à 4" of an hour of the afternoon without its h.
    words: re(`(?<![a-z'])a ([2-5])\\b${notParty}`),
    count: first,
    when: ({ language, asked, part }) => language === 'fr' && asked !== 'time' && part !== 'afternoon',
  },
];

/** "for the one with a view", "for the three you mentioned": some of what was spoken of. */
const some3 = (found: RegExpExecArray) =>
  /\b(?:the|les) \S+$/.test(found[0]) &&
  (/\bone$/.test(found[0]) ||
    /^ (?:you|that|which|who|in|on|near|with)\b/.test(found.input.slice(found.index + found[0].length)));

/** A party of "one" stands alone, as in "for one, tonight": "for one in Paris" is a restaurant. */
function counted1(found: RegExpExecArray): number | undefined {
  if (!/^(?:one|une?)$/.test(found[1]!)) return first(found);
  if (/^(?:book|reserve|reserver|there|it)/.test(found[0]) && !/\b(?:for|pour)\b/.test(found[0]))
    return undefined;
  const before = found.input.slice(0, found.index + found[0].length);
  // "une table pour une occasion" counts nobody.
  if (
    found[1] === 'one' &&
    /\b(?:(?:party|group|table|seats?|reservation|booking|place|groupe) (?:of|for|pour|de)|(?:book|reserv)[a-z]*(?: me)? (?:a |an |in )?[a-z ]*for) (?:just |only )?(?:one|une?)$/.test(
      before,
    )
  )
    return 1;
  return lone.test(found.input.slice(found.index + found[0].length)) ? 1 : undefined;
}
const lone = new RegExp(`^${loneOne}`);
