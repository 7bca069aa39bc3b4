import { issue, type ValidationIssue } from '../validation/issue.ts';

/** How far a file is followed before it is refused. */
export interface Limits {
  /** Bytes of all parts read of one workbook, once inflated. */
  readonly inflatedBytes: number;
  /** Inflated bytes for each stored byte, for parts over `ratioFreeBytes`. */
  readonly ratio: number;
  readonly ratioFreeBytes: number;
  /** Cells of all sheets, counting the blanks that stand before a filled one. */
  readonly cells: number;
  /** Columns of a text: as many as a spreadsheet program shows. */
  readonly columns: number;
  readonly sharedStrings: number;
  /** Merged ranges, and rules of data validation, of all sheets. */
  readonly merges: number;
  readonly validations: number;
  readonly sheets: number;
}

export const DEFAULT_LIMITS: Limits = {
  inflatedBytes: 200 * 1024 * 1024,
  ratio: 200,
  ratioFreeBytes: 10 * 1024 * 1024,
  cells: 5_000_000,
  columns: 16_384,
  sharedStrings: 2_000_000,
  merges: 200_000,
  validations: 100_000,
  sheets: 1_000,
};

/** The refusal of a file that goes over one of the limits. */
export function tooLarge(limit: Exclude<keyof Limits, 'ratioFreeBytes'>, limits: Limits): ValidationIssue {
  return issue('workbook-too-large', 'error', {
    expected: String(limits[limit]),
    params: { limit, max: limits[limit] },
  });
}
