import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';
import { type Handmade, handmade } from '../../../../support/handmade.ts';

function rowsOf(made: Handmade): readonly (readonly Cell[])[] {
  const opened = openFile(handmade(made));
  if (!opened.ok) throw new Error(JSON.stringify(opened.issue));
  return opened.grids[0]?.rows ?? [];
}

const firstCell = (cell: string, rest: Handmade = {}) =>
  rowsOf({ ...rest, sheets: [`<p:row>${cell}</p:row>`] })[0]?.[0];

const styles = (...formats: string[]) =>
  `<p:numFmts>${formats
    .map((code, at) => `<p:numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
    .join('')}</p:numFmts><p:cellStyleXfs><p:xf numFmtId="14"/></p:cellStyleXfs><p:cellXfs><p:xf numFmtId="0"/>${formats
    .map((_, at) => `<p:xf numFmtId="${164 + at}"/>`)
    .join('')}</p:cellXfs>`;

const date = (iso: string): Cell => ({ kind: 'date', iso });
const percent = (value: number): Cell => ({ kind: 'percent', value });

describe('a cell is read as its workbook shows it', () => {
  it.each<[string, string, Cell | undefined]>([
    ['a number', '<p:c><p:v>12.5</p:v></p:c>', 12.5],
    ['zero', '<p:c><p:v>0</p:v></p:c>', 0],
    ['a number in scientific notation', '<p:c><p:v>1E-3</p:v></p:c>', 0.001],
    ['a formula with the stored result 0', '<p:c><p:f>A1-A1</p:f><p:v>0</p:v></p:c>', 0],
    ['a formula with the stored result FALSE', '<p:c t="b"><p:f>A1=1</p:f><p:v>0</p:v></p:c>', false],
    ['a truth value', '<p:c t="b"><p:v>1</p:v></p:c>', true],
    ['a truth value in letters', '<p:c t="b"><p:v>TRUE</p:v></p:c>', true],
    ['a truth value that is none', '<p:c t="b"><p:v>2</p:v></p:c>', '2'],
    [
      'a formula with an error',
      '<p:c t="e"><p:f>1/0</p:f><p:v>#DIV/0!</p:v></p:c>',
      { kind: 'error', code: '#DIV/0!' },
    ],
    ['a number in more digits than a double has', '<p:c><p:v>0.1000000000000000055511151231257827</p:v></p:c>', 0.1],
    ['a number of one digit too many', '<p:c><p:v>9007199254740993</p:v></p:c>', 9_007_199_254_740_992],
    ['a number below 1 without a zero', '<p:c><p:v>-.5</p:v></p:c>', -0.5],
    ['a number between spaces', '<p:c><p:v> 12 </p:v></p:c>', 12],
    ['a number in base 16, which is none', '<p:c><p:v>0x1F</p:v></p:c>', '0x1F'],
    ['a number beyond a double', '<p:c><p:v>1E400</p:v></p:c>', '1E400'],
    ['a number in two pieces', '<p:c><p:v>1<!-- -->2</p:v></p:c>', 12],
    ['a formula with a text', '<p:c t="str"><p:f>A1</p:f><p:v>Kenya</p:v></p:c>', 'Kenya'],
    ['a formula with an empty text', '<p:c t="str"><p:f>A1</p:f><p:v></p:v></p:c>', undefined],
    ['a formula without a stored result', '<p:c><p:f>SUM(A2:A9)</p:f></p:c>', { kind: 'error', code: 'uncalculated' }],
    [
      'a formula with an empty result',
      '<p:c><p:f>SUM(A2:A9)</p:f><p:v/></p:c>',
      { kind: 'error', code: 'uncalculated' },
    ],
    ['an error', '<p:c t="e"><p:v>#DIV/0!</p:v></p:c>', { kind: 'error', code: '#DIV/0!' }],
    ['an inline text', '<p:c t="inlineStr"><p:is><p:t>Mali</p:t></p:is></p:c>', 'Mali'],
    [
      'an inline text in runs',
      '<p:c t="inlineStr"><p:is><p:r><p:t>Ma</p:t></p:r><p:r><p:t>li</p:t></p:r></p:is></p:c>',
      'Mali',
    ],
    ['an empty inline text', '<p:c t="inlineStr"><p:is><p:t></p:t></p:is></p:c>', undefined],
    ['an ISO date', '<p:c t="d"><p:v>2025-03-31T10:00:00</p:v></p:c>', date('2025-03-31')],
    ['an ISO date that is no day', '<p:c t="d"><p:v>2025-02-30</p:v></p:c>', '2025-02-30'],
    ['an ISO time', '<p:c t="d"><p:v>T10:00:00</p:v></p:c>', 'T10:00:00'],
    ['an escaped line end', '<p:c t="str"><p:v>a_x000D_&#10;b</p:v></p:c>', 'a\nb'],
    ['an escaped escape', '<p:c t="str"><p:v>_x005F_x000D_</p:v></p:c>', '_x000D_'],
    ['character data', '<p:c t="str"><p:v><![CDATA[a < b]]></p:v></p:c>', 'a < b'],
    ['a digit string that is no number', '<p:c><p:v>12 o</p:v></p:c>', '12 o'],
    ['a blank where a number is said to be', '<p:c><p:v> </p:v></p:c>', ' '],
    ['a blank styled cell', '<p:c s="1"/>', undefined],
  ])('%s', (_, cell, expected) => {
    expect(firstCell(cell)).toEqual(expected);
  });
});

describe('a shared string', () => {
  const strings = `<p:si><p:t>plain</p:t></p:si><p:si><p:r><p:rPr><p:b/></p:rPr><p:t>ri</p:t></p:r><p:r><p:t xml:space="preserve">ch </p:t></p:r></p:si>
    <p:si><p:t>東京</p:t><p:rPh sb="0" eb="2"><p:t>トウキョウ</p:t></p:rPh><p:phoneticPr fontId="1"/></p:si><p:si><p:t/></p:si>`;
  it.each([
    ['is found by index', 0, 'plain'],
    ['has its runs joined', 1, 'rich '],
    ['loses its phonetic reading', 2, '東京'],
    ['that is empty is a blank', 3, undefined],
  ])('%s', (_, index, expected) => {
    expect(firstCell(`<p:c t="s"><p:v>${index}</p:v></p:c>`, { strings })).toBe(expected);
  });
  it('that is missing makes the file a damaged one', () => {
    const opened = openFile(handmade({ strings, sheets: ['<p:row><p:c t="s"><p:v>4</p:v></p:c></p:row>'] }));
    expect(opened).toMatchObject({ ok: false, issue: { code: 'file-truncated', found: 'book/tabs/tab0.xml' } });
  });
});

describe('the format of a number tells dates and percentages', () => {
  it.each<[string, number, Cell]>([
    ['yyyy-mm-dd', 45_747, date('2025-03-31')],
    ['dd/mm/yyyy hh:mm', 45_747.75, date('2025-03-31')],
    ['mmm', 45_747, date('2025-03-31')],
    ['[$-40C]d mmmm yyyy', 45_747, date('2025-03-31')],
    ['yyyy"-S1"', 45_747, date('2025-03-31')],
    ['hh:mm', 0.5, 0.5],
    ['mm:ss', 0.5, 0.5],
    ['[h]:mm', 30.5, 30.5],
    ['General', 45_747, 45_747],
    ['#,##0 "days"', 30, 30],
    ['[Red]0', 30, 30],
    ['0\\d', 30, 30],
    ['0.00E+00', 30, 30],
    ['0%', 0.45, percent(0.45)],
    ['0.0%;[Red]-0.0%', -0.01, percent(-0.01)],
    ['0"%"', 45, 45],
    ['@', 7, 7],
  ])('%s', (format, number, expected) => {
    expect(firstCell(`<p:c s="1"><p:v>${number}</p:v></p:c>`, { styles: styles(format) })).toEqual(expected);
  });
  it.each<[number, number, Cell]>([
    [9, 0.5, percent(0.5)],
    [10, 0.5, percent(0.5)],
    [14, 45_747, date('2025-03-31')],
    [17, 45_747, date('2025-03-31')],
    [20, 0.5, 0.5],
    [22, 45_747.5, date('2025-03-31')],
    [46, 1.5, 1.5],
    [4, 45_747, 45_747],
  ])('built-in format %i', (format, number, expected) => {
    const cellStyles = `<p:cellXfs><p:xf numFmtId="${format}"/></p:cellXfs>`;
    expect(firstCell(`<p:c s="0"><p:v>${number}</p:v></p:c>`, { styles: cellStyles })).toEqual(expected);
  });
});

describe('a serial number is a day', () => {
  it.each<[string, number, Cell]>([
    ['1900', 1, date('1900-01-01')],
    ['1900', 59, date('1900-02-28')],
    ['1900', 60, date('1900-02-28')],
    ['1900', 61, date('1900-03-01')],
    ['1900', 2_958_465, date('9999-12-31')],
    ['1900', 2_958_466, 2_958_466],
    ['1900', 0, 0],
    ['1900', -5, -5],
    ['1900', 0.75, 0.75],
    ['1900', 45_747.999, date('2025-03-31')],
    ['1904', 0, date('1904-01-01')],
    ['1904', 44_285, date('2025-03-31')],
  ])('in the %s system: %d', (system, serial, expected) => {
    for (const truth of ['1', 'true']) {
      const workbookProperties = system === '1904' ? `date1904="${truth}"` : '';
      expect(
        firstCell(`<p:c s="1"><p:v>${serial}</p:v></p:c>`, { styles: styles('yyyy-mm-dd'), workbookProperties }),
      ).toEqual(expected);
    }
  });
});

describe('a cell stands where its workbook shows it', () => {
  const c = (value: number, r?: string) => `<p:c${r ? ` r="${r}"` : ''}><p:v>${value}</p:v></p:c>`;
  it.each<[string, string, Cell[][]]>([
    [
      'rows and cells without references follow one another',
      `<p:row>${c(1)}${c(2)}</p:row><p:row>${c(3)}</p:row>`,
      [[1, 2], [3]],
    ],
    ['gaps are blanks', `<p:row r="2">${c(1, 'B2')}${c(2, 'D2')}</p:row>`, [[], [null, 1, null, 2]]],
    ['a cell without a reference follows the one before', `<p:row r="1">${c(1, 'B1')}${c(2)}</p:row>`, [[null, 1, 2]]],
    [
      'a row without a number takes it from its cells',
      `<p:row>${c(1, 'A3')}</p:row><p:row>${c(2, 'A4')}</p:row>`,
      [[], [], [1], [2]],
    ],
    [
      'order in the file does not matter',
      `<p:row r="2">${c(4, 'B2')}${c(3, 'A2')}</p:row><p:row r="1">${c(1, 'A1')}</p:row>`,
      [[1], [3, 4]],
    ],
    [
      'trailing blanks are dropped',
      `<p:row r="1">${c(1, 'A1')}<p:c r="F1" s="3"/></p:row><p:row r="9"><p:c r="A9" s="3"/></p:row>`,
      [[1]],
    ],
    ['an empty row is an empty list', `<p:row r="1"/><p:row r="2">${c(1, 'A2')}</p:row>`, [[], [1]]],
  ])('%s', (_, content, expected) => {
    expect(rowsOf({ sheets: [content] })).toEqual(expected);
  });

  it('a merged range has its value in the top left cell only', () => {
    const row = (r: number) => `<p:row r="${r}">${c(1, `A${r}`)}${c(2, `B${r}`)}${c(3, `C${r}`)}</p:row>`;
    const rows = rowsOf({
      sheets: [row(1) + row(2) + row(3)],
      tail: '<p:mergeCells><p:mergeCell ref="A1:B2"/><p:mergeCell ref="C2:C3"/></p:mergeCells>',
    });
    expect(rows).toEqual([
      [1, null, 3],
      [null, null, 3],
      [1, 2],
    ]);
  });
  it('a merge over whole columns costs nothing', () => {
    const rows = rowsOf({
      sheets: [`<p:row r="1">${c(1, 'A1')}${c(2, 'B1')}</p:row>`],
      tail: '<p:mergeCells><p:mergeCell ref="A1:XFD1048576"/></p:mergeCells>',
    });
    expect(rows).toEqual([[1]]);
  });
  it('the very last cell of a sheet takes one row of cells', () => {
    const rows = rowsOf({ sheets: [`<p:row r="1048576">${c(7, 'XFD1048576')}</p:row>`] });
    expect(rows).toHaveLength(1_048_576);
    expect(rows[0]).toEqual([]);
    expect(rows.at(-1)?.[16_383]).toBe(7);
    expect(new Set(rows).size).toBe(2);
  });
  it.each(['XFE1', 'A1048577', 'ZZZZZZZZZZ1', '7', 'A0'])('a cell at %s makes the file a damaged one', (reference) => {
    const opened = openFile(handmade({ sheets: [`<p:row>${c(1, reference)}</p:row>`] }));
    expect(opened).toMatchObject({ ok: false, issue: { code: 'file-truncated' } });
  });
});

describe('elements are told by namespace', () => {
  const sheets = ['<p:row><p:c t="str"><p:v>x</p:v></p:c></p:row>'];
  it.each<[string, Handmade]>([
    ['without a prefix', { sheets }],
    ['with a prefix', { sheets, prefix: 'x' }],
    ['in the strict namespaces', { sheets, strict: true }],
    ['strict with a prefix', { sheets, strict: true, prefix: 'main' }],
  ])('%s', (_, made) => {
    expect(rowsOf(made)).toEqual([['x']]);
  });
  it('elements of other namespaces are passed over', () => {
    const foreign =
      '<p:row><p:c><p:v>1</p:v><o:v xmlns:o="urn:other">2</o:v></p:c><c xmlns="urn:other"><v>3</v></c><p:c><p:v>4</p:v></p:c></p:row>';
    expect(rowsOf({ sheets: [foreign], prefix: 'x' })).toEqual([[1, 4]]);
  });
});
