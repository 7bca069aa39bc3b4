import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../functions/domain/annotation/annotate.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { collapse } from '../../../../functions/domain/validation/collapse.ts';
import { issue } from '../../../../functions/domain/validation/issue.ts';
import { judgeUpload } from '../../../../functions/ingest/judge-upload.ts';
import { partsOf, receiptOf } from '../../../support/annotated.ts';
import { type Handmade, handmade } from '../../../support/handmade.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { childOf, childrenOf, faultsOf, type Node, parsed } from '../../../support/sound-package.ts';
import { catalogue } from '../../../support/workbook.ts';

const SETTING = { plan: minimalPlan(), orgUnit: 'KEN', today: '2025-04-10', language: 'en' };

const inline = (reference: string, text: string, style = '') =>
  `<p:c${reference === '' ? '' : ` r="${reference}"`}${style} t="inlineStr"><p:is><p:t>${text}</p:t></p:is></p:c>`;
const HEADER = `<p:row r="1">${inline('A1', 'Indicator')}${inline('B1', 'Period')}${inline('C1', 'Value')}</p:row>`;
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A row of indicator, period and value with the value's attributes. */
function row(number: number, indicator: string, value: string, attributes = ''): string {
  return `<p:row r="${number}">${inline(`A${number}`, indicator)}${inline(`B${number}`, '2025-Q1')}<p:c r="C${number}"${attributes}><p:v>${value}</p:v></p:c></p:row>`;
}

const STYLES = `<p:cellXfs><p:xf numFmtId="0"/><p:xf numFmtId="4" applyNumberFormat="1"><p:protection locked="0"/></p:xf></p:cellXfs>`;
const SHEET = `${HEADER}${row(2, '1a.3', '12.5', ' s="1"')}${row(3, '9z.9', '7')}${row(7, '1a.3', '4')}`;

/** Problems of cells that are there, of blank cells in rows that are there, before and after others, and of rows that are not. */
const CELLS = ['C2', 'A3', 'E1', 'B5', 'A6', 'D7', 'B9'];

/** Made by hand, with the types that a program would ask for. */
function made(rest: Handmade = {}): Uint8Array {
  const known = rest.parts?.['[Content_Types].xml'];
  const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/book/main.xml" ContentType="${TYPES}.sheet.main+xml"/></Types>`;
  return handmade({
    sheets: [SHEET],
    styles: STYLES,
    ...rest,
    parts: { '[Content_Types].xml': known ?? types, ...rest.parts },
  });
}

function textsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(partsOf(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]),
  );
}

function returned(bytes: Uint8Array, cells = CELLS, setting = SETTING) {
  const issues = cells.map((cell) =>
    issue('cell-error', 'error', {
      sheet: 'Tab 1',
      column: cell.replace(/\d/g, ''),
      row: Number(cell.replace(/\D/g, '')),
      found: cell,
      params: { formula: 'failed' },
    }),
  );
  const outcome = { ...judgeUpload(bytes, setting.plan, setting), issues: collapse(issues) };
  const receipt = receiptOf(outcome, setting);
  const marked = annotate(bytes, receipt, setting.plan, catalogue(setting.language));
  if (marked === null) throw new Error('No workbook was made');
  return { marked, parts: textsOf(marked) };
}

/** The style and number format of a cell in a part. */
function lookOf(parts: Record<string, string>, part: string, reference: string) {
  const rows = childrenOf(childOf(parsed(parts[part] ?? ''), 'sheetData'), 'row');
  const cell = rows.flatMap(({ children }) => children).find(({ attributes }) => attributes.r === reference);
  const styles = parsed(parts['book/styles.xml'] ?? '');
  const xf = childOf(styles, 'cellXfs')?.children[Number(cell?.attributes.s ?? 0)];
  const format = childrenOf(childOf(styles, 'numFmts'), 'numFmt').find(
    ({ attributes }) => attributes.numFmtId === xf?.attributes.numFmtId,
  );
  return { isThere: cell !== undefined, xf, format: format?.attributes.formatCode };
}

const SHAPES: readonly (readonly [string, Handmade])[] = [
  ['in transitional form', {}],
  ['in strict form', { strict: true }],
  ['with prefixed names', { prefix: 'x' }],
  ['with prefixed names in strict form', { prefix: 'main', strict: true }],
  ['without styles', { styles: '', parts: { 'book/styles.xml': null } }],
  ['with nothing in its styles', { styles: '' }],
  ['without places of cells', { sheets: [SHEET.replace(/ r="[A-Z]*\d+"/g, '')] }],
  [
    'with protection, drop-downs and more after the data',
    {
      tail: '<p:sheetProtection sheet="1"/><p:mergeCells><p:mergeCell ref="E1:F1"/></p:mergeCells><p:dataValidations count="1"><p:dataValidation type="list" sqref="A2:A9"><p:formula1>"a,b"</p:formula1></p:dataValidation></p:dataValidations><p:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><p:extLst><p:ext uri="{0}"/></p:extLst>',
    },
  ],
];

