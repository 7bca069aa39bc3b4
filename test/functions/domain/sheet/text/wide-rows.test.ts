import { describe, expect, it } from 'vitest';
import { wideRows } from '../../../../../functions/domain/sheet/text/wide-rows.ts';

const records = (...widths: number[]) => widths.map((width) => Array.from({ length: width }, () => ''));

describe('Rows that may have a separator too many', () => {
  it.each<[string, number[], number[]]>([
    ['none where all are alike', [3, 3, 3, 3], []],
    ['one among narrower ones', [3, 3, 4, 3, 3], [3]],
    ['the last one', [3, 3, 3, 4], [4]],
    ['each by itself', [3, 4, 3, 5, 3], [2, 4]],
    ['none for titles and blank lines', [1, 1, 3, 3, 1, 3], []],
    ['none where a program wrote several alike', [3, 3, 4, 4, 4, 3, 3, 3], []],
    ['none where as many are wide', [3, 4, 3, 4], []],
    ['none in a list', [1, 1, 1], []],
    ['none in nothing', [], []],
  ])('%s', (_, widths, expected) => {
    expect(wideRows(records(...widths))).toEqual(expected);
  });
});
