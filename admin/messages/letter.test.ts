import { expect, test } from 'vitest';
import { unstyled } from './letter.ts';

test('styles are taken out of the markup and kept, and the words are left alone', () => {
  const html =
    '<html><head><style media="all">p { color: red }</style></head>' +
    '<body STYLE="margin:0"><p class="a" style="color:#1f6f54">a style="b" c</p></body></html>';
  expect(unstyled(html)).toEqual({
    markup:
      '<html><head></head><body data-style="margin:0"><p class="a" data-style="color:#1f6f54">a style="b" c</p></body></html>',
    sheets: ['p { color: red }'],
  });
});
