/**
 * Puts a rendered email into an empty page that may run nothing. The panel allows no inline styles, and a page
 * inside it inherits that; an email has nothing but. So its styles go in by the object model, which is allowed,
 * and the panel's own rule stays as strict as it is.
 */

/** An email's markup without its styles, and the styles: sheets apart, inline ones as `data-style`. */
export function unstyled(html: string): { markup: string; sheets: string[] } {
  const sheets: string[] = [];
  const markup = html
    .replace(/<style\b[^>]*>([\s\S]*?)<\/style>/gi, (_, text: string) => {
      sheets.push(text);
      return '';
    })
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));
  return { markup, sheets };
}

/** Shows the email in `page`, light or dark; unless said, as the device is. */
export function showLetter(page: Document, html: string, scheme?: 'light' | 'dark'): void {
  const { markup, sheets } = unstyled(html);
  const letter = new DOMParser().parseFromString(markup, 'text/html');
  for (const element of letter.querySelectorAll('script, link, meta')) element.remove();
  page.replaceChild(page.importNode(letter.documentElement, true), page.documentElement);
  for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? '';
  }
  // A sheet belongs to the page that it was made in.
  const Sheet = (page.defaultView as (Window & typeof globalThis) | null)?.CSSStyleSheet;
  if (!Sheet) return;
  page.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new Sheet();
    sheet.replaceSync(inScheme(text, scheme));
    return sheet;
  });
}

/** A sheet whose dark part holds, or not, whatever the device is. */
export function inScheme(sheet: string, scheme?: 'light' | 'dark'): string {
  if (!scheme) return sheet;
  return sheet
    .replace(/\(\s*prefers-color-scheme:\s*dark\s*\)/g, scheme === 'dark' ? 'all' : 'not all')
    .replace(/(?<=[;{\s])color-scheme:[^;}]+/g, `color-scheme: ${scheme}`);
}
