import type { Intent } from './meaning.ts';

const rules: [RegExp, Intent][] = [
  [
    // Whoever asks whether this is a person does not ask for one.
    /\b(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with)|es[- ]tu|etes[- ]vous|vous etes|t'es|je parle a) (?:an? |une? |the )?(?:real |actual |vraie? )?(?:person(?:ne)?|human|humain|robot|bot|machine|computer)\b/,
    'help',
  ],
  [
    // To the letter, or in so many words: "STOP" ends the messages, "stop, non plutôt 20h" does not.
    /^[^a-z]*(?:stop(?: ?(?:sms|all|messages?|pub|whatsapp|promo|it))?|arret(?:ez|er|e)?|unsubscribe(?: me)?|desabonne\w*(?:[- ]moi)?|desinscri\w+(?:[- ]moi)?|opt[- ]?out|fin)[^a-z]*$|\b(?:unsubscribe|(?:me )?desabonne\w*|(?:me )?desinscri\w+|opt(?:ing)?[- ]out|(?:ne |n')?(?:plus|veux plus|voulons plus|souhaite plus) (?:recevoir|de (?:messages|pub\w*|sms))|stop (?:sending|texting|messaging|contacting)|arretez? de m'(?:ecrire|envoyer|importuner)|don'?t (?:text|message|contact) me|no more messages|remove me from)\b/,
    'stop',
  ],
  [
    /\b(?:parler (?:a|avec) (?:quelqu'un|une? (?:vraie? )?(?:personne|humain|conseill\w+|responsable|serveu\w+)|la direction|le (?:patron|chef|gerant|manager|responsable)|l'equipe|un etre humain)|(?:un|une vraie?|vrai) (?:humain|etre humain)|une vraie personne|quelqu'un (?:peut|pourrait|de l'equipe|de vrai|m'appel)|(?:rappelez|appelez|contactez)[- ]moi|(?:me|nous) (?:rappeler|appeler|recontacter)(?! (?:ma|mon|notre|l'|la|quand|a quelle))|etre rappelee?|(?:speak|talk|chat) (?:to|with) (?:some(?:one|body)|a (?:real )?(?:person|human|manager|member of staff)|(?:the )?(?:manager|staff|owner|restaurant)|an? (?:agent|operator))|(?:a )?(?:real |actual )(?:person|human)|human(?: please)?$|(?:call|ring|phone) me back|(?:can|could) (?:some(?:one|body)|you|they) (?:please )?(?:call|ring|phone) me|give me a (?:call|ring|bell)|(?:i want|get me) a (?:human|person|manager)|conseiller|operateur)\b|^(?:un )?humain\b|^(?:human|agent|person|operator)\b/,
    'person',
  ],
  [
    /\b(?:connards?|connasse|pourris?|merdique|a la con|bidon|naze|encule\w*|salope?|putain de|merdes?|de merde|fdp|ta gueule|ferme[- ]la|va te faire|nique|abruti\w*|debile|imbecile|stupide bot|idiot\w*|cretin|fuck\w*|shit\w*|asshole|bitch|stupid|moron|dumb|useless|crap|damn (?:bot|you)|shut up|piss off|wanker|bastard|nul(?:le)? a chier|t'es nul|vous etes nuls?|tu sers a rien|inutile|bete comme)\b/,
    'insult',
  ],
  [
    // On what terms one may cancel is a question.
    /\b(?:cancell?ation (?:policy|fees?|charges?|terms|conditions|rules)|(?:conditions|frais|politique|delais?) d'annulation|(?:what (?:happens )?if|in case) (?:i|we) (?:need to |have to |want to |must )?cancel|(?:how (?:late|long before)|until when|by when|when) (?:can|may|must|do) (?:i|we) (?:have to )?cancel|jusqu'a quand (?:peut[- ]on|puis[- ]je|on peut|je peux) annuler|(?:is it|c'est|est-ce) (?:free|possible|gratuit) (?:to cancel|d'annuler))\b/,
    'question',
  ],
  [
    /\b(?:annul\w*|cancel\w*|decommand\w*|supprim\w+ (?:ma|la|mes|cette) \w+|can(?:'t|not| not) make it|(?:won't|not going to|unable to) (?:be able to )?(?:come|make)|(?:on |je |nous )?(?:ne )?(?:pourrons|pourra|pourrai|peux|peut|pouvons|viendrons?|viendrai) (?:plus|pas|finalement pas|malheureusement pas) (?:venir|etre la|honorer)|(?:on |nous |je )?(?:ne )?(?:viendra|viendrons|viendrai|viens|vient) (?:plus|pas)\b(?! (?:avant|seul))|call off)/,
    'cancel',
  ],
  [
    /\b(?:recommen(?:cer|cons|ce)|repart(?:ir|ons) (?:de|a) zero|reprenons (?:au|du) debut|start (?:over|again)|restart|from the (?:beginning|start)|laiss(?:e|ez)[- ]tomber|oubli(?:e|ez)(?: ca| tout)?$|never ?mind|forget (?:it|that|about it)|tant pis|j'abandonne|stop)\b/,
    'restart',
  ],
  [
    /\b(?:(?:en|du) retard|retard de|heure de retard|a la bourre|\d+ ?(?:min\w*) (?:more |plus )?(?:late|later than|de retard|en retard)|(?:running|be|arrive|be a bit) late|stuck in traffic|(?:half an hour|an hour|quarter of an hour|a (?:bit|little)|few minutes) late|(?:we're|i'm|we are|i am|we'll be|i'll be) (?:gonna be |going to be )?(?:\w+ ){0,3}late)\b/,
    'late',
  ],
  [
    /\b(?:modifi\w*|deplacer|decaler|reporter|avancer|repousser|(?:changer|changez) (?:ma|la|notre|l'heure|le jour|la date|le nombre)|change (?:my|our|the) (?:booking|reservation|table|time|date|day|number|party)|(?:add|ajoute\w*|rajoute\w*) (?:une?|one|two|deux|an?|\d) (?:more |other |autres? )?(?:person\w*|people|guests?|couverts?)|(?:une?|\d|deux) personnes? de (?:plus|moins)|(?:one|two|three|\d|another|an extra|a couple) (?:more |extra )?(?:person|people|guests?|friends?)? ?(?:more )?(?:is|are|will be)? ?(?:coming|joining)|(?:can|could|would|please|pls) (?:you )?(?:please )?(?:add|note|mention) (?:that|to (?:my|our|the)|a note)|reschedul\w*|move (?:my|our|the) (?:booking|reservation|table)|amend\w*|modify)\b/,
    'change',
  ],
  [
    /\b(?:(?:je |on |nous )?(?:confirme|confirmons|confirmer|reconfirme)(?:r|z|s)? (?:bien )?(?:ma|mes|notre|la|cette) (?:\w+ )?(?:resa\w*|reservation|table|venue|presence|visite)|(?:i |we )?(?:(?:would like|want|wish) to |can |'d like to )?(?:re)?confirm(?:ing)? (?:my|our|the|this) (?:\w+ )?(?:booking|reservation|table|attendance)|nous serons bien (?:la|presents)|je serai bien (?:la|presente?))\b/,
    'confirm',
  ],
  [
    /\b(?:(?:voir|montre\w*|affiche\w*|consulter|retrouve\w*|rappel\w*|verifi\w*|connaitre)(?:[- ]moi)? (?:ma|mes|notre|nos|la|les) (?:\w+ )?(?:resa\w*|reservation\w*|heure|table)|c'est quoi ma (?:resa|reservation)|(?:avez[- ]vous|vous avez|as[- ]tu|t'as|y a[- ]t[- ]il|il y a) (?:bien )?(?:une|ma|des) (?:resa\w*|reservations?) (?:au nom|a mon nom|sous le nom)|(?:ai-je|j'ai|a-t-on|avons-nous) (?:bien |deja )?(?:une|ma|des|combien de) (?:resa|reservations?)|a quelle heure (?:est|etait|ai-je|j'ai) (?:ma|notre|reserve)|quand est ma|(?:show|see|view|check|find|look up|what(?:'s| is| are| was| were)|when(?:'s| is| was)|remind me (?:of|about)) (?:me )?(?:my|our) (?:\w+ )?(?:bookings?|reservations?|table)|do (?:i|we) have (?:a|any) (?:booking|reservation)s?|(?:do|have) (?:i|we) (?:have |got )?(?:anything|something|a table) booked|remind me (?:what|when|which|where) (?:i|we)(?:'ve| have)? booked|did (?:my|our) (?:booking|reservation) (?:go|come|get) through|is (?:my|our) (?:booking|reservation|table) (?:ok|okay|confirmed|booked|still|in)|(?:my|our) (?:booking|reservation) again|(?:got|received|had|have) no (?:e-?mail|confirmation|reply)|(?:did(?:n't| not)|have(?:n't| not)|never) (?:get|got|receive|received|had) (?:an? |the |my |any )?(?:e-?mail|confirmation|reply)|(?:pas|rien|jamais) (?:eu|recu) (?:de |d'|la )?(?:confirmation|mail|e-?mail|reponse)|pas de (?:mail de )?confirmation|(?:is|are) there (?:an?|any|my) (?:booking|reservation)s? (?:under|for (?:me|us|m)|in the name|by)|(?:do|can) you (?:have|see|find) (?:an?|any|my|our) (?:booking|reservation)s? (?:under|for (?:me|us)|in the name)|what time (?:did (?:i|we) book|(?:is|was) (?!dinner|lunch|breakfast|brunch|the kitchen|it\b)[a-z]+)|(?:liste?|list) (?:des|of|de|of all)(?: the| toutes les)? (?:resa|reservations?|bookings?))\b|\b(?:ma|mes|notre|my|our) (?:prochaines? |next |coming )?(?:resa|reservations?|bookings?)[ .!?]*$/,
    'show',
  ],
  [
    /\b(?:horaires?|heures? d'ouverture|(?:vous )?(?:etes|ouvrez|fermez)[- ]?(?:vous)? (?:ouverts?|a quelle)|a quelle heure (?:ouvr|ferm|vous (?:ouvr|ferm)|servez|est-ce que vous)|vous (?:ouvrez|fermez|servez) (?:a|jusqu|quand|quel)|ouverts? (?:le|les|quand|jusqu|a quelle)|jours? d'ouverture|c'est (?:ouvert|ferme)e?|opening (?:hours|times)|what time (?:is|are) (?:dinner|lunch|breakfast|brunch|you|the kitchen)|do you (?:open|close)|what time do you (?:open|close|serve|stop)|when (?:do you|are you) (?:open|close|serve)\w*|(?:are you|r u|are u|you|u) (?:guys )?open|closing time|your hours)\b/,
    'hours',
  ],
  [
    /\b(?:(?:quelle est |c'est quoi )?(?:votre |ton |l')adresse(?! mail| e-?mail)|ou (?:etes|se trouve|est situe|est-ce que vous)|vous etes ou\b|c'est ou\b|comment (?:venir|vous trouver|y aller)|where are you|where is (?:the |your )?(?:restaurant|it)|(?:your|the) address|how (?:do|can) (?:i|we) (?:get|find) (?:there|you)|directions|located)\b/,
    'address',
  ],
  [
    /\b(?:aide|aidez[- ]moi|help|comment (?:ca marche|faire|reserver|on fait)|que (?:peux|pouvez)[- ](?:tu|vous)|how does (?:this|it) work|what can you do|qui (?:es[- ]tu|etes[- ]vous)|who are you|are you (?:a )?(?:bot|robot|human|real)|(?:es-tu|etes-vous|t'es|c'est|vous etes) (?:un )?(?:bot|robot))\b/,
    'help',
  ],
  [
    /\b(?:reserv\w*|resa|booking|book|table|tables|place pour|places pour|(?:de la|une?|des|encore de la|reste-t-il de la) places?|dispo\w*|availab\w*|availib\w*|(?:manger|diner|dejeuner|souper|bruncher|venir) (?:chez vous|ce|demain|le|samedi)|come (?:in )?for (?:dinner|lunch|brunch)|spot for|room for|seats? for|squeeze)\b/,
    'book',
  ],
  [
    /\b(?:parkings?|voiturier|(?:se |nous |me )?garer|stationn\w+|park(?:ing)?|valet|car ?park|garage)\b/,
    'parking',
  ],
  [
    /\b(?:allerg\w*|intoleran\w*|gluten|coeliaque|celiac|coeliac|vegetari\w+|vegan\w*|vegetalien\w*|halal|casher|kasher|kosher|lactose|dairy|nuts?|arachides?|fruits? a coque|dietary|regime|pescetari\w+|sans porc)\b/,
    'allergies',
  ],
  [
    /\b(?:menus?|(?:la|votre|une) carte(?! (?:bancaire|bleue|de credit|cadeau))|tarifs?|prix|combien (?:coute|ca coute|pour)|how much|prices?|plats? du jour|formules?|dish(?:es)?|specials?|carte des vins|wine list|what (?:do you serve|kind of food|type of (?:food|cuisine))|desserts?|vins?|specialites?|serve)\b/,
    'menu',
  ],
  [
    /\b(?:chiens?|dogs?|animaux|pets?|wifi|wi-fi|dress ?code|tenue|terrasse|terrace|patio|outdoor|privatis\w*|private|cheques?|ticket resto|carte bancaire|credit cards?|amex|musique|music|accessible|wheelchair|pmr|climatis\w*|bons? cadeaux?|carte cadeau|gift cards?|vestiaire|metro|livr\w+|emporter|takeaway|take away|take out|deliver\w*|poussette|stroller|chaises? hautes?|high ?chairs?|tva|facture|invoice)\b/,
    'question',
  ],
  [
    /(?:^|[\s!,.])(?:bonjour|bonsoir|salut|coucou|hello|hi+|hey+|hiya|heya|howya|howdy|yo|g'day|good (?:morning|evening|afternoon|day)|bjr|bsr|slt|cc|allo|rebonjour|re)(?:[\s!,.]|$)/,
    'greeting',
  ],
  [
    /\b(?:merci|mercii+|thanks|thank you|thx|ty|cheers|super merci|parfait merci|genial|great|awesome|cool|top|nickel|perfect)\b|🙏/,
    'thanks',
  ],
  [
    /\b(?:au revoir|bye|goodbye|a (?:bientot|plus|demain|samedi|ce soir)|bonne (?:soiree|journee|nuit|fin de|continuation)|tout de bon|see you|see ya|have a (?:good|nice|great)|good night|ciao|adieu|a\+)\b/,
    'farewell',
  ],
];

/** What a message is about: the first rule that fits, from the gravest to the lightest. */
export function intentOf(flatText: string): Intent | undefined {
  for (const [words, intent] of rules) if (words.test(flatText)) return intent;
  return undefined;
}

/** A question about the house rather than a wish ("avez-vous un parking ?"). */
export const asksAboutHouse = (flatText: string) =>
  /\?\s*$/.test(flatText) ||
  /^(?:\W*(?:bonjour|bonsoir|hello|hi|et|and|salut)\W+)*(?:est[- ]ce que|avez[- ]vous|vous avez|y a[- ]t[- ]il|il y a|faites[- ]vous|proposez|acceptez|c'est (?:quoi|combien)|quel|quelle|do you|are there|is there|have you|can (?:i|we) (?:bring|see|pay|park|get|have)|peut[- ]on|on peut|est[- ]ce qu'on peut|puis[- ]je (?:venir avec|payer|voir)|what|which|how (?:much|far)|does|is it|is your|are you|i'?d like to (?:see|know)|je voul?(?:d?rais|ais) (?:voir|savoir)|envoye[rz]|send me|(?:no,? )?(?:just )?tell me (?:the|about|what|your|how)|montre[rz])/.test(
    flatText,
  );

/** Questions about the house that have an answer of their own. */
export const houseTopics = new Set<Intent | undefined>(['question', 'menu', 'parking', 'allergies']);
