import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../../../functions/domain/report/catalogue.ts';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';
import { type Handmade, handmade } from '../../../../support/handmade.ts';

const row = (number: number, attributes = '') =>
  `<p:row r="${number}"${attributes}>${['A', 'B', 'C', 'D']
    .map((column) => `<p:c r="${column}${number}"><p:v>${number}</p:v></p:c>`)
    .join('')}</p:row>`;

function remarks(made: Handmade) {
  const opened = openFile(handmade(made));
  if (!opened.ok) throw new Error(opened.issue.code);
  const [grid] = opened.grids;
  expect(grid?.rows.at(-1)?.length).toBe(4);
  return (grid?.remarks ?? []).map(({ code, severity, sheet, row, column, found, params }) => ({
    ...{ code, severity, sheet, found, params },
    at: row ?? column,
  }));
}
const rowsNote = (found: string, count: number, at: number, filter = 'no') => [
  { code: 'hidden-rows', severity: 'info', sheet: 'Tab 1', found, at, params: { count, filter } },
];
const columnsNote = (found: string, count: number, at: string) => [
  { code: 'hidden-columns', severity: 'info', sheet: 'Tab 1', found, at, params: { count } },
];
const hidden = ' hidden="1"';

describe('what is hidden in a sheet is read, and remarked upon', () => {
  it.each<[string, Handmade, unknown]>([
    ['nothing hidden', { sheets: [row(1) + row(2)] }, []],
    ['a row', { sheets: [row(1) + row(2, hidden) + row(3)] }, rowsNote('2', 1, 2)],
    [
      'rows in a row, in any way of saying so',
      { sheets: [row(1, hidden) + row(2, ' hidden="true"') + row(3) + row(7, ' hidden="on"')] },
      rowsNote('1–2, 7', 3, 1),
    ],
    ['a row of no height', { sheets: [row(1) + row(2, ' ht="0" customHeight="1"')] }, rowsNote('2', 1, 2)],
    ['rows said to be on view', { sheets: [row(1, ' hidden="0"') + row(2, ' ht="0.5"')] }, []],
    ['a hidden row without cells', { sheets: [`<p:row r="1" hidden="1"/>${row(2)}`] }, []],
    ['a hidden row of blanks', { sheets: [`<p:row r="1" hidden="1"><p:c r="A1" s="0"/></p:row>${row(2)}`] }, []],
    [
      'rows that a filter hides',
      { head: '<p:sheetPr filterMode="1"/>', sheets: [row(1) + row(2, hidden) + row(3)] },
      rowsNote('2', 1, 2, 'yes'),
    ],
    [
      'rows that a filter hides, by its columns',
      {
        sheets: [row(1) + row(2, hidden) + row(3)],
        tail: '<p:autoFilter ref="A1:D3"><p:filterColumn colId="0"><p:filters/></p:filterColumn></p:autoFilter>',
      },
      rowsNote('2', 1, 2, 'yes'),
    ],
    [
      'many gaps',
      { sheets: [Array.from({ length: 40 }, (_, at) => row(at + 1, at % 2 ? hidden : '')).join('')] },
      rowsNote('2, 4, 6, 8, 10, 12, 14, 16, …', 20, 2),
    ],
    [
      'columns',
      {
        head: '<p:cols><p:col min="1" max="1" width="9"/><p:col min="2" max="3" hidden="1"/><p:col min="9" max="16384" hidden="1"/></p:cols>',
        sheets: [row(1)],
      },
      columnsNote('B–C', 2, 'B'),
    ],
    [
      'a column of no width',
      { head: '<p:cols><p:col min="4" max="4" width="0" customWidth="1"/></p:cols>', sheets: [row(1)] },
      columnsNote('D', 1, 'D'),
    ],
    ['a hidden sheet, which is one altogether', { states: ['hidden'], sheets: [row(1, hidden)] }, []],
  ])('%s', (_, made, expected) => {
    expect(remarks(made)).toEqual(expected);
  });

  it.each([
    ['en', 'Rows 2–3 of this sheet are hidden by a filter. They were read like the others, and their figures count.'],
    [
      'fr',
      'Les lignes 2–3 de cette feuille sont masquées par un filtre. Elles ont été lues comme les autres et leurs chiffres comptent.',
    ],
    ['es', 'Las filas 2–3 de esta hoja están ocultas por un filtro. Se han leído como las demás y sus cifras cuentan.'],
    ['ar', 'الصفان 2–3 في هذه الورقة مخفيان بفعل عامل تصفية، وقد قُرئا كسائر الصفوف وتُحتسب أرقامهما.'],
  ])('in %s', (language, words) => {
    const catalogue = createCatalogue(language, JSON.parse(readFileSync(`templates/locales/${language}.json`, 'utf8')));
    expect(catalogue.text('issue.hidden-rows.message', { found: '2–3', count: 2, filter: 'yes' })).toBe(words);
  });
});
