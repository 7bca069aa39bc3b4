import type { Worksheet } from 'exceljs';
import type { AnnexCell, AnnexColumn, AnnexTable } from '../domain/report/annex/tables.ts';
import { normalised } from '../workbook/normalise.ts';

/** The same in every file, so that equal annexes are equal bytes. */
const WRITTEN = new Date('2024-01-01T00:00:00Z');
/** Above the header: the title, what the annex is of, and a line left free. */
const ABOVE = 3;
const NAVY = { argb: 'FF0B3A5B' };
const PAPER_A4 = 9;
const MOST_CHARACTERS = 32_767;
const MOST_OF_A_NAME = 31;

/** What a workbook cannot hold is shown as unreadable, and what no cell has room for is cut. */
function clean(text: string): string {
  const readable = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  if (readable.length <= MOST_CHARACTERS) return readable;
  return `${readable.slice(0, MOST_CHARACTERS - 2).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const sheetName = (name: string): string => name.replace(/[[\]:*?/\\']/g, ' ').slice(0, MOST_OF_A_NAME);

function widthOf(column: AnnexColumn, values: readonly AnnexCell[]): number {
  const longest = Math.max(column.title.length, ...values.slice(0, 200).map((value) => String(value ?? '').length));
  return Math.min(60, Math.max(10, longest + 3));
}

function addTable(sheet: Worksheet, table: AnnexTable, title: string, subtitle: string, rightToLeft: boolean): void {
  const direction = rightToLeft ? ({ readingOrder: 'rtl' } as const) : {};
  const header = ABOVE + 1;
  sheet.views = [{ state: 'frozen', ySplit: header, xSplit: 0, rightToLeft }];
  sheet.getCell(1, 1).value = clean(title);
  sheet.getCell(1, 1).font = { bold: true, size: 14, color: NAVY };
  sheet.getCell(2, 1).value = clean(subtitle);
  for (const row of [1, 2]) sheet.getCell(row, 1).alignment = direction;
  for (const [index, column] of table.columns.entries()) {
    const cell = sheet.getCell(header, index + 1);
    cell.value = column.title;
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: NAVY };
    cell.alignment = { vertical: 'middle', wrapText: true, ...direction };
    sheet.getColumn(index + 1).width = widthOf(
      column,
      table.rows.map(({ cells }) => cells[index] ?? null),
    );
  }
  for (const [index, row] of table.rows.entries())
    for (const [place, value] of row.cells.entries()) {
      if (value === null) continue;
      const cell = sheet.getCell(header + 1 + index, place + 1);
      const format = table.columns[place]?.format ?? 'text';
      cell.value = typeof value === 'string' ? clean(value) : value;
      if (typeof value === 'string') cell.alignment = { vertical: 'top', wrapText: true, ...direction };
      else if (format !== 'text') cell.numFmt = format === 'figure' ? row.figure : format;
    }
  sheet.autoFilter = {
    from: { row: header, column: 1 },
    to: { row: header + table.rows.length, column: table.columns.length },
  };
  sheet.pageSetup = {
    ...{ paperSize: PAPER_A4, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    printTitlesRow: `${header}:${header}`,
  };
  sheet.headerFooter.oddFooter = '&R&P / &N';
}

/** The file `report.xlsx`: a sheet a table, the title in A1, headers in row 4. The same bytes for the same tables. */
export async function writeAnnex(
  tables: readonly AnnexTable[],
  {
    title,
    subtitle,
    rightToLeft,
  }: { readonly title: string; readonly subtitle: string; readonly rightToLeft: boolean },
): Promise<Uint8Array> {
  // A megabyte of code that nothing else in the function needs.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  book.creator = 'Jalon';
  book.lastModifiedBy = 'Jalon';
  book.created = WRITTEN;
  book.modified = WRITTEN;
  book.title = clean(title);
  for (const table of tables) addTable(book.addWorksheet(sheetName(table.name)), table, title, subtitle, rightToLeft);
  return normalised(new Uint8Array(await book.xlsx.writeBuffer()));
}