describe('A workbook written by another program', () => {
  it.each(SHAPES)('%s is marked in place, and sound', (name, shape) => {
    const before = made(shape);
    const { parts, marked } = returned(before);
    expect(faultsOf(marked)).toEqual([]);
    expect(Object.keys(parts)).toContain('book/tabs/tab0.xml');
    const cell = (reference: string) => lookOf(parts, 'book/tabs/tab0.xml', reference);
    const numbers = name.includes('styles') ? 'General' : '#,##0.00';
    if (!name.includes('places')) expect(cell('C2').format).toBe(`"✖ "${numbers};"✖ "-${numbers};"✖ "${numbers};"✖ "@`);
    for (const reference of CELLS.slice(1)) {
      if (name.includes('places') && Number(reference.slice(1)) < 5) continue;
      expect([reference, cell(reference).format?.startsWith('"✖ "General;')]).toEqual([reference, true]);
    }
    const rows = (bytes: Uint8Array) => {
      const opened = openFile(bytes);
      return opened.ok ? opened.grids.find(({ sheet }) => sheet === 'Tab 1')?.rows : null;
    };
    expect(rows(marked)).toEqual(rows(before));
  });
});

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

describe('A workbook with notes of its own', () => {
  const box = (id: number, row: number, column: number) =>
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
  const parts = {
    'book/tabs/_rels/tab0.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/comments" Target="/remarks.xml"/><Relationship Id="rId7" Type="${RELATIONSHIPS}/vmlDrawing" Target="../boxes.vml"/></Relationships>`,
    'remarks.xml': `<comments xmlns="${MAIN}"><authors><author>Amina</author><author>tc={1}</author></authors><commentList><comment ref="C2" authorId="0"><text><t>As &lt;counted&gt;</t></text></comment><comment ref="A3" authorId="1"><text><t>[Threaded comment] Is it so?</t></text></comment><comment ref="D9" authorId="0"><text><r><t>Elsewhere</t></r></text></comment></commentList></comments>`,
    'book/boxes.vml': `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>${box(1025, 1, 2)}${box(1026, 2, 0)}${box(1040, 8, 3)}<v:shape id="_x0000_s1050"><x:ClientData ObjectType="Button"><x:Row>4</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>`,
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/book/main.xml" ContentType="${TYPES}.sheet.main+xml"/></Types>`,
  };
  const shown = `<p:legacyDrawing xmlns:q="${RELATIONSHIPS}" q:id="rId7"/>`;
  const commentsOf = (made: Record<string, string>) =>
    Object.fromEntries(
      (childOf(parsed(made['remarks.xml'] ?? ''), 'commentList')?.children ?? []).map((comment) => {
        const texts = (node: Node): string => (node.name === 't' ? node.text : node.children.map(texts).join(''));
        return [comment.attributes.ref ?? '', texts(comment)];
      }),
    );

  it('keeps them: ours comes after his words, and none on a conversation', () => {
    const { parts: after, marked } = returned(made({ parts, tail: shown }));
    expect(faultsOf(marked)).toEqual([]);
    const comments = commentsOf(after);
    expect(comments.C2).toMatch(/^As <counted>\n\nJalon ✖ To correct\n/);
    expect(comments.A3).toBe('[Threaded comment] Is it so?');
    expect(comments.D9).toBe('Elsewhere');
    expect(comments.B5).toMatch(/^Jalon ✖ To correct\n/);
    expect(after['book/boxes.vml']).toContain('_x0000_s1050');
  });

  it('has them as they were once our own are gone', () => {
    const { marked } = returned(made({ parts, tail: shown }));
    const { parts: after, marked: clean } = returned(marked, []);
    expect(faultsOf(clean)).toEqual([]);
    expect(commentsOf(after)).toEqual({
      A3: '[Threaded comment] Is it so?',
      C2: 'As <counted>',
      D9: 'Elsewhere',
    });
    expect(after['book/boxes.vml']?.match(/<v:shape /g)).toHaveLength(4);
  });
});

it('A sheet whose link is bound where it stands, as some libraries write it, is marked in place', () => {
  const sheet = `<p:sheet name="Tab 1" sheetId="4" xmlns:z="${RELATIONSHIPS}" z:id="s0"/>`.replaceAll('p:', '');
  const main = `<workbook xmlns="${MAIN}"><sheets>${sheet}</sheets></workbook>`;
  const { parts, marked } = returned(made({ parts: { 'book/main.xml': main } }));
  expect(faultsOf(marked)).toEqual([]);
  expect(Object.keys(parts)).toContain('book/tabs/tab0.xml');
});
