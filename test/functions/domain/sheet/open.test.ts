import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../../functions/domain/report/catalogue.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { handmade, handmadeParts } from '../../../support/handmade.ts';

const hex = (digits: string, padding = 0) =>
  Uint8Array.from([...Buffer.from(digits, 'hex'), ...new Uint8Array(padding)]);
const utf8 = (text: string) => new TextEncoder().encode(text);
const zip = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
/** An Office package with a main part of the content type given, and parts of others. */
const office = (main: string, ...others: string[]) =>
  zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Override PartName="/main.part" ContentType="${main}"/>${others
        .map((type, at) => `<Default Extension="e${at}" ContentType="${type}"/>`)
        .join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="main.part"/></Relationships>`,
    'main.part': '<x/>',
  });

/** An OLE2 file as far as it matters: its mark, and stream names in UTF-16. */
const compound = (...streams: string[]) =>
  new Uint8Array(Buffer.concat([hex('d0cf11e0a1b11ae1', 504), ...streams.map((name) => Buffer.from(name, 'utf16le'))]));

const OFFICE = 'application/vnd.openxmlformats-officedocument';

const UNREADABLE: readonly (readonly [string, Uint8Array, string])[] = [
  ['nothing at all', new Uint8Array(), 'empty-file'],
  ['an Excel 97 workbook', compound('Root Entry', 'Workbook'), 'file-xls'],
  ['an Excel 5 workbook', compound('Root Entry', 'Book'), 'file-xls'],
  ['an Excel 4 worksheet', hex('0904060000001000', 20), 'file-xls'],
  ['a workbook under a password', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), 'file-encrypted'],
  ['a Word 97 document', compound('Root Entry', 'WordDocument'), 'file-docx'],
  ['another compound file', compound('Root Entry', '__properties_version1.0'), 'file-binary'],
  ['a binary workbook', office('application/vnd.ms-excel.sheet.binary.macroEnabled.main'), 'file-xlsb'],
  [
    'a workbook with macros',
    office('application/vnd.ms-excel.sheet.macroEnabled.main+xml', 'application/vnd.ms-office.vbaProject'),
    'file-macros',
  ],
  [
    'an add-in',
    office('application/vnd.ms-excel.addin.macroEnabled.main+xml', 'application/vnd.ms-office.vbaProject'),
    'file-macros',
  ],
  ['a zip with a workbook in it', zipSync({ 'report.xlsx': handmade() }), 'file-zip'],
  ['a Numbers document', zip({ 'Index/Document.iwa': 'x', 'Metadata/Properties.plist': 'x' }), 'file-numbers'],
  [
    'an OpenDocument spreadsheet',
    zip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': '<x/>',
      'META-INF/manifest.xml': '<x/>',
    }),
    'file-ods',
  ],
  [
    'an OpenDocument text',
    zip({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': '<x/>',
      'META-INF/manifest.xml': '<x/>',
    }),
    'file-docx',
  ],
  ['a flat OpenDocument', utf8('<?xml version="1.0"?><office:document xmlns:office="urn:o"/>'), 'file-ods'],
  ['a Word document', office(`${OFFICE}.wordprocessingml.document.main+xml`), 'file-docx'],
  ['a presentation', office(`${OFFICE}.presentationml.presentation.main+xml`), 'file-docx'],
  ['rich text', utf8('{\\rtf1 hello}'), 'file-docx'],
  ['a folder of files', zip({ 'a.csv': 'x', 'b.csv': 'y' }), 'file-zip'],
  ['an empty zip', zip({}), 'file-zip'],
  ['a gzip file', hex('1f8b0800', 20), 'file-zip'],
  ['a 7-Zip file', hex('377abcaf271c', 20), 'file-zip'],
  ['a PDF', utf8('%PDF-1.7\n%âãÏÓ\n'), 'file-pdf'],
  ['a PDF after a line of rubbish', utf8('\n\n%PDF-1.4\n'), 'file-pdf'],
  ['a web page', utf8('\n<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>'), 'file-html'],
  ['a bare table', utf8('<table border=1><tr><td>1</td></tr></table>'), 'file-html'],
  ['a web page in UTF-16', new Uint8Array(Buffer.from('\uFEFF<html></html>', 'utf16le')), 'file-html'],
  ['a web archive', utf8('MIME-Version: 1.0\nContent-Type: multipart/related\n\n'), 'file-html'],
  [
    'an Excel 2003 XML workbook',
    utf8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    'file-xml',
  ],
  ['a PNG', hex('89504e470d0a1a0a', 40), 'file-image'],
  ['a JPEG', hex('ffd8ffe000104a464946', 40), 'file-image'],
  ['a HEIC photograph', hex('000000186674797068656963', 40), 'file-image'],
  ['an SVG', utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file-image'],
  ['machine code', hex('7f454c460201010000', 40), 'file-binary'],
];

describe('a file that is no table is refused by what it is', () => {
  it.each(UNREADABLE)('%s', (_, bytes, code) => {
    expect(openFile(bytes)).toMatchObject({ ok: false, issue: { code, severity: 'error' } });
  });
});

describe('every refusal and note has its words', () => {
  const locales = new URL('../../../../templates/locales/', import.meta.url);
  const read = (language: string) => JSON.parse(readFileSync(new URL(`${language}.json`, locales), 'utf8'));
  const codes = [
    ...new Set(UNREADABLE.map(([, , code]) => code)),
    'file-truncated',
    'file-unsafe',
    'workbook-too-large',
    'encoding-guessed',
    'encoding-damaged',
    'text-quote-unclosed',
    'sheet-missing',
    'sheet-damaged',
    'cell-repeated',
  ];
  it.each(['en', 'fr', 'es', 'ar'])('in %s', (language) => {
    const catalogue = createCatalogue(language, read(language));
    for (const code of codes)
      for (const part of ['message', 'remedy'])
        for (const limit of ['cells', 'sheets', 'sharedStrings', 'merges', 'validations', 'inflatedBytes', 'ratio'])
          for (const reason of ['duplicateName', 'climbingName', 'doctype'])
            expect(
              catalogue.text(`issue.${code}.${part}`, { found: 'x', expected: 'y', limit, max: 5_000_000, reason }),
            ).toMatch(/^[^{}]{10,}$/);
  });
});

describe('a workbook that exceljs writes', () => {
  it('opens with every kind of cell and its hidden sheets flagged', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Données');
    sheet.addRow(['Indicateur', 'Période', 'Valeur', 'المؤشر']);
    sheet.addRow(['1a.1', new Date(Date.UTC(2025, 2, 31, 13)), 0.45, true]);
    sheet.getCell('B2').numFmt = 'dd/mm/yyyy';
    sheet.getCell('C2').numFmt = '0%';
    sheet.getCell('A4').value = { richText: [{ text: 'Nom' }, { text: 'bre', font: { bold: true } }] };
    sheet.getCell('B4').value = { formula: 'A1', result: 0 };
    sheet.getCell('C4').value = { formula: 'SUM(C2:C3)' };
    sheet.getCell('D4').value = { error: '#N/A' };
    sheet.mergeCells('A6:C6');
    sheet.getCell('A6').value = 'once';
    workbook.addWorksheet('Lists', { state: 'veryHidden' }).addRow(['x']);
    workbook.addWorksheet('Empty', { state: 'hidden' });
    expect(openFile(new Uint8Array(await workbook.xlsx.writeBuffer()))).toEqual({
      ok: true,
      format: 'xlsx',
      notes: [],
      grids: [
        {
          sheet: 'Données',
          hidden: false,
          rows: [
            ['Indicateur', 'Période', 'Valeur', 'المؤشر'],
            ['1a.1', { kind: 'date', iso: '2025-03-31' }, { kind: 'percent', value: 0.45 }, true],
            [],
            ['Nombre', 0, { kind: 'error', code: 'uncalculated' }, { kind: 'error', code: '#N/A' }],
            [],
            ['once'],
          ],
        },
        { sheet: 'Lists', hidden: true, rows: [['x']] },
        { sheet: 'Empty', hidden: true, rows: [] },
      ],
    });
  });
});

describe('a workbook is one still', () => {
  const types = String(handmadeParts({})['[Content_Types].xml']);
  const main = `${OFFICE}.spreadsheetml.sheet.main+xml`;
  it.each<[string, string]>([
    [
      'with a Word document inside',
      types.replace(
        '</Types>',
        `<Default Extension="docx" ContentType="${OFFICE}.wordprocessingml.document"/></Types>`,
      ),
    ],
    ['with the macro type but no macros', types.replace(main, 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')],
    ['as a template', types.replace(main, `${OFFICE}.spreadsheetml.template.main+xml`)],
    ['with its type in other letters', types.replace(main, main.toUpperCase())],
    ['with its type by its ending alone', types.replace('application/xml', main).replace(/<Override.*?\/>/, '')],
    ['with no type at all', types.replace(/<Override.*?\/>/, '')],
    ['with types in a prefix', types.replaceAll(/<(\/?)(\w)/g, '<$1t:$2').replace('xmlns=', 'xmlns:t=')],
  ])('%s', (_, content) => {
    expect(content).not.toBe(types);
    expect(openFile(handmade({ parts: { '[Content_Types].xml': content } }))).toMatchObject({
      ok: true,
      format: 'xlsx',
    });
  });
});

const WHOLE = handmade({
  sheets: [`<p:row><p:c t="s"><p:v>0</p:v></p:c><p:c t="s"><p:v>1</p:v></p:c></p:row>`.repeat(50)],
  strings: '<p:si><p:t>Nairobi</p:t></p:si><p:si><p:t>1a.1</p:t></p:si>',
});
const TEXT = utf8('Indicateur;Période;Valeur\n1a.1;2025;"1,5"\n'.repeat(20));

describe('a damaged file', () => {
  it.each(Array.from({ length: 19 }, (_, at) => at + 1))('cut after %i/20 is called so', (twentieths) => {
    const cut = WHOLE.subarray(0, Math.floor((WHOLE.length * twentieths) / 20));
    expect(openFile(cut)).toMatchObject({ ok: false, issue: { code: 'file-truncated' } });
  });

  it.each(['book/tabs/tab0.xml', 'texts.xml', 'book/styles.xml', 'book/main.xml'])(
    'with %s not well-formed is called so',
    (part) => {
      const made = { parts: { [part]: String(handmadeParts({})[part]).replace(/<\/\w+>$/, '') } };
      expect(openFile(handmade(made))).toMatchObject({ ok: false, issue: { code: 'file-truncated', found: part } });
    },
  );

  it('with a changed byte in its data fails its checksum', () => {
    const stored = handmade({ level: 0, sheets: ['<p:row><p:c><p:v>1234</p:v></p:c></p:row>'] });
    stored[Buffer.from(stored).indexOf('1234')] = 57;
    expect(openFile(stored)).toMatchObject({ ok: false, issue: { code: 'file-truncated' } });
  });

  it('never throws and never hangs, whatever its bytes', () => {
    const starts = [
      [],
      [0x50, 0x4b, 3, 4],
      [0xff, 0xfe],
      [0xef, 0xbb, 0xbf],
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, rest) => {
        expect(typeof openFile(Uint8Array.from([...start, ...rest])).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and never hangs when bytes of a good one are changed, dropped or doubled', () => {
    const change = fc.record({
      at: fc.nat(),
      byte: fc.integer({ min: 0, max: 255 }),
      kind: fc.constantFrom('set', 'drop', 'double'),
    });
    fc.assert(
      fc.property(fc.constantFrom(WHOLE, TEXT), fc.array(change, { minLength: 1, maxLength: 4 }), (whole, changes) => {
        const bytes = [...whole];
        for (const { at, byte, kind } of changes) {
          const place = at % bytes.length;
          if (kind === 'set') bytes[place] = byte;
          else bytes.splice(place, kind === 'drop' ? 1 : 0, ...(kind === 'double' ? [byte] : []));
        }
        expect(typeof openFile(Uint8Array.from(bytes)).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
