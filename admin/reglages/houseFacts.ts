/** What guests who ask are told of the house, as it is typed: plain strings, empty where nothing is told. */
import type { HouseFacts } from '../../server/restaurants/contract.ts';

export type FactsForm = {
  parkingFr: string;
  parkingEn: string;
  allergensFr: string;
  allergensEn: string;
  menuUrl: string;
};

export function formOf({ parking, allergens, menuUrl }: HouseFacts): FactsForm {
  return {
    parkingFr: parking?.fr ?? '',
    parkingEn: parking?.en ?? '',
    allergensFr: allergens?.fr ?? '',
    allergensEn: allergens?.en ?? '',
    menuUrl: menuUrl ?? '',
  };
}

/** What is saved: blanks are nothing, and an address without its beginning gets one. */
export function bodyOf(form: FactsForm): HouseFacts {
  const parking = told(form.parkingFr, form.parkingEn);
  const allergens = told(form.allergensFr, form.allergensEn);
  const link = form.menuUrl.trim();
  const menuUrl = link && !/^[a-z]+:/i.test(link) ? `https://${link}` : link;
  return { ...(parking && { parking }), ...(allergens && { allergens }), ...(menuUrl && { menuUrl }) };
}

function told(fr: string, en: string): HouseFacts['parking'] {
  const french = fr.trim();
  const english = en.trim();
  return french || english ? { ...(french && { fr: french }), ...(english && { en: english }) } : undefined;
}

/** Whether something was typed since it was read. */
export const isChanged = (form: FactsForm, kept: HouseFacts) =>
  JSON.stringify(bodyOf(form)) !== JSON.stringify(bodyOf(formOf(kept)));
