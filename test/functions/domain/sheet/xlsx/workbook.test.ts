import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Limits } from '../../../../../functions/domain/sheet/limits.ts';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';
import { type Handmade, handmade, handmadeParts } from '../../../../support/handmade.ts';

const ROW = '<p:row><p:c><p:v>1</p:v></p:c></p:row>';
const STRINGS = '<p:si><p:t>a</p:t></p:si>'.repeat(20);

/** Milliseconds; going wrong takes minutes or all memory. */
const PROMPT = 15_000;

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
  it('are read whatever their relationship is called, as long as their parts are worksheets', () => {
    const kinds = ['Worksheet', 'sheet'];
    expect(openFile(handmade({ sheets: [ROW, ROW], kinds }))).toMatchObject({
      notes: [],
      grids: [{}, { rows: [[1]] }],
    });
  });
  it('whose parts are something else are named', () => {
    const parts = {
      'book/tabs/tab0.xml': String(handmadeParts({})['book/tabs/tab0.xml']).replaceAll('worksheet', 'sst'),
    };
    expect(openFile(handmade({ sheets: [ROW, ROW], parts }))).toMatchObject({
      notes: [{ code: 'sheet-damaged', sheet: 'Tab 1' }],
      grids: [{ sheet: 'Tab 2' }],
    });
  });
  it('are worksheets only: charts, dialogs and old macros are passed over', () => {
    const opened = openFile(
      handmade({ sheets: [ROW, ROW, ROW, ROW], kinds: ['chartsheet', 'worksheet', 'dialogsheet', 'xlMacrosheet'] }),
    );
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
    [
      'in UTF-16 without a mark',
      handmade({
        parts: {
          'book/tabs/tab0.xml': utf16(String(handmadeParts({ sheets: [ROW] })['book/tabs/tab0.xml'])).subarray(2),
        },
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

/** The archive with its numbers moved to zip64 records, as some writers do whatever the size. */
function inZip64(bytes: Uint8Array): Uint8Array {
  const end = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 22);
  const count = end.getUint16(10, true);
  const start = end.getUint32(16, true);
  const source = Buffer.from(bytes);
  const records: Buffer[] = [];
  for (let at = start, index = 0; index < count; index++) {
    const nameEnd = at + 46 + source.readUInt16LE(at + 28);
    const head = Buffer.from(source.subarray(at, nameEnd));
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [24, 20, 42].forEach((field, place) => {
      extra.writeBigUInt64LE(BigInt(head.readUInt32LE(field)), 4 + place * 8);
      head.writeUInt32LE(0xffffffff, field);
    });
    head.writeUInt16LE(extra.length, 30);
    records.push(head, extra);
    at = nameEnd + source.readUInt16LE(at + 30);
  }
  const directory = Buffer.concat(records);
  const tail = Buffer.alloc(56 + 20 + 22);
  tail.write('PK\x06\x06', 0, 'latin1');
  tail.writeBigUInt64LE(44n, 4);
  tail.writeBigUInt64LE(BigInt(count), 24);
  tail.writeBigUInt64LE(BigInt(count), 32);
  tail.writeBigUInt64LE(BigInt(directory.length), 40);
  tail.writeBigUInt64LE(BigInt(start), 48);
  tail.write('PK\x06\x07', 56, 'latin1');
  tail.writeBigUInt64LE(BigInt(start + directory.length), 64);
  tail.write('PK\x05\x06', 76, 'latin1');
  tail.fill(0xff, 84, 96);
  return new Uint8Array(Buffer.concat([source.subarray(0, start), directory, tail]));
}

describe('an archive with zip64 records', () => {
  const bytes = inZip64(handmade({ sheets: [ROW] }));
  it('is read', () => {
    expect(openFile(bytes)).toMatchObject({ ok: true, grids: [{ rows: [[1]] }] });
  });
  it.each([
    ['the directory', 50],
    ['the number of entries', 66],
    ['the record itself', 34],
  ])('that puts %s beyond the end is refused', (_, fromEnd) => {
    const absurd = new Uint8Array(bytes);
    absurd.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], absurd.length - fromEnd);
    expect(refusal(absurd)).toMatchObject({ code: 'file-truncated' });
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
    [
      'merges',
      { sheets: [ROW], tail: `<p:mergeCells>${'<p:mergeCell ref="A1:B1"/>'.repeat(20)}</p:mergeCells>` },
      { merges: 19 },
    ],
    [
      'validations',
      { sheets: [ROW], tail: `<p:dataValidations>${'<p:dataValidation sqref="A1"/>'.repeat(20)}</p:dataValidations>` },
      { validations: 19 },
    ],
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

  it('sheets', () => {
    expect(refusal(handmade({ sheets: Array.from({ length: 4 }, () => ROW) }), { sheets: 3 })).toMatchObject({
      code: 'workbook-too-large',
      params: { limit: 'sheets', max: 3 },
    });
  });

  it.each<[string, string]>([
    ['elements nested without end', '<p:a>'.repeat(400_000)],
    [
      'prefixes declared in each of them',
      Array.from({ length: 200_000 }, (_, at) => `<p:a xmlns:n${at}="u">`).join(''),
    ],
    ['attributes without end', `<p:a ${'a="" '.repeat(2_000_000)}>`],
    ['a reference without end', `<p:row><p:c r="${'1'.repeat(1_000_000)}x"><p:v>1</p:v></p:c></p:row>`],
  ])('%s cost next to nothing', (_, content) => {
    const bytes = handmade({ sheets: [content], level: 1 });
    const before = performance.now();
    expect(refusal(bytes)).toMatchObject({ code: 'file-truncated' });
    expect(performance.now() - before).toBeLessThan(PROMPT);
  });
  it('a number format without end costs next to nothing', () => {
    const styles = `<p:numFmts><p:numFmt numFmtId="164" formatCode="${'['.repeat(1_000_000)}"/></p:numFmts>`;
    const before = performance.now();
    expect(openFile(handmade({ styles }))).toMatchObject({ ok: true });
    expect(performance.now() - before).toBeLessThan(PROMPT);
  });
  it('a bomb costs no more than its limit', () => {
    const bomb = handmade({ parts: { 'book/tabs/tab0.xml': new Uint8Array(40_000_000).fill(32) } });
    const before = performance.now();
    expect(refusal(bomb)).toMatchObject({ code: 'workbook-too-large', params: { limit: 'ratio' } });
    expect(performance.now() - before).toBeLessThan(PROMPT);
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
