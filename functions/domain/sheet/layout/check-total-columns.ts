import { contains } from '../../plan/period.ts';
import { plainNumber } from '../../validation/figures.ts';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { columnLetters } from '../grid.ts';
import type { Statement } from '../statement.ts';
import { disagreement, type ReadFigure } from './check-totals.ts';
import type { Reader } from './key-cells.ts';
import type { Table } from './table.ts';
import { saysTotal } from './total-columns.ts';

function figureOf(statement: Statement): ReadFigure | null {
  for (const part of ['value', 'numerator', 'denominator'] as const) {
    const written = statement[part];
    if (written !== null) return { statement, part, written };
  }
  return null;
}

function byRow(statements: readonly Statement[]): Map<number, ReadFigure[]> {
  const figures = statements.map(figureOf).filter((figure) => figure !== null);
  return Map.groupBy(figures, ({ written }) => written.at.row ?? 0);
}

function isLeftOf(column: string | null, other: string): boolean {
  const [a, b] = [column ?? '', other];
  return a.length === b.length ? a < b : a.length < b.length;
}

/** A year's total beside its quarters: stated for a longer period than the indicator is reported for, and containing those of the same row. */
function isYearsTotal(
  { statement, written }: ReadFigure,
  row: readonly ReadFigure[],
  totals: ReadonlySet<string>,
  reader: Reader,
): boolean {
  const { indicator, period } = statement;
  const frequency = reader.indicators.get(indicator.code ?? '')?.frequency;
  const outer = period.code;
  if (!totals.has(written.at.column ?? '') || frequency === undefined || outer === null) return false;
  return row.some(({ statement: other }) => {
    const inner = other.period.code;
    return other.indicator.code === indicator.code && inner !== null && inner !== outer && contains(outer, inner);
  });
}

/** What is to be said of columns of totals, and the statements without what those state. */
export interface TotalColumnsRead {
  readonly statements: readonly Statement[];
  readonly issues: readonly ValidationIssue[];
}

/**
 * Columns of totals against the figures left of them in their row: told where they do not agree, silent where it is not clear what they sum up.
 * A year's total beside its quarters is such a column too, and states no figure of its own.
 */
export function readTotalColumns(
  statements: readonly Statement[],
  { columns, grid }: Table,
  reader: Reader,
): TotalColumnsRead {
  const sums = columns.filter(({ kind }) => kind === 'total');
  const likely = columns
    .filter((column) => column.kind === 'figure')
    .filter(({ periods, header }) => periods.length > 0 && saysTotal(header));
  if (sums.length + likely.length === 0) return { statements, issues: [] };
  const totals = new Set(likely.map(({ index }) => columnLetters(index)));
  const dropped = new Set<Statement>();
  const found = new Set<number>(sums.map(({ index }) => index));
  const rows = byRow(statements);
  for (const row of rows.values()) {
    for (const figure of row) if (isYearsTotal(figure, row, totals, reader)) dropped.add(figure.statement);
  }
  for (const { written } of [...dropped].map(figureOf).filter((figure) => figure !== null)) {
    const column = likely.find(({ index }) => columnLetters(index) === written.at.column);
    if (column) found.add(column.index);
  }
  const differing = [...rows].flatMap(([number, row]) => {
    const read = row.filter(({ statement }) => !dropped.has(statement));
    return [...found].flatMap((index) => {
      const column = columnLetters(index);
      const before = columnLetters(Math.max(-1, ...[...found].filter((other) => other < index)));
      const left = read.filter(({ written }) => isLeftOf(written.at.column, column));
      const since = left.filter(({ written }) => before === '' || !isLeftOf(written.at.column, before));
      const cell = grid.rows[number - 1]?.[index] ?? null;
      const differs = disagreement(cell, since.length < left.length ? [since, left] : [left], reader);
      if (!differs) return [];
      return [
        issue('total-column-differs', 'warning', {
          ...{ sheet: grid.sheet, row: number, column },
          found: plainNumber(differs.found),
          expected: plainNumber(differs.expected),
          params: { difference: plainNumber(differs.found - differs.expected) },
        }),
      ];
    });
  });
  const told = likely
    .filter(({ index }) => found.has(index))
    .map(({ at, header }) => issue('total-column', 'info', { ...at, found: header }));
  return { statements: statements.filter((statement) => !dropped.has(statement)), issues: [...told, ...differing] };
}
