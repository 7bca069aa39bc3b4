import { columnLetters } from '../../sheet/grid.ts';
import { escapeXml } from '../package/markup.ts';
import { DECLARATION } from '../package/parts.ts';
import { inlineCell, quotedSheet } from '../package/sheet-xml.ts';
import type { NewName } from '../package/workbook-xml.ts';
import type { Look, Page, PageCell } from './page.ts';

const HEIGHTS: Partial<Readonly<Record<Look, number>>> = { title: 26, outcome: 20, section: 22, header: 20 };

/** The table under the header, with it. */
const tableOf = ({ header, last }: Page, column: string) => `A${header}:${column}${last}`;

const LINE = 15;
const MOST_LINES = 20;

/** In points. Programs do not agree on when they fit a row to its text, so it is done here: lines as they break at blanks, about. */
function heightOf(cells: readonly PageCell[], widths: readonly number[]): number {
  const [first] = cells;
  const given = first && HEIGHTS[first.look];
  if (given !== undefined) return given;
  if (!cells.some(({ look }) => look === 'text')) return LINE;
  const lines = cells.map(({ column, text }) => {
    const width = Math.max(8, (widths[column] ?? 0) * 1.05);
    return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  });
  return Math.min(MOST_LINES, Math.max(1, ...lines)) * LINE + 3;
}

function rowsXml({ rows, widths }: Page, styleOf: (look: Look) => number): string {
  return rows
    .map((cells, index) => {
      const written = cells.map(({ column, text, look }) =>
        inlineCell(`${columnLetters(column)}${index + 1}`, styleOf(look), text),
      );
      return `<row r="${index + 1}" ht="${heightOf(cells, widths)}" customHeight="1">${written.join('')}</row>`;
    })
    .join('');
}

function linksXml({ rows }: Page): string {
  const links = rows.flatMap((cells, index) =>
    cells.flatMap(({ column, link }) => {
      if (!link) return [];
      const location = `${quotedSheet(link.sheet)}!${link.range}`;
      return [`<hyperlink ref="${columnLetters(column)}${index + 1}" location="${escapeXml(location)}"/>`];
    }),
  );
  return links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`;
}

/** The worksheet part of the sheet of issues. */
export function pageXml(page: Page, styleOf: (look: Look) => number, namespace: string): string {
  const { rightToLeft, widths, header, last, footer } = page;
  const below = `A${header + 1}`;
  const columns = widths.map((width, index) => {
    const hidden = index === widths.length - 1 ? ' hidden="1"' : '';
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${hidden}/>`;
  });
  const footerText = `&L${footer.replaceAll('&', '&&')}&R&P / &N`.slice(0, 250);
  return [
    `${DECLARATION}<worksheet xmlns="${namespace}">`,
    '<sheetPr><tabColor rgb="FF8B0000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView showGridLines="0"${rightToLeft ? ' rightToLeft="1"' : ''} tabSelected="1" workbookViewId="0">`,
    `<pane ySplit="${header}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/>`,
    `<selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/></sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols>`,
    `<sheetData>${rowsXml(page, styleOf)}</sheetData>`,
    last > header ? `<autoFilter ref="${tableOf(page, 'H')}"/>` : '',
    linksXml(page),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    `<headerFooter><oddFooter>${escapeXml(footerText)}</oddFooter></headerFooter></worksheet>`,
  ].join('');
}

/** The names that go with it: what its filter covers, and the header repeated on each printed page. */
export function pageNames(page: Page): NewName[] {
  const sheet = quotedSheet(page.name);
  const { header, last } = page;
  return [
    ...(last > header
      ? [{ name: '_xlnm._FilterDatabase', refersTo: `${sheet}!$A$${header}:$H$${last}`, hidden: true }]
      : []),
    { name: '_xlnm.Print_Titles', refersTo: `${sheet}!$${header}:$${header}`, hidden: false },
  ];
}
