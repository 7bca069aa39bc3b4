import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Limits } from '../../../../../functions/domain/sheet/limits.ts';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';
import { type Handmade, handmade, handmadeParts } from '../../../../support/handmade.ts';

const ROW = '<p:row><p:c><p:v>1</p:v></p:c></p:row>';
const STRINGS = '<p:si><p:t>a</p:t></p:si>'.repeat(20);

function refusal(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const opened = openFile(bytes, { limits });
  return opened.ok ? opened : opened.issue;
}

describe('the sheets of a workbook', () => {
  it('come in the order of its tabs, the hidden ones flagged', () => {
    const opened = openFile(handmade({ sheets: ['', ROW, ROW], states: ['visible', 'hidden', 'veryHidden'] }));
    expect(opened).toEqual({
      ok: true,
      format: 'xlsx',
      notes: [],
      grids: [
        { sheet: 'Tab 1', hidden: false, rows: [] },
        { sheet: 'Tab 2', hidden: true, rows: [[1]] },
        { sheet: 'Tab 3', hidden: true, rows: [[1]] },
      ],
    });
  });
  it('are worksheets only: charts and dialogs are passed over', () => {
    const opened = openFile(handmade({ sheets: [ROW, ROW, ROW], kinds: ['chartsheet', 'worksheet', 'dialogsheet'] }));
    expect(opened).toMatchObject({ notes: [], grids: [{ sheet: 'Tab 2' }] });
  });
  it('that are named but not there are said to be missing, the others are read', () => {
    const opened = openFile(handmade({ sheets: [ROW, ROW], parts: { 'book/tabs/tab0.xml': null } }));
    expect(opened).toMatchObject({
      ok: true,
      notes: [{ code: 'sheet-missing', severity: 'error', sheet: 'Tab 1' }],
      grids: [{ sheet: 'Tab 2', rows: [[1]] }],
    });
  });
  it('that lead to no relationship at all are said to be missing too', () => {
    const parts = {
      'book/main.xml': String(handmadeParts({})['book/main.xml']).replace('rel:id="s0"', 'rel:id="nowhere"'),
    };
    expect(openFile(handmade({ parts }))).toMatchObject({
      notes: [{ code: 'sheet-missing', sheet: 'Tab 1' }],
      grids: [],
    });
  });
});

