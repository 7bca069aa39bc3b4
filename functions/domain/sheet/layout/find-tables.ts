import { memoised } from '../../memoised.ts';
import type { Plan } from '../../plan/model.ts';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { cellText, columnLetters, type Grid } from '../grid.ts';
import { readTag } from '../headers/hxl.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import type { UnderstoodColumn } from '../statement.ts';
import { readColumns } from './columns.ts';
import { doubtsOf } from './doubts.ts';
import { findHeaders } from './header-rows.ts';
import { inferColumns } from './infer-columns.ts';
import type { Column, Table } from './table.ts';
import { titleOfOther } from './title-office.ts';
import { indicatorOfTitles, orgUnitsOfTitles, periodOfTitles } from './titles.ts';

/** A table with what is to be said of its columns. */
export interface FoundTable {
  readonly table: Table;
  readonly understood: readonly UnderstoodColumn[];
  readonly issues: readonly ValidationIssue[];
}

const TITLE_ROWS = 12;

/** Where a table's title rows begin. Between two tables only rows of a single text are titles; the others are data of the table above. */
function titlesFrom(grid: Grid, header: number, isFirst: boolean): number {
  let top = header;
  while (top > Math.max(0, header - TITLE_ROWS)) {
    const texts = (grid.rows[top - 1] ?? []).filter((cell) => cellText(cell) !== '');
    if (!isFirst && texts.length > 1) break;
    top -= 1;
  }
  return top;
}

function roleText(column: Column): string {
  switch (column.kind) {
    case 'key':
      return column.role;
    case 'dimension':
      return `dimension ${column.dimension}`;
    case 'figure': {
      const { indicator, periods, categories, part } = column;
      const parts = [
        indicator ? `indicator ${indicator.code}` : '',
        periods.length > 0 ? `period ${periods.join(' ')}` : '',
        ...categories.map(({ dimension, code }) => `category ${dimension}=${code}`),
      ].filter((text) => text !== '');
      return part === 'value' && parts.length > 0 ? parts.join(', ') : [...parts, part].join(', ');
    }
    case 'ignored':
    case 'total':
      return 'ignored';
    case 'unknown':
      return 'unknown';
    case 'ambiguous':
      return 'ambiguous';
    default:
      return column satisfies never;
  }
}

function columnIssue(column: Column): ValidationIssue | null {
  const found = { ...column.at, found: column.header };
  if (column.kind === 'unknown' && column.header !== '') return issue('unknown-column', 'warning', found);
  if (column.kind === 'ambiguous') {
    return issue('ambiguous-column', 'error', { ...found, expected: column.candidates.join(', ') });
  }
  return column.kind === 'total' ? issue('total-column', 'info', found) : null;
}

/** Every table of a sheet of the office's file. One that holds no figures at all (a list of codes, say) is left out. */
export function findTables(grid: Grid, vocabulary: Vocabulary, plan: Plan, orgUnit: string): FoundTable[] {
  const tag = memoised((text) => readTag(text, plan));
  const headers = findHeaders(grid, vocabulary, tag);
  const [firstHeader] = headers;
  const toFirst = firstHeader?.first ?? 0;
  const fromFirst = titlesFrom(grid, toFirst, true);
  return headers.flatMap((header, order) => {
    const start = Math.max(header.last, header.tags ?? 0) + 1;
    const next = headers[order + 1];
    const end = next ? Math.min(next.first, next.tags ?? next.first) : grid.rows.length;
    const read = readColumns(grid, header, vocabulary, tag);
    const { columns, inferred, headless } = inferColumns(
      grid,
      { header: header.last, start, end },
      read.columns,
      vocabulary,
      plan,
    );
    if (!columns.some(({ kind }) => kind === 'figure')) return [];
    const top = titlesFrom(grid, header.first, order === 0);
    const hasIndicators = columns.some((column) => column.kind === 'key' && column.role === 'indicator');
    const table: Table = {
      doubts: doubtsOf(grid, { top, header, start }, columns, vocabulary),
      grid,
      header,
      start,
      end,
      columns,
      // What stands above the first table is said of those below it too.
      period: periodOfTitles(grid, top, header.first, plan) ?? periodOfTitles(grid, fromFirst, toFirst, plan),
      indicator: hasIndicators ? null : indicatorOfTitles(grid, top, header.first, vocabulary),
      orgUnits: [
        ...orgUnitsOfTitles(grid, top, header.first, vocabulary),
        ...(order > 0 ? orgUnitsOfTitles(grid, fromFirst, toFirst, vocabulary) : []),
      ],
    };
    const row = header.last + 1;
    const saysWhose = table.orgUnits.length > 0 || columns.some((one) => one.kind === 'key' && one.role === 'orgUnit');
    const titles = { from: order === 0 ? top : fromFirst, to: order === 0 ? header.first : toFirst };
    const issues = [
      ...(saysWhose ? [] : titleOfOther(grid, titles, { plan, vocabulary, orgUnit })),
      ...columns.filter((column) => !inferred.includes(column)).map(columnIssue),
      ...read.misread.map(({ index, found, readAs }) =>
        issue('header-read-as', 'warning', {
          sheet: grid.sheet,
          row,
          column: columnLetters(index),
          found,
          expected: readAs,
        }),
      ),
      ...inferred.map((column) =>
        issue('column-inferred', 'info', {
          ...column.at,
          found: column.header,
          expected: roleText(column),
          params: {
            role: column.kind === 'key' ? column.role : column.kind,
            dimension: column.kind === 'dimension' ? column.dimension : '',
          },
        }),
      ),
      ...headless.map((column) => issue('column-without-header', 'warning', { ...column.at, found: '' })),
    ].filter((one) => one !== null);
    const understood = columns.map((column) => ({
      sheet: grid.sheet,
      column: columnLetters(column.index),
      header: column.header,
      role: roleText(column),
    }));
    return [{ table, understood, issues }];
  });
}
