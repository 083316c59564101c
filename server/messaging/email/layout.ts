/** Text, or an address that leads there. */
export type Piece = string | { url: string };
export type Paragraph = string | Piece[];

/** What an email says; every string is plain text. */
export type Mail = {
  locale: 'fr' | 'en';
  /** Who writes: the restaurant. */
  from: string;
  title: string;
  /** What a list of emails shows beside the subject. */
  preview: string;
  paragraphs: Paragraph[];
  /** Label and value; a value may have several lines. */
  facts: { label: string; value: string }[];
  /** The one thing to do, and others beside it. Links other than http and https are left out. */
  button: { label: string; url: string } | null;
  links?: { label: string; url: string }[];
  /** Lines at the foot: who writes, and how to reach them. */
  footer: string[];
  /** #rrggbb; the house's green unless said. */
  accent?: string | null;
};

const GREEN = '#1f6f54';
const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/**
 * An email in both its parts. The HTML is one centred column with inline styles, which every mail program shows
 * (Outlook knows no widest width: for it alone there is a table of that width around the column),
 * and a style sheet that only adds a dark scheme for those that have one. It asks for nothing from elsewhere:
 * no image, no font, nothing that tells that it was read.
 */
export function layMail(mail: Mail): { text: string; html: string } {
  return { text: asText(mail), html: asHtml(mail) };
}

function asText({ locale, title, paragraphs, facts, button, links = [], footer }: Mail): string {
  const ways = [button, ...links].filter((link) => link !== null && isWeb(link.url));
  const colon = locale === 'fr' ? '\u00a0:' : ':';
  const blocks = [
    title,
    ...paragraphs.map(plain),
    facts.map(({ label, value }) => `${label}${colon} ${value.replaceAll('\n', '\n  ')}`).join('\n'),
    ways.map((link) => `${link!.label}${colon}\n${link!.url}`).join('\n\n'),
    `-- \n${footer.join('\n')}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function asHtml({
  locale,
  from,
  title,
  preview,
  paragraphs,
  facts,
  button,
  links = [],
  footer,
  accent,
}: Mail): string {
  const colour = accent && /^#[0-9a-f]{6}$/i.test(accent) ? accent : GREEN;
  const ways = links.filter((link) => isWeb(link.url));
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background: #171513 !important; }
  .sheet { background: #211e1b !important; border-left-color: #3a3531 !important; border-right-color: #3a3531 !important; border-bottom-color: #3a3531 !important; }
  .ink { color: #f3efe9 !important; }
  .soft { color: #b8b0a6 !important; }
  .line { border-color: #3a3531 !important; }
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:#faf8f5;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escaped(preview)}</div>
<table class="paper" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#faf8f5">
<tr><td align="center" style="padding:32px 16px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;font-family:${FONT}">
<tr><td class="soft" style="padding:0 4px 16px;font-size:15px;line-height:1.45;font-weight:600;color:#5f574e">${escaped(from)}</td></tr>
<tr><td class="sheet" style="padding:28px 24px;background:#ffffff;border:1px solid #e6dfd6;border-top:4px solid ${colour};border-radius:10px">
<h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:#23201c">${escaped(title)}</h1>
${paragraphs.map(paragraph).join('\n')}
${facts.length > 0 ? factTable(facts) : ''}
${button && isWeb(button.url) ? buttonOf(button, colour) : ''}
${ways.map(linkOf).join('\n')}
</td></tr>
<tr><td class="soft" style="padding:20px 4px 0;font-size:13px;line-height:1.5;color:#6b6259">${footer.map(escaped).join('<br>')}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

function paragraph(text: Paragraph): string {
  const inner = typeof text === 'string' ? lines(text) : text.map(pieceOf).join('');
  return `<p class="ink" style="margin:0 0 16px;font-size:16px;line-height:1.5;color:#23201c">${inner}</p>`;
}

function pieceOf(piece: Piece): string {
  if (typeof piece === 'string') return lines(piece);
  const { url } = piece;
  return isWeb(url)
    ? `<a class="ink" href="${escaped(url)}" style="color:#23201c;word-break:break-word">${escaped(url)}</a>`
    : escaped(url);
}

function plain(text: Paragraph): string {
  if (typeof text === 'string') return text;
  return text.map((piece) => (typeof piece === 'string' ? piece : piece.url)).join('');
}

// A real table: a screen reader tells the label with its value.
function factTable(facts: Mail['facts']): string {
  const line =
    'border-top:1px solid #e6dfd6;padding:10px 0;font-size:15px;line-height:1.45;text-align:left;vertical-align:top';
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th scope="row" class="soft line" style="${line};font-weight:400;color:#6b6259;width:34%;padding-right:12px">${escaped(label)}</th>` +
      `<td class="ink line" style="${line};font-weight:600;color:#23201c">${lines(value)}</td></tr>`,
  );
  return `<table width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 20px;border-collapse:collapse">${rows.join('')}</table>`;
}

// The ground is the cell's: Outlook gives a link no padding, and would leave a strip of colour behind the words.
function buttonOf({ label, url }: { label: string; url: string }, colour: string): string {
  return (
    `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 16px"><tr>` +
    `<td bgcolor="${colour}" style="border-radius:10px;background:${colour};mso-padding-alt:12px 20px">` +
    `<a href="${escaped(url)}" style="display:inline-block;padding:12px 20px;` +
    `background:${colour};color:${inkOn(colour)};font-size:16px;line-height:1.25;font-weight:600;text-decoration:none;text-align:center;` +
    `border-radius:10px">${escaped(label)}</a></td></tr></table>`
  );
}

function linkOf({ label, url }: { label: string; url: string }): string {
  return `<p style="margin:0 0 8px;font-size:15px;line-height:1.45"><a class="ink" href="${escaped(url)}" style="color:#23201c">${escaped(label)}</a></p>`;
}

/** Text for HTML; a new line stays one. */
function lines(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** Ink or white, whichever is read better on a colour (WCAG relative luminance). */
function inkOn(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / (0.0145 + 0.05) ? '#ffffff' : '#23201c';
}
