/**
 * A number in E.164, in the groups in which it is read aloud at home: "+33 6 39 98 80 04", "+1 514 555 0133". Of
 * countries whose groups we do not know it stays as it is (pure).
 */
export function spaced(phone: string): string {
  const french = /^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(phone);
  if (french) return ['+33', ...french.slice(1)].join('\u00a0');
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  if (american) return ['+1', ...american.slice(1)].join('\u00a0');
  const belgian = /^\+32(4\d\d)(\d\d)(\d\d)(\d\d)$/.exec(phone);
  if (belgian) return ['+32', ...belgian.slice(1)].join('\u00a0');
  const swiss = /^\+41(\d\d)(\d{3})(\d\d)(\d\d)$/.exec(phone);
  return swiss ? ['+41', ...swiss.slice(1)].join('\u00a0') : phone;
}
