import { cellText, type Grid } from './grid.ts';

/** In the first row of the sheet that lists the problems of a returned file, whatever its name by now. */
export const ISSUES_MARK = 'jalon-issues';
/** First cell of the hidden sheet that remembers how marked cells looked before. */
export const LOOKS_MARK = 'jalon-looks';

/** Whether a sheet was put into an office's file when it was returned: nothing of it is the office's. */
export function isAnnotation({ rows }: Grid): boolean {
  const [first = []] = rows;
  return cellText(first[0]) === LOOKS_MARK || first.some((cell) => cellText(cell) === ISSUES_MARK);
}

/** Beside that mark where the file was a text when it was returned first. */
export const TEXT_MARK = 'text';

/** Whether the sheets are those of a text file that was returned as a workbook. */
export function wasText(grids: readonly Grid[]): boolean {
  return grids.some(({ rows }) => cellText(rows[0]?.[0]) === LOOKS_MARK && cellText(rows[0]?.[1]) === TEXT_MARK);
}
