/** The words that tell how many will come, as pieces of regular expressions without groups. */

export const people =
  "(?:personnes?|persos?\\b|pers\\b\\.?|prs\\b|gens\\b|convives?|couverts?|invites?|people|folks|ppl|persons?|guests?|pax|covers?|diners\\b|seats?|places?|tetes|adultes?|adults?|grown[- ]?ups?|of us|of them|of you|d'entre nous)";
export const young =
  '(?:petits? |young |little |small )?(?:enfants?|bebes?|ados?\\b|kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|infants?|teens?|teenagers?|filles?|fils\\b|gamins?|girls?|boys?|minors?)';
export const grown = '(?:adultes?|adults?|grown[- ]?ups?|grands?)';
export const friends =
  '(?:ami[es]*|friends?|buddies|mates|collegues?|colleagues?|co-?workers?|others|autres|potes?|copains?|copines?|clients?|cousins?)';
export const and = '(?:,? ?(?:et|and|\\+|plus|avec|with|&) ?|,? ?)(?:nos |mes |my |our |les |the )?';
export const companion =
  '(?:femme|mari|epouse|epoux|compagne|compagnon|copine|copain|fiancee?|conjointe?|mere|pere|maman|papa|soeur|frere|fils|fille|collegue|amie?|pote|patron|wife|husband|partner|girlfriend|boyfriend|fiance|missus|mrs|hubb(?:y|ie)|wifey|gf\\b|bf\\b|other half|mum|mom|mother|dad|father|sister|brother|son|daughter|friend|colleague|boss|blonde|chum|moitie|better half|spouse|date|cherie?|voisine?|cousine?)\\b';
export const own =
  '(?:ma|mon|my|un|une|a|notre|our|his|her|the(?= (?:missus|mrs|wife|husband|hubb|gf\\b|bf\\b|other half|better half|girlfriend|boyfriend)))';
export const self = '(?:moi|me|myself|meself|i)\\b';

/** What makes a number anything but how many will come: an hour, a price, a span, an age, a rank. */
export const notParty =
  '(?! ?-?(?:h\\b|h\\d|heures?|hrs?\\b|hours?\\b|minutes?|mins?\\b|seconds?\\b|:\\d|[.,]\\d|[ap]\\.?m\\b|o[\' "]?clock|/|%|eur|\u20ac|\\$|\u00a3|dollars?|pounds|bucks|quid|jours?\\b|days?\\b|semaines?|weeks?|weekend|nights?\\b|nuits?|mois\\b|months?|ans\\b|years?|yrs|fois\\b|times?\\b|(?:st|nd|rd|th|er|e|eme)\\b|\\d|courses?|plats?\\b|bouteilles?|bottles?|stars?\\b|etoiles?|menus?|parts?\\b|slices?|portions?|pieces?|desserts?|drinks?|glasses|verres?|tables?\\b|chaises?|high|options?|reasons?|things?|different|and a half|ou\\b|or\\b|more\\b|de plus|en plus|supplementaires?|et demi|km\\b|miles?|blocks?))';
export const month =
  '(?! (?:of )?(?:jan|fev|feb|mars|march|avr|apr|mai\\b|may\\b|juin|june|juil|july|aout|aug|sept|oct|nov|dec))';
export const extra =
  '(?! ?(?:de plus|en plus|supplementaire|more|extra|additional|est\\b|is\\b|are (?:all )?(?:veg|aller|glut|coel|cel)|sont|has\\b|have\\b))';
/** A plural behind it is what is counted: "there will be 2 prams". */
export const comers =
  '(?! (?!(?:dans|vers|des|les|sans|mais|moins|plus|nous|vous|mes|nos|ses|puis|apres|dimanches|this|as|is|yes|thanks|adults|guests|persons|adultes|pers)\\b)[a-z]{2,}s\\b)(?! ?(?:of (?:the|those|my)|table)\\b)';
/** "one" and "un" count only where nothing that they could stand for follows. */
export const loneOne =
  '(?=$|[,.!?;\u00a6]| (?:at|on|tonight|tomorrow|this|next|please|pls|svp|pour|a|le|la|demain|ce|vers|in the|only|seulement|today|\u00a6|[ms]\\w+day)\\b| \u00a6)';
