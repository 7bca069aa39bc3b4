import type { ValidationIssue } from '../validation/issue.ts';

/** A cell as the reader gives it. Text files give only strings; a blank cell is null. */
export type Cell =
  | string
  | number
  | boolean
  | null
  /** A calendar date, ISO `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly iso: string }
  /** A number shown as a percentage in the workbook: 0.45 for `45%`. */
  | { readonly kind: 'percent'; readonly value: number }
  /** An error value such as `#DIV/0!`, or `NO_RESULT` for a formula without a stored result. */
  | { readonly kind: 'error'; readonly code: string };

/** What stands for an error value where a formula was never worked out. */
export const NO_RESULT = 'uncalculated';

/** One sheet as a rectangle of cells; `rows[0]` is row 1, ragged rows allowed. */
export interface Grid {
  /** Name of the sheet; null for a text file. */
  readonly sheet: string | null;
  readonly hidden: boolean;
  /** Of a text file that was returned as a workbook: what parted its cells may still have cut figures in two. */
  readonly wasText?: boolean;
  readonly rows: readonly (readonly Cell[])[];
  /** What has to be said of it once it is read: what of it is hidden. */
  readonly remarks?: readonly ValidationIssue[];
}

/** Column letters from an index from 0: 0 is `A`, 26 is `AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

/** A cell as the uploader would read it; empty text for a blank. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.trim();
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  switch (cell.kind) {
    case 'date':
      return cell.iso;
    case 'percent':
      return `${Number((cell.value * 100).toPrecision(12))}%`;
    case 'error':
      return cell.code;
    default:
      return cell satisfies never;
  }
}
