import type { Language } from './meaning.ts';

const split = (words: string) => new Set(words.split(' '));
const french = split(
  "je j tu nous vous on une un le la les des du de pour avec et ou est c'est ce cette mon ma mes sera serons sommes bonjour bonsoir salut merci oui non demain soir midi lundi mardi mercredi jeudi vendredi samedi dimanche personnes table reserver reservation voudrais aimerais possible svp stp nom quelle heure aujourd'hui apres-demain finalement plutot annuler changer parler quelqu'un janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre au aux dans pas ne que qui quand comment combien enfants adultes prochain heures deux trois quatre cinq sept huit neuf dix femme mari s'il plait desole parfait d'accord voir ma j'ai j'aimerais vers sur il elle reserve resa dispo couverts souper allergique anniversaire francais place places ouvert ouverts",
);
const english = split(
  "i i'd i'm you we we'll us the a an for with and or is it it's this that my our will would like want need hello hi hey thanks thank yes no tomorrow tonight evening noon monday tuesday wednesday thursday friday saturday sunday people booking book reserve name what time today instead actually cancel change speak someone january february march april may june july august september october november december at to in of not can could please do does have how when who where children adults next o'clock two three four five seven eight nine ten wife husband sorry perfect okay show see me number under make half past quarter allergic birthday english any dinner lunch available open am pm tbl ppl pls plz thx tonite nite moro tmrw tmr weds tues thurs fri mates guys anything something somewhere texting sending messaging running late round got gonna can't won't don't i've i'll we've we're what's how's who's where's",
);
const both = split(
  'table reservation a on me ma mars mai six dix or us no ma in an la des do mon sat sun pour place places possible',
);

/** Whether a word is one of either language's commonest, and so hardly a name. */
export const isCommon = (word: string) => french.has(word) || english.has(word) || both.has(word);

/** How strongly a text speaks a language: words of it that the other has not. */
export function languageOf(flatText: string): { language: Language | undefined; strength: number } {
  let fr = 0;
  let en = 0;
  for (const [word] of flatText.matchAll(/[a-z][a-z']*(?:-[a-z]+)*/g)) {
    if (both.has(word)) continue;
    const bare = word.replace(/^(?:l|d|j|qu|n|s|m|t|c)'/, '');
    const isFrench = french.has(word) || bare !== word;
    if (isFrench && !english.has(word)) fr++;
    else if (english.has(word) && !isFrench) en++;
  }
  if (fr === en) return { language: undefined, strength: 0 };
  return fr > en ? { language: 'fr', strength: fr - en * 2 } : { language: 'en', strength: en - fr * 2 };
}

const toEnglish =
  /\b(?:in english|english,? please|en anglais|speak english|parlez[- ]vous anglais|anglais s|switch to english|english\?|can we (?:speak|do) english)|^english$/;
const toFrench =
  /\b(?:en francais|in french|french,? please|parlez[- ]vous francais|speak french|parler francais)|^francais$|^french$/;

/** The language that a message asks for, in so many words. */
export function languageAsked(flatText: string): Language | undefined {
  const en = toEnglish.test(flatText);
  const fr = toFrench.test(flatText);
  if (en === fr) return undefined;
  return en ? 'en' : 'fr';
}
