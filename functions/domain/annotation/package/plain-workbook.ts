import { type Cell, columnLetters, type Grid } from '../../sheet/grid.ts';
import {
  CONTENT_TYPES,
  OFFICE_RELATIONSHIPS,
  PACKAGE_RELATIONSHIPS,
  SPREADSHEET,
} from '../../sheet/xlsx/namespaces.ts';
import type { ZipEntry } from '../../sheet/xlsx/zip.ts';
import { CONTENT } from './links.ts';
import { escapeXml } from './markup.ts';
import { DECLARATION } from './parts.ts';
import { inlineCell } from './sheet-xml.ts';
import { zipEntry } from './write-zip.ts';

/** A sheet to be written anew: its cells, and where its header stands. */
export interface PlainSheet {
  readonly name: string;
  readonly grid: Grid;
  readonly rightToLeft: boolean;
  /** Index from 0 of the header's row; null where it is not known. */
  readonly header: number | null;
  /** Columns, from 0, whose texts are figures. */
  readonly figures: ReadonlySet<number>;
}

const STYLE = { plain: 0, date: 1, percent: 2, header: 3, figure: 4 };
const STYLES = [
  `${DECLARATION}<styleSheet xmlns="${SPREADSHEET[0]}">`,
  '<fonts count="2"><font><sz val="11"/><color rgb="FF1F2933"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="11"/><color rgb="FF1F2933"/><name val="Calibri"/><family val="2"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE4E7EB"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="right"/></xf></cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');

const DAY = 86_400_000;
const EPOCH = 25_569;

/** The day number of the 1900 system, which counts a 29 February 1900 that never was. */
function serialOf(iso: string): number {
  const day = Date.parse(`${iso}T00:00:00Z`) / DAY + EPOCH;
  return day < 61 ? day - 1 : day;
}

function cellXml(reference: string, cell: Cell, style: number): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return inlineCell(reference, style, cell);
  if (typeof cell === 'number') return `<c r="${reference}" s="${style}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" s="${style}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  switch (cell.kind) {
    case 'date':
      return `<c r="${reference}" s="${STYLE.date}"><v>${serialOf(cell.iso)}</v></c>`;
    case 'percent':
      return `<c r="${reference}" s="${STYLE.percent}"><v>${cell.value}</v></c>`;
    case 'error': {
      const code = /^#/.test(cell.code) ? cell.code : '#N/A';
      return `<c r="${reference}" s="${style}" t="e"><v>${escapeXml(code)}</v></c>`;
    }
    default:
      return cell satisfies never;
  }
}

const WIDEST = 48;
const MEASURED_ROWS = 2_000;

function widthsOf({ rows }: Grid): number[] {
  const widths: number[] = [];
  for (const row of rows.slice(0, MEASURED_ROWS))
    for (const [column, cell] of row.entries()) {
      const length = typeof cell === 'string' || typeof cell === 'number' ? String(cell).length : 10;
      if (cell !== null) widths[column] = Math.min(WIDEST, Math.max(widths[column] ?? 9, length + 3));
    }
  return Array.from(widths, (width) => width ?? 9);
}

function sheetXml({ grid, rightToLeft, header, figures }: PlainSheet): string {
  const { rows } = grid;
  const pane =
    header === null
      ? ''
      : `<pane ySplit="${header + 1}" topLeftCell="A${header + 2}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`;
  const columns = widthsOf(grid).map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const written = rows.map((cells, row) => {
    const all = cells.map((cell, column) => {
      const isFigure = figures.has(column) && typeof cell === 'string';
      const style = row === header ? STYLE.header : isFigure ? STYLE.figure : STYLE.plain;
      return cellXml(`${columnLetters(column)}${row + 1}`, cell, style);
    });
    return cells.length === 0 ? '' : `<row r="${row + 1}">${all.join('')}</row>`;
  });
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const range = `A1:${columnLetters(width - 1)}${Math.max(1, rows.length)}`;
  return [
    `${DECLARATION}<worksheet xmlns="${SPREADSHEET[0]}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView${rightToLeft ? ' rightToLeft="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`,
    `<sheetData>${written.join('')}</sheetData>`,
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    // Figures stay the texts that the office wrote, to be read as before; a program need not complain of each.
    `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
  ].join('');
}

/** The parts of a new workbook with the values of sheets, and no more of their looks than values need. */
export function plainWorkbook(sheets: readonly PlainSheet[]): ZipEntry[] {
  const [office] = OFFICE_RELATIONSHIPS;
  const [types] = CONTENT_TYPES;
  const [relations] = PACKAGE_RELATIONSHIPS;
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', main)}${override('xl/styles.xml', CONTENT.styles)}${sheets.map((_, at) => override(`xl/worksheets/sheet${at + 1}.xml`, CONTENT.worksheet)).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${DECLARATION}<Relationships xmlns="${relations}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${DECLARATION}<workbook xmlns="${SPREADSHEET[0]}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${sheets.map(({ name, grid }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${grid.hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARATION}<Relationships xmlns="${relations}">${sheets.map((_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation(sheets.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map((sheet, at): [string, string] => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)]),
  ];
  return parts.map(([name, xml]) => zipEntry(name, new TextEncoder().encode(xml)));
}