describe('the parts of a workbook', () => {
  const with1 = (name: string, change: (part: string) => string): Handmade => ({
    sheets: [ROW],
    parts: { [name]: change(String(handmadeParts({ sheets: [ROW] })[name])) },
  });
  const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text.replace('UTF-8', 'UTF-16')}`, 'utf16le'));

  it.each<[string, Uint8Array]>([
    [
      'named from the root',
      handmade(with1('book/_rels/main.xml.rels', (part) => part.replace('tabs/tab0', '/book/tabs/tab0'))),
    ],
    [
      'named by a roundabout way',
      handmade(with1('book/_rels/main.xml.rels', (part) => part.replace('tabs/tab0', './tabs/../tabs/tab0'))),
    ],
    [
      'named in another case',
      handmade(with1('book/_rels/main.xml.rels', (part) => part.replace('tabs/tab0', 'Tabs/TAB0'))),
    ],
    [
      'named with an escaped character',
      handmade(with1('book/_rels/main.xml.rels', (part) => part.replace('tab0', '%74ab0'))),
    ],
    [
      'in UTF-16',
      handmade({
        parts: { 'book/tabs/tab0.xml': utf16(String(handmadeParts({ sheets: [ROW] })['book/tabs/tab0.xml'])) },
      }),
    ],
    ['with a byte order mark', handmade(with1('book/tabs/tab0.xml', (part) => `\uFEFF${part}`))],
    ['stored without compression', handmade({ sheets: [ROW], level: 0 })],
    ['without strings or styles', handmade({ sheets: [ROW], parts: { 'texts.xml': null, 'book/styles.xml': null } })],
    [
      'found by content type, where no relationship leads to the workbook',
      handmade(with1('_rels/.rels', (part) => part.replace('/officeDocument"', '/other"'))),
    ],
    ['with other things after the archive', new Uint8Array([...handmade({ sheets: [ROW] }), 10, 10])],
    [
      'with backslashes in their names',
      zipSync(
        Object.fromEntries(
          Object.entries(handmadeParts({ sheets: [ROW] })).map(([name, part]) => [
            name.replaceAll('/', '\\'),
            strToU8(String(part)),
          ]),
        ),
      ),
    ],
  ])('are found and read %s', (_, bytes) => {
    expect(openFile(bytes)).toMatchObject({ ok: true, grids: [{ rows: [[1]] }] });
  });

  it.each<[string, Uint8Array, Record<string, unknown>]>([
    ['the workbook itself is missing', handmade({ parts: { 'book/main.xml': null } }), { code: 'file-truncated' }],
    [
      'the workbook is not a workbook',
      handmade({ parts: { 'book/main.xml': '<workbook/>' } }),
      { code: 'file-truncated' },
    ],
    [
      'a sheet is not text',
      handmade({ parts: { 'book/tabs/tab0.xml': Uint8Array.of(0x3c, 0xff, 0xff) } }),
      { code: 'file-truncated' },
    ],
    ['content types are missing', handmade({ parts: { '[Content_Types].xml': null } }), { code: 'file-truncated' }],
  ])('where %s the file is refused', (_, bytes, expected) => {
    expect(refusal(bytes)).toMatchObject(expected);
  });
});

describe('a hostile workbook is refused', () => {
  const doctype =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
  it.each([
    'book/tabs/tab0.xml',
    'texts.xml',
    'book/styles.xml',
    'book/main.xml',
    '_rels/.rels',
    '[Content_Types].xml',
  ])('with a document type in %s', (part) => {
    const content = String(handmadeParts({ sheets: [ROW] })[part]).replace(/^(<\?.*?\?>)?/, `$1${doctype}`);
    expect(refusal(handmade({ parts: { [part]: content } }))).toMatchObject({
      code: 'file-unsafe',
      found: part,
      params: { reason: 'doctype' },
    });
  });
  it('with an entity that nothing declares', () => {
    const sheets = ['<p:row><p:c t="str"><p:v>&bomb;</p:v></p:c></p:row>'];
    expect(refusal(handmade({ sheets }))).toMatchObject({ code: 'file-truncated' });
  });
  it('with two parts of one name, in whatever case', () => {
    const bytes = handmade({ parts: { 'book/tabs/TAB0.xml': '<x/>' } });
    expect(refusal(bytes)).toMatchObject({ code: 'file-unsafe', params: { reason: 'duplicateName' } });
  });
  it('with a name that climbs out of the archive', () => {
    const bytes = handmade({ parts: { '../evil.xml': '<x/>' } });
    expect(refusal(bytes)).toMatchObject({
      code: 'file-unsafe',
      found: '../evil.xml',
      params: { reason: 'climbingName' },
    });
  });
  it('with an encrypted entry', () => {
    const bytes = handmade();
    bytes[Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1') + 8] = 1;
    expect(refusal(bytes)).toMatchObject({ code: 'file-encrypted' });
  });
  it.each<[string, number, number]>([
    ['number of entries', 10, 0x7fff],
    ['place of the directory', 18, 0x7fff],
    ['number of entries, zip64 without its record', 10, 0xffff],
  ])('whose archive lies about the %s', (_, offset, value) => {
    const bytes = handmade();
    new DataView(bytes.buffer).setUint16(bytes.length - 22 + offset, value, true);
    expect(refusal(bytes)).toMatchObject({ code: 'file-truncated' });
  });
  it.each<[string, number]>([
    ['more', 1],
    ['fewer', -1],
  ])('that claims %s bytes than a part has', (_, difference) => {
    const bytes = handmade();
    const view = new DataView(bytes.buffer);
    const record = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
    view.setUint32(record + 24, view.getUint32(record + 24, true) + difference, true);
    expect(refusal(bytes)).toMatchObject({ code: 'file-truncated' });
  });
});

describe('a workbook beyond a limit is refused by the name of the limit', () => {
  const blanks = (bytes: number) => ' '.repeat(bytes);
  it.each<[string, Handmade, Partial<Limits>]>([
    ['inflatedBytes', { sheets: [blanks(50_000)] }, { inflatedBytes: 40_000 }],
    ['inflatedBytes', { sheets: Array.from({ length: 10 }, () => blanks(5_000)) }, { inflatedBytes: 40_000 }],
    ['ratio', { sheets: [blanks(1_000_000)] }, { ratioFreeBytes: 100_000 }],
    ['sharedStrings', { strings: STRINGS }, { sharedStrings: 19 }],
    ['cells', { sheets: [ROW.repeat(20)] }, { cells: 19 }],
    ['cells', { sheets: [ROW.repeat(10), ROW.repeat(10)] }, { cells: 19 }],
    ['cells', { sheets: ['<p:row><p:c r="Z1"><p:v>1</p:v></p:c></p:row>'] }, { cells: 19 }],
    ['cells', { sheets: ['<p:row><p:c r="A30"><p:v>1</p:v></p:c></p:row>'] }, { cells: 19 }],
  ])('%s', (limit, made, limits) => {
    expect(refusal(handmade(made), limits)).toMatchObject({
      code: 'workbook-too-large',
      params: { limit, max: expect.any(Number) },
    });
  });

  it('a bomb costs no more than its limit', () => {
    const bomb = handmade({ parts: { 'book/tabs/tab0.xml': new Uint8Array(150_000_000).fill(32) } });
    const before = performance.now();
    expect(refusal(bomb)).toMatchObject({ code: 'workbook-too-large', params: { limit: 'ratio' } });
    expect(performance.now() - before).toBeLessThan(5_000);
  });
  it('a diagonal of far cells cannot make a dense grid', () => {
    const far = Array.from(
      { length: 2_000 },
      (_, at) => `<p:row r="${at * 500 + 1}"><p:c r="XFD${at * 500 + 1}"><p:v>1</p:v></p:c></p:row>`,
    );
    expect(refusal(handmade({ sheets: [far.join('')] }))).toMatchObject({
      code: 'workbook-too-large',
      params: { limit: 'cells' },
    });
  });
  it('merges that overlap over and over cannot take for ever', () => {
    const tail = `<p:mergeCells>${'<p:mergeCell ref="A1:XFD1048576"/>'.repeat(5_000)}</p:mergeCells>`;
    expect(refusal(handmade({ sheets: [ROW.repeat(3_000)], tail }))).toMatchObject({ params: { limit: 'cells' } });
  });
});
