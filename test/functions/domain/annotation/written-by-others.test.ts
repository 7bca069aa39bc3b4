import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../functions/domain/annotation/annotate.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { collapse } from '../../../../functions/domain/validation/collapse.ts';
import { issue } from '../../../../functions/domain/validation/issue.ts';
import { judgeUpload } from '../../../../functions/ingest/judge-upload.ts';
import { partsOf, receiptOf } from '../../../support/annotated.ts';
import { type Handmade, handmade } from '../../../support/handmade.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { childOf, childrenOf, faultsOf, parsed } from '../../../support/sound-package.ts';
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
