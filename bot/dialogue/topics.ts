/**
 * What a message asks of the house beside a table, when its words say so plainly. `others`: to see what is not
 * theirs; `bot`: to make the bot another than it is.
 */
export type Topic =
  | 'others'
  | 'bot'
  | 'data'
  | 'waitlist'
  | 'leave_waitlist'
  | 'waits'
  | 'coming'
  | 'link'
  | 'when'
  | 'done'
  | 'again'
  | 'phone'
  | 'complaint';

const topics: [RegExp, Topic][] = [
  [
    /\b(?:instructions?|(?:system|initial) prompt|developer mode|mode developpeur|jailbreak|ignore[rz]? (?:all|toutes?|your|tes|vos|les|the|previous|ce qui))\b/,
    'bot',
  ],
  [
    /^(?!.*\b(?:ma|mes|notre|nos|my|our)\b).*\b(?:show|list|display|affiche\w*|montre\w*|liste[rz]?|tell me|dis[- ]moi|dites[- ]moi)\b.*\b(?:bookings|reservations|resas|guests|clients|(?:reservation|booking|resa) (?:[a-z]+\d\w*|of|de|under|au nom|[a-z]{2,8}\b (?:de|of|under)))\b/,
    'others',
  ],
  [
    /\b(?:phone(?: numbers?)?|e-?mails?|contacts?(?: details)?|names) of (?:\w+ )?(?:guests?|clients?|customers?|people|diners?)\b|\bwho(?:'s| is| else is| else)? (?:booked|coming|dining|eating)\b(?! with)|\b(?:telephones?|coordonnees|mails?|noms) (?:de |des |d')(?:vos |autres |tous les )?(?:clients?|convives)\b|\bqui (?:d'autre )?(?:vient|a reserve|mange|dine)\b/,
    'others',
  ],
  [
    /\b(?:complain\w*|complaints?|money back|refund\w*|unacceptable|disgust\w*|appalling|ridiculous|disgrace\w*|rembours\w*|(?:me |se )?plaindre|plainte|reclamation|scandal\w*|inadmissible|inacceptable|honteu\w+)\b/,
    'complaint',
  ],
  [
    /\b(?:mes (?:donnees|infos? perso\w*|informations personnelles)|donnees personnelles|my (?:personal )?(?:data|information)|rgpd|gdpr|(?:savez|gardez|avez) (?:de|sur) moi|(?:know|have|keep|store) (?:about|on) me|privacy)\b/,
    'data',
  ],
  [
    /\b(?:(?:quitter|plus (?:sur|dans)|retire\w*|enleve\w*|sortir|annul\w*|desinscri\w*|laisse\w* tomber|oublie\w*) (?:\S+ ){0,3}liste d[' ]attente|(?:leave|off|cancel|quit) (?:\S+ ){0,2}wait(?:ing)?[- ]?list|(?:n'attend|(?:ne )?veux) plus (?:attendre)?|(?:annul\w*|arret\w*|stopp?\w*) (?:l'|mon |ma |cette |d')?attente|no longer (?:want to )?wait)\b/,
    'leave_waitlist',
  ],
  [
    /\b(?:(?:toujours|encore|bien) sur (?:la|votre) liste|(?:still|am i) on (?:the|your) (?:wait(?:ing)?[- ]?)?list)\b/,
    'waits',
  ],
  [
    /\b(?:liste d[' ]attente|wait(?:ing)?[- ]?list|(?:si|quand|des qu') ?(?:une|1|la)? ?(?:table|place) se libere|(?:me )?preven(?:ir|ez|s)(?:[- ]moi)? (?:si|quand|en cas|des)|en cas (?:de desistement|d'annulation)|(?:let|tell) me (?:know )?if (?:a table|something|anything|one) (?:\w+ )?(?:frees|opens|comes|becomes|gets)|if (?:a table|something|one) (?:frees|opens) up)\b/,
    'waitlist',
  ],
  [
    /\b(?:(?:renvoye[rz]|renvoie|envoye[rz]|envoie|redonne[rz]?|perdu|retrouve\w*|ou est|avoir)(?:[- ]moi)? (?:\S+ ){0,2}(?:lien|confirmation)|(?:resend|send|lost|where is|where's|need) (?:\S+ ){0,2}(?:link|confirmation)|link to my (?:booking|reservation)|(?:pas|rien|jamais) (?:encore )?(?:recu|eu)(?= ?(?:d[e'u]|de|la|votre|le|mon|ma|$))|(?:did|have)(?:n't| not) (?:get|got|received?|had) (?:an? |any |my |the |your )?(?:e-?mail|confirmation|message|link|sms|text))/,
    'link',
  ],
  [
    /\b(?:c'est (?:bon|ok|reserve|confirme|note|fait|enregistre)e?|is it (?:booked|confirmed|done)|(?:are )?we (?:all )?(?:set|good|booked)|all set|booked|confirmed|c'est (?:toujours|encore) (?:bon|ok|valable|d'accord)(?: pour [a-z]+)?|ca tient (?:toujours|encore)|(?:vous|tu) (?:pouvez|peux|pourriez) (?:me |nous )?(?:le |la )?confirmer|pouvez[- ]vous (?:me |nous )?(?:le |la )?confirmer|(?:is it )?still (?:ok|on|good)|can you confirm(?: it| that)?) ?\?/,
    'done',
  ],
  [
    /\b(?:a quelle heure (?:deja|c'est|c'etait|on (?:vient|a reserve|arrive)|j'ai reserve)|c'est (?:a )?(?:quelle heure|quand)(?: deja)?(?= ?\?|$)|c'etait (?:quand|a quelle heure|pour combien)|what time (?:again|was (?:it|that)|is it again)|when (?:is|was) it again|c'est (?:bien )?annulee?(?= ?\?)|(?:is it|was it) cancell?ed)/,
    'when',
  ],
  [
    /\b(?:(?:la )?meme (?:chose|table|resa|reservation) (?:que|qu')|comme (?:la derniere fois|d'habitude|d'hab|toujours|l'autre (?:fois|jour|soir))|pareil que|idem que la derniere|(?:the )?same (?:again|(?:thing |table |booking )?as (?:last time|before|usual|always))|(?:the|my|our) usual(?: table)?|as usual|like last time)\b/,
    'again',
  ],
  [
    /\b(?:(?:on|nous|je) (?:y )?(?:sera|serons|serai) (?:bien )?(?:la|presents?)|(?:je|on) vien[st] bien|(?:we|i)(?:'ll| will) be there|see you (?:tomorrow|tonight|then))\b(?!.*\bpas\b)/,
    'coming',
  ],
  [
    /\b(?:(?:quel est|c(?:'est)? quoi|donne[rz]?(?:[- ]moi)?|avoir) (?:votre|ton|le) (?:num\w*|tel\w*)|votre (?:numero de )?tel\w* ?\?|comment vous (?:joindre|appeler)|(?:what(?:'s| is)|give me|can i have) your (?:phone|number|telephone)|how (?:can|do) (?:i|we) (?:call|reach|phone) you)\b/,
    'phone',
  ],
];

/** The topic of a flattened message; undefined for every other. */
export const topicOf = (flatText: string): Topic | undefined =>
  topics.find(([words]) => words.test(flatText))?.[1];
