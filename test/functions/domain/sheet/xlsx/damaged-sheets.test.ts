import { describe, expect, it } from 'vitest';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';
import { type Handmade, handmade, handmadeParts } from '../../../../support/handmade.ts';

const c = (reference: string, value: number | string) =>
  `<p:c r="${reference}"${typeof value === 'string' ? ' t="str"' : ''}><p:v>${value}</p:v></p:c>`;
const GOOD = `<p:row r="1">${c('A1', 1)}</p:row>`;

const BAD: readonly (readonly [string, string])[] = [
  ['markup that is not well-formed', '<p:row r="1"><p:c r="A1"><p:v>1</p:v></p:row>'],
  ['a shared string that is not there', '<p:row r="1"><p:c r="A1" t="s"><p:v>9</p:v></p:c></p:row>'],
  ['a cell beyond the last row', c('A1048577', 1)],
  ['a cell that says it is of another row', `<p:row r="2">${c('A3', 1)}</p:row>`],
  ['a row without a number that counts', `<p:row r="0">${c('A1', 1)}</p:row>`],
];

describe('a sheet that cannot be read is named, and the others are read', () => {
  it.each(BAD)('%s', (_, content) => {
    expect(openFile(handmade({ sheets: [content, GOOD] }))).toMatchObject({
      ok: true,
      notes: [{ code: 'sheet-damaged', severity: 'error', sheet: 'Tab 1' }],
      grids: [{ sheet: 'Tab 2', rows: [[1]] }],
    });
  });
  it.each(BAD)('%s, in the only sheet: the file is refused', (_, content) => {
    expect(openFile(handmade({ sheets: [content] }))).toMatchObject({
      ok: false,
      issue: { code: 'file-truncated', found: 'book/tabs/tab0.xml' },
    });
  });
  it('a changed byte in the data of one sheet', () => {
    const bytes = handmade({ level: 0, sheets: [`<p:row>${c('A1', 1234)}</p:row>`, GOOD] });
    bytes[Buffer.from(bytes).indexOf('1234')] = 57;
    expect(openFile(bytes)).toMatchObject({ ok: true, notes: [{ code: 'sheet-damaged' }], grids: [{ rows: [[1]] }] });
  });
  it('what is unsafe or too large in one sheet is refused with all of the file', () => {
    const doctype = String(handmadeParts({})['book/tabs/tab0.xml']).replace('?>', '?><!DOCTYPE x>');
    const parts = { 'book/tabs/tab0.xml': doctype };
    expect(openFile(handmade({ sheets: ['', GOOD], parts }))).toMatchObject({
      ok: false,
      issue: { code: 'file-unsafe' },
    });
    const limits = { cells: 10 };
    expect(openFile(handmade({ sheets: [`<p:row>${c('Z1', 1)}</p:row>`, GOOD] }), { limits })).toMatchObject({
      ok: false,
      issue: { code: 'workbook-too-large' },
    });
  });
});

describe('no cell counts twice', () => {
  it.each<[string, Handmade]>([
    ['two cells of one reference', { sheets: [`<p:row r="1">${c('A1', 1)}${c('B1', 2)}${c('A1', 3)}</p:row>`] }],
    [
      'two rows of one number',
      { sheets: [`<p:row r="1">${c('A1', 1)}</p:row><p:row r="2"/><p:row r="1">${c('A1', 3)}</p:row>`] },
    ],
    ['a number and the same in letters', { sheets: [`<p:row r="1">${c('A1', 1)}${c('A1', '1')}</p:row>`] }],
  ])('%s: which of them counts cannot be told, so the sheet is refused', (_, made) => {
    const repeated = { code: 'cell-repeated', severity: 'error', sheet: 'Tab 1', row: 1, column: 'A', expected: '1' };
    expect(openFile(handmade(made))).toMatchObject({ ok: false, issue: repeated });
    expect(openFile(handmade({ ...made, sheets: [...(made.sheets ?? []), GOOD] }))).toMatchObject({
      ok: true,
      notes: [repeated],
      grids: [{ sheet: 'Tab 2' }],
    });
  });
  it.each<[string, string]>([
    [
      'two rows of one number without a cell in common',
      `<p:row r="1">${c('A1', 1)}</p:row><p:row r="1">${c('B1', 2)}</p:row>`,
    ],
    ['a cell and an empty one', `<p:row r="1">${c('A1', 1)}<p:c r="A1" s="0"/>${c('B1', 2)}</p:row>`],
    ['the same content', `<p:row r="1">${c('A1', 1)}${c('A1', 1)}${c('B1', 2)}</p:row>`],
  ])('%s: nothing is lost or in doubt', (_, content) => {
    expect(openFile(handmade({ sheets: [content] }))).toMatchObject({
      ok: true,
      notes: [],
      grids: [{ rows: [[1, 2]] }],
    });
  });
});
