import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';

const WORDS = ['Indicator', 'Period', 'Value', 'Org unit', '1a.1', 'Number of people, total'];
const open = (text: string, knownWords: readonly string[] = WORDS) =>
  openFile(new TextEncoder().encode(text), { knownWords });

function rowsOf(text: string, knownWords?: readonly string[]): readonly (readonly Cell[])[] {
  const opened = open(text, knownWords);
  if (!opened.ok) throw new Error(JSON.stringify(opened.issue));
  return opened.grids[0]?.rows ?? [];
}

describe('the delimiter of a text', () => {
  it.each<[string, string, string[]]>([
    ['comma', 'a,b,c\n1,2,3\n', ['a', 'b', 'c']],
    ['semicolon', 'a;b;c\n1;2;3\n', ['a', 'b', 'c']],
    ['tab', 'a\tb\tc\n1\t2\t3\n', ['a', 'b', 'c']],
    ['bar', 'a|b|c\n1|2|3\n', ['a', 'b', 'c']],
    ['semicolon beside decimal commas', 'Indicator;Value\n1a.1;1,5\n1a.1;2,5\n', ['Indicator', 'Value']],
    [
      'semicolon beside decimal commas in every line',
      'Titre, unité;Valeur\n1a.1;1,5\n1a.1;2,5\n',
      ['Titre, unité', 'Valeur'],
    ],
    ['comma beside semicolons in quotes', 'Indicator,Note\n1a.1,"x; y; z"\n1a.1,"x; y; z"\n', ['Indicator', 'Note']],
    ['tab beside grouped numbers', 'Indicator\tValue\n1a.1\t1,234,567\n1a.1\t1,234,568\n', ['Indicator', 'Value']],
    [
      'semicolon under a title line',
      'Report, 2025, first half\n\nIndicator;Period;Value\n1a.1;2025-S1;4\n',
      ['Report, 2025, first half'],
    ],
    [
      'a known title that holds a comma',
      'Number of people, total;Period\n1,5;2025\n',
      ['Number of people, total', 'Period'],
    ],
    ['HXL tags', '#adm1;#indicator+value\n1,2;3,4\n1,2;3,4\n', ['#adm1', '#indicator+value']],
    ['none: one column', 'Indicator\n1a.1\n', ['Indicator']],
  ])('%s', (_, text, first) => {
    expect(rowsOf(text)[0]).toEqual(first);
  });

  it('is found below more title lines than there are records', () => {
    const text = 'Ministry\nBranch\nYear 2025, first half\n\nDraft\n\nIndicator;Period;Value\n1a.1;2025;1,5\n';
    expect(rowsOf(text).slice(6)).toEqual([
      ['Indicator', 'Period', 'Value'],
      ['1a.1', '2025', '1,5'],
    ]);
  });

  it('is decided by known words where the lines speak for two', () => {
    const text = 'Indicator;x,Period\n1a.1;y,2025\n';
    expect(rowsOf(text, ['Indicator'])[0]).toEqual(['Indicator', 'x,Period']);
    expect(rowsOf(text, ['Period'])[0]).toEqual(['Indicator;x', 'Period']);
  });

  it.each([
    ['sep=;\na;b,c\n', [['a', 'b,c']]],
    ['"sep=|"\r\na|b;c\r\n', [['a', 'b;c']]],
    ['SEP=,\na,b;c;d\n', [['a', 'b;c;d']]],
    ['sep=\t\na\tb,c\n', [['a', 'b,c']]],
  ])('is obeyed, and its line not counted, when the first line names it: %j', (text, expected) => {
    expect(rowsOf(text)).toEqual(expected);
  });
});

describe('the records of a text', () => {
  it.each<[string, string, Cell[][]]>([
    [
      'any line end',
      'a,b\r\n1,2\r3,4\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['a blank line is a blank row', 'a,b\n\n1,2\n', [['a', 'b'], [], ['1', '2']]],
    ['lines of delimiters at the end are dropped', 'a,b\n1,\n,,\n,,\n', [['a', 'b'], ['1']]],
    [
      'an empty field is a blank',
      'a,b,c\n1,"",3\n',
      [
        ['a', 'b', 'c'],
        ['1', null, '3'],
      ],
    ],
    [
      'a line end in quotes stays in its cell and its row',
      'a,b\n"x\r\ny",1\nz,2\n',
      [
        ['a', 'b'],
        ['x\ny', '1'],
        ['z', '2'],
      ],
    ],
    [
      'doubled quotes',
      'a,b\n"say ""yes""",1\n',
      [
        ['a', 'b'],
        ['say "yes"', '1'],
      ],
    ],
    [
      'a quote inside an unquoted field',
      'a,b\n5" pipe,1\n',
      [
        ['a', 'b'],
        ['5" pipe', '1'],
      ],
    ],
    [
      'numbers stay as written',
      'a,b\n007,1E3\n',
      [
        ['a', 'b'],
        ['007', '1E3'],
      ],
    ],
    [
      'a field called __proto__',
      '__proto__,b\n1,2\n',
      [
        ['__proto__', 'b'],
        ['1', '2'],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(rowsOf(text)).toEqual(expected);
  });

  it.each([
    ['never closed', 'a,b\n1,2\n"oops,3\n4,5\n', 3, 'oops,3'],
    ['never closed, after a quoted line end', 'a,b\n"x\ny",2\n3,"oops\n4,5\n', 3, 'oops'],
    ['followed by text', 'a,b\n"x"y,2\n3,"z"\n', 2, 'x"y,2'],
  ])('a quote that is %s is an issue at its row', (_, text, row, found) => {
    expect(open(text)).toMatchObject({
      ok: false,
      issue: { code: 'text-quote-unclosed', severity: 'error', row, found },
    });
  });

  it('more cells than the limit are refused by its name', () => {
    const opened = openFile(new TextEncoder().encode('a,b\n'.repeat(60)), { limits: { cells: 100 } });
    expect(opened).toMatchObject({
      ok: false,
      issue: { code: 'workbook-too-large', params: { limit: 'cells', max: 100 } },
    });
  });

  it('a text of more columns than a spreadsheet program shows is refused by name', () => {
    const line = Array.from({ length: 20_000 }, (_, column) => `c${column}`).join(',');
    expect(open(`${line}\n${line}\n`)).toMatchObject({
      ok: false,
      issue: { code: 'workbook-too-large', params: { limit: 'columns', max: 16_384 } },
    });
  });

  it('what a spreadsheet program writes comes back, whatever the delimiter', () => {
    const field = fc.stringMatching(/^[a-z0-9 ,;|\t"\n]{0,8}$/);
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), (rows, delimiter) => {
        const header = rows[0]?.map((_, at) => `Known ${at}`) ?? [];
        const body = rows.map((row) => ['x', ...row.slice(1)]);
        const text = Papa.unparse([header, ...body], { delimiter, quotes: true });
        const expected = body.map((row) => {
          const filled = row.map((value) => (value === '' ? null : value));
          return filled.slice(0, filled.findLastIndex((value) => value !== null) + 1);
        });
        expect(rowsOf(text, header)).toEqual([header, ...expected]);
      }),
    );
  });
});
