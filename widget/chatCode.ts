/** The code behind the # of an address such as /r/SLUG#chat=C-0123456789; null when there is none. */
export const codeIn = (hash: string): string | null =>
  /^#chat=(C-[0-9A-Z]{10})$/i.exec(hash)?.[1]?.toUpperCase() ?? null;
