import type { Indicator } from '../../plan/model.ts';
import { additiveParts, plainNumber, sum, tolerance } from '../../validation/figures.ts';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type Cell, columnLetters } from '../grid.ts';
import { type FigurePart, readNumber } from '../numbers/read-number.ts';
import type { Statement, WrittenNumber } from '../statement.ts';
import { isBlank } from './figure-cells.ts';
import type { Reader } from './key-cells.ts';
import { innerUnit } from './row-keys.ts';
import type { Table } from './table.ts';

/** Comparing costs time, and in a file with more rows of totals each of them sums up next to nothing. */
const MOST_COMPARED = 100;

/** One figure that was read, with what it is of. */
export interface ReadFigure {
  readonly statement: Statement;
  readonly part: FigurePart;
  readonly written: WrittenNumber;
}

/** All figures of statements by the letters of their column, each in file order. */
export function figuresByColumn(statements: readonly Statement[]): Map<string, ReadFigure[]> {
  const columns = new Map<string, ReadFigure[]>();
  for (const statement of statements) {
    for (const part of ['value', 'numerator', 'denominator'] as const) {
      const written = statement[part];
      if (written?.at.column == null) continue;
      const known = columns.get(written.at.column);
      if (known) known.push({ statement, part, written });
      else columns.set(written.at.column, [{ statement, part, written }]);
    }
  }
  return columns;
}

function keyOf({ orgUnit, period, categories }: Statement): string {
  return JSON.stringify([orgUnit.code, period.code, categories.map(({ dimension, code }) => [dimension, code])]);
}

/**
 * The indicator of which all figures are parts that add up: of one indicator, each of another office, period or category, none inside another.
 * Null where that is not clear beyond doubt.
 */
export function addable(figures: readonly ReadFigure[], reader: Reader): Indicator | null {
  const [first] = figures;
  const indicator = reader.indicators.get(first?.statement.indicator.code ?? '') ?? null;
  if (!first || !indicator || !additiveParts(indicator).includes(first.part)) return null;
  const statements = figures.map(({ statement }) => statement);
  const isClear = figures.every(
    ({ statement: { orgUnit, indicator: of, period, categories }, part, written }) =>
      part === first.part &&
      of.code === indicator.code &&
      orgUnit.code !== null &&
      period.code !== null &&
      categories.every(({ code }) => code !== null) &&
      (written.number !== null || written.problem === null),
  );
  if (!isClear || new Set(statements.map(keyOf)).size < statements.length) return null;
  const dimensions = new Set(statements.map(({ categories }) => categories.map(({ dimension }) => dimension).join()));
  const periods = new Set(statements.map(({ period }) => period.code));
  const units = [...new Set(statements.map(({ orgUnit }) => orgUnit.code ?? ''))];
  const inner = innerUnit(reader.plan);
  const nested = units.some((unit, index) => units.slice(index + 1).some((other) => inner(unit, other) !== null));
  const overTime = periods.size === 1 || (indicator.overTime === 'sum' && indicator.reportedAs === 'per-period');
  const overUnits = units.length === 1 || indicator.overOrgUnits === 'sum' || indicator.overOrgUnits === 'ratio';
  return dimensions.size === 1 && !nested && overTime && overUnits ? indicator : null;
}

/** The figure that a cell states as a total, where it does not agree with any of the sums that it may be; null where it agrees or cannot be told. */
export function disagreement(
  cell: Cell,
  candidates: readonly (readonly ReadFigure[])[],
  reader: Reader,
): { readonly found: number; readonly expected: number; readonly count: number } | null {
  const [first] = candidates.flat();
  if (!first || isBlank(cell)) return null;
  const sums = candidates
    .filter((figures) => figures.length > 0)
    .map((figures) => {
      const indicator = addable(figures, reader);
      const numbers = figures.flatMap(({ written }) => (written.number === null ? [] : [written.number]));
      return indicator && { indicator, total: sum(numbers), count: numbers.length };
    });
  const clear = sums.filter((one) => one !== null);
  const [one] = clear;
  if (!one || clear.length < sums.length) return null;
  const found = readNumber(cell, reader.notation, one.indicator, first.part).number;
  if (found === null) return null;
  const off = (total: number) => Math.abs(total - found);
  const agrees = clear.some(
    ({ indicator, total, count }) =>
      off(total) <=
      tolerance(indicator, first.part) * (count + 1) * (indicator.kind === 'count' ? 0 : 1) + off(0) * 1e-9,
  );
  const nearest = [...clear].sort((a, b) => off(a.total) - off(b.total))[0] ?? one;
  return agrees ? null : { found, expected: nearest.total, count: nearest.count };
}

/**
 * Rows of totals whose figures are not the sums of the rows they can be seen to cover: those since the last such row, or all of the table.
 * Silent wherever it is not clear what a row sums up.
 */
export function totalRowsThatDiffer(
  statements: readonly Statement[],
  totalRows: readonly number[],
  { grid, start, columns }: Table,
  reader: Reader,
): ValidationIssue[] {
  if (totalRows.length === 0 || totalRows.length > MOST_COMPARED) return [];
  const read = figuresByColumn(statements);
  const figureColumns = columns.filter(({ kind }) => kind === 'figure');
  return totalRows.flatMap((row, order) => {
    const before = totalRows[order - 1] ?? start;
    return figureColumns.flatMap(({ index }) => {
      const column = columnLetters(index);
      const above = (read.get(column) ?? []).filter(({ written }) => (written.at.row ?? 0) < row);
      const since = above.filter(({ written }) => (written.at.row ?? 0) > before);
      const found = disagreement(grid.rows[row - 1]?.[index] ?? null, order === 0 ? [above] : [since, above], reader);
      if (!found) return [];
      const place = { sheet: grid.sheet, row, column };
      return [
        issue('total-row-differs', 'warning', {
          ...place,
          found: plainNumber(found.found),
          expected: plainNumber(found.expected),
          params: { rows: found.count, difference: plainNumber(found.found - found.expected) },
        }),
      ];
    });
  });
}
