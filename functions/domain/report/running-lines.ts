import type { Paper } from '../plan/model.ts';
import type { Catalogue } from './catalogue.ts';
import type { ReportModel } from './schema.ts';
import { STATUSES } from './statuses.ts';
import { periodName } from './words.ts';

/** A CSS string that can end neither itself nor the style element. */
export function cssString(text: string): string {
  const escaped = text.replace(/[^\p{L}\p{N} .,:;()\-–—’]/gu, (character) => {
    const code = character.codePointAt(0) ?? 32;
    return `\\${code.toString(16)} `;
  });
  return `"${escaped}"`;
}

/** `Page 3 of 12` in the language's own order, with the counters of the printed page. */
function pageCount(catalogue: Catalogue): string {
  const [page, pages] = ['⟨page⟩', '⟨pages⟩'];
  const pieces = catalogue.text('report.page-of', { page, pages }).split(/(⟨pages?⟩)/);
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => (piece === page ? 'counter(page)' : piece === pages ? 'counter(pages)' : cssString(piece)))
    .join(' ');
}

/** The size of the sheet, where it is not that of the style sheet. */
export const paperSize = ({ paper }: { readonly paper?: Paper | undefined }): string =>
  paper === 'Letter' ? '\n@page { size: letter; }\n' : '';

/** The running header and footer of the printed pages; the first page has its own head. */
export function runningLines(model: ReportModel, catalogue: Catalogue): string {
  const rtl = catalogue.direction === 'rtl';
  const [start, end] = rtl ? ['right', 'left'] : ['left', 'right'];
  return `${paperSize(model.plan)}
@page {
  direction: ${catalogue.direction};
  @top-${start} { content: ${cssString(model.plan.title)}; }
  @top-${end} { content: ${cssString(`${model.scopeTitle} · ${periodName(model.period, catalogue)}`)}; }
  @bottom-${start} { content: ${cssString(catalogue.text('report.running-foot', { plan: model.plan.id, version: model.plan.version, hash: model.hash.slice(0, 12) }))}; }
  @bottom-${end} { content: ${pageCount(catalogue)}; }
}
@page :first {
  @top-left { content: none; }
  @top-right { content: none; }
}
`;
}

const COLUMNS = ['baseline', 'actual', 'target', 'attainment', 'status', 'coverage', 'trend'] as const;

/** On a narrow screen each row of the tables of indicators and of counts becomes a card that names its figures itself. */
export function columnLabels(catalogue: Catalogue): string {
  const labels = COLUMNS.map((column, index) => {
    const word = cssString(catalogue.text(`report.column.${column}`));
    return `.indicators td:nth-child(${index + 2})::before { content: ${word}; }`;
  });
  const counts = [...STATUSES.map((id) => `report.status.${id}`), 'report.column.total'].map((key, index) => {
    return `.tally td:nth-child(${index + 2})::after { content: ${cssString(` ${catalogue.text(key)}`)}; }`;
  });
  return `\n@media screen and (max-width: 52rem) {\n${labels.join('\n')}\n}\n@media screen and (max-width: 40rem) {\n${counts.join('\n')}\n}\n`;
}
