import type { Statement } from '../sheet/statement.ts';
import type { CellRef } from './issue.ts';

function placeOf({ value, numerator, denominator, indicator }: Statement): CellRef {
  return (value ?? numerator ?? denominator ?? indicator).at;
}

function compare(a: CellRef, b: CellRef): number {
  if (a.sheet !== b.sheet) return (a.sheet ?? '') < (b.sheet ?? '') ? -1 : 1;
  if (a.row !== b.row) return (a.row ?? 0) - (b.row ?? 0);
  const [left, right] = [a.column ?? '', b.column ?? ''];
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Statements by sheet name, row and column, whatever order they come in. */
export function inFileOrder(statements: readonly Statement[]): readonly Statement[] {
  const isSorted = statements.every((statement, index) => {
    const before = statements[index - 1];
    return before === undefined || compare(placeOf(before), placeOf(statement)) <= 0;
  });
  return isSorted ? statements : [...statements].sort((a, b) => compare(placeOf(a), placeOf(b)));
}
