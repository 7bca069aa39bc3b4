export type Severity = 'error' | 'warning' | 'info';

/** A place in an uploaded file, as the uploader sees it: row from 1, column in letters. */
export interface CellRef {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
}

/**
 * What is wrong (error: returned), doubtful (warning: taken) or worth knowing (info), where, and what was expected there.
 * The words come later: catalogue messages `issue.<code>.message` and `issue.<code>.remedy` take `found`, `expected` and `params`.
 */
export interface ValidationIssue extends CellRef {
  readonly code: string;
  readonly severity: Severity;
  readonly found: string | null;
  /** Data, not prose: a code, a list of codes, a number, a range. */
  readonly expected: string | null;
  readonly params: Readonly<Record<string, string | number>>;
  /** Of a problem of several cells of the sheet: all of them, as `C5:C90 D7`. */
  readonly area?: string;
}

/** An issue without a place, to be completed: `issue('empty-file', 'error')`, `issue('not-a-number', 'error', { ...cell, found: 'abc' })`. */
export function issue(
  code: string,
  severity: Severity,
  rest: Partial<Omit<ValidationIssue, 'code' | 'severity'>> = {},
): ValidationIssue {
  return { sheet: null, row: null, column: null, found: null, expected: null, params: {}, ...rest, code, severity };
}
