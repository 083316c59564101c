/**
 * A number in E.164 with spaces where people of its country put them, for the countries whose rule is short.
 * Others stay as they are: a wrong space is worse than none. (The record has the number as the server formats it.)
 */
export function spaced(phone: string): string {
  const french = /^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(phone);
  if (french) return `+33 ${french.slice(1).join('\u00a0')}`;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  if (american) return `+1 ${american[1]}\u00a0${american[2]}\u2011${american[3]}`;
  return phone;
}
