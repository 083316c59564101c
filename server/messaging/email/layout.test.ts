import { describe, expect, test } from 'vitest';
import { layMail, type Mail } from './layout.ts';

const mail: Mail = {
  locale: 'en',
  from: 'Ardoise',
  title: 'A title',
  preview: 'In short',
  paragraphs: ['One.', 'Two,\nlines.'],
  facts: [{ label: 'Address', value: '12 rue\nParis' }],
  button: { label: 'See it', url: 'https://couvert.example/b/T?a=1&b="2"' },
  footer: ['Ardoise'],
};

describe('an email', () => {
  test('says the same in its text as in its HTML', () => {
    const { text, html } = layMail(mail);
    expect(text).toBe(
      'A title\n\nOne.\n\nTwo,\nlines.\n\nAddress: 12 rue\n  Paris\n\nSee it:\nhttps://couvert.example/b/T?a=1&b="2"\n\n-- \nArdoise\n',
    );
    expect(html).toContain('href="https://couvert.example/b/T?a=1&amp;b=&quot;2&quot;"');
    expect(html).toContain('Two,<br>lines.');
    expect(html).toContain('12 rue<br>Paris');
    expect(html).toContain('>In short</div>');
  });

  test('asks for nothing from elsewhere', () => {
    const { html } = layMail(mail);
    expect(html).not.toMatch(/<(img|script|link|iframe)|src=|url\(|@import/);
  });

  test('has no link that runs something', () => {
    const { text, html } = layMail({
      ...mail,
      button: { label: 'Bad', url: 'javascript:alert(1)' },
      links: [{ label: 'Worse', url: 'data:text/html,x' }],
    });
    expect(html).not.toMatch(/href="(javascript|data):/);
    expect(text).not.toContain('javascript');
  });

  test('takes a colour and nothing else for its accent, and writes on it legibly', () => {
    expect(layMail({ ...mail, accent: '#fff2a8' }).html).toContain('background:#fff2a8;color:#23201c');
    expect(layMail({ ...mail, accent: '#103020' }).html).toContain('background:#103020;color:#ffffff');
    expect(layMail({ ...mail, accent: 'red;position:fixed' }).html).not.toContain('position');
  });

  test('leads where its words say, in both parts, and runs nothing', () => {
    const paragraphs = [
      ['Voir ', { url: 'https://a.example/?b=1&c' }, '.'],
      ['', { url: 'javascript:alert(1)' }],
    ];
    const { text, html } = layMail({ ...mail, paragraphs });
    expect(text).toContain('Voir https://a.example/?b=1&c.');
    expect(html).toContain('href="https://a.example/?b=1&amp;c"');
    expect(html).not.toMatch(/href="javascript/);
  });

  test('has a width and a button in Outlook, which knows neither a widest width nor the padding of a link', () => {
    const { html } = layMail(mail);
    expect(html.match(/<!--\[if mso\]>/g)).toHaveLength(2);
    expect(html).toContain('width="560"');
    expect(html).toMatch(/<td bgcolor="#[0-9a-f]{6}"[^>]*mso-padding-alt/);
    expect(html.match(/<table/g)!.length).toBe(html.match(/<\/table>/g)!.length);
  });
});
