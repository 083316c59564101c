/**
 * A number as it is read aloud where it comes from: "06 39 98 70 12", "(514) 555-0111". One of another country keeps the
 * form in which it is kept, which any telephone can dial.
 */
export function spokenPhone(phone: string): string {
  const french = /^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(phone);
  if (french) return `0${french.slice(1).join('\u00a0')}`;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return american ? `(${american[1]})\u00a0${american[2]}-${american[3]}` : phone;
}
