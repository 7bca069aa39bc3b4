import { expect, it } from 'vitest';
import { printable, wrapped } from '../../../infra/operate/trace/printable.ts';

it.each([
  ['uploads/KEN/\u001b[2Jclear.csv', 'uploads/KEN/\\u{1b}[2Jclear.csv'],
  ['two\nlines', 'two\\u{a}lines'],
  ['invoice\u202excod.exe', 'invoice\\u{202e}xcod.exe'],
  ['uploads/YEM/01-نتائج ٢٠٢٥.xlsx', 'uploads/YEM/01-نتائج ٢٠٢٥.xlsx'],
])('lets no name act on the terminal: %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('breaks lines at spaces and leaves longer words whole', () => {
  expect(wrapped('one two three extraordinarily long', 9)).toEqual(['one two', 'three', 'extraordinarily', 'long']);
});
