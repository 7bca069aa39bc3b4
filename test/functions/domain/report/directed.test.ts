import { expect, it } from 'vitest';
import { directedText } from '../../../../functions/domain/report/directed.ts';
import { readTemplates } from '../../../../functions/templates.ts';

const LINES = ['SOM: الصومال', '', 'https://example.org/a?b=c', 'uploads/SOM/'];

it('each line of a text from right to left begins with its mark, but for those to be copied', () => {
  const { catalogue } = readTemplates('templates');
  expect(directedText(LINES, catalogue('ar'))).toBe('\u200fSOM: الصومال\n\nhttps://example.org/a?b=c\nuploads/SOM/\n');
  expect(directedText(LINES, catalogue('fr'))).toBe(`${LINES.join('\n')}\n`);
});
