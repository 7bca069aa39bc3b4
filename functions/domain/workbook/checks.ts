import type { Indicator } from '../plan/model.ts';
import type { Part } from '../validation/block.ts';
import { additiveParts, tolerance } from '../validation/figures.ts';
import type { Columns } from './columns.ts';

/** Marks before what a check says: all is well, something is wrong, a sum without a total to compare it with. */
export const MARKS = { right: '✓', wrong: '✗', sum: 'Σ' } as const;

/** First and last row (from 1) of the categories of one dimension, and the row of their total. */
export interface CheckedRows {
  readonly total: number;
  readonly first: number;
  readonly last: number;
}

const text = (mark: string): string => `"${mark} "`;
const joined = (parts: readonly string[]): string => parts.join('&"; "&');
const both = (conditions: readonly string[]): string =>
  conditions.length === 1 ? (conditions[0] ?? '') : `AND(${conditions.join(',')})`;

function cells(columns: Columns, part: Part, { total, first, last }: CheckedRows) {
  const letter = columns.letter(part);
  return { total: `${letter}${total}`, range: `${letter}${first}:${letter}${last}` };
}

/** Compares the categories of a dimension with their total, as the rule on breakdowns will; null where figures do not add up anyway. */
export function breakdownCheck(indicator: Indicator, columns: Columns, rows: CheckedRows): string | null {
  const parts = additiveParts(indicator);
  if (parts.length === 0) return null;
  const places = parts.map((part) => ({ ...cells(columns, part, rows), allowed: tolerance(indicator, part) }));
  const decimals = indicator.decimals + 2;
  const compared = joined(places.map(({ range, total }) => `ROUND(SUM(${range}),${decimals})&" / "&${total}`));
  const isComplete = indicator.breakdown === 'complete';
  const agrees = both(
    places.map(({ total, range, allowed }) =>
      isComplete ? `ABS(SUM(${range})-${total})<=${allowed}` : `SUM(${range})-${total}<=${allowed}`,
    ),
  );
  const blank = both(places.map(({ range }) => `COUNT(${range})=0`));
  const nothing = both(places.map(({ total }) => `N(${total})=0`));
  const whenBlank = isComplete
    ? `IF(${nothing},"","${MARKS.wrong} 0 / "&${joined(places.map(({ total }) => total))})`
    : '""';
  const noTotal = both(places.map(({ total }) => `COUNT(${total})=0`));
  const mark = `IF(${noTotal},${text(MARKS.sum)},IF(${agrees},${text(MARKS.right)},${text(MARKS.wrong)}))`;
  return `IF(${blank},${whenBlank},${mark}&${compared})`;
}

/** What a ratio's numerator and denominator make, or that they cannot be. */
export function ratioCheck(indicator: Indicator, columns: Columns, row: number): string {
  const numerator = `${columns.letter('numerator')}${row}`;
  const denominator = `${columns.letter('denominator')}${row}`;
  const isShare = indicator.kind === 'percentage';
  const quotient = isShare
    ? `ROUND(100*${numerator}/${denominator},${indicator.decimals})&" %"`
    : `ROUND(${numerator}/${denominator},${indicator.decimals})`;
  const bounded = isShare && (indicator.max ?? 1) <= 1;
  const shown = `${text(bounded ? MARKS.right : '=')}&${quotient}`;
  const within = bounded ? `IF(${numerator}>${denominator},${text(MARKS.wrong)}&${quotient},${shown})` : shown;
  const given = `COUNT(${numerator},${denominator})`;
  const nobody = `IF(${numerator}=0,"","${MARKS.wrong}")`;
  return `IF(${given}=0,"",IF(${given}=1,"${MARKS.wrong}",IF(${denominator}=0,${nobody},${within})))`;
}

/** Whether any check in a range of the check column is wrong, to mark the total above it too. */
export function anyWrong(columns: Columns, first: number, last: number): string {
  const letter = columns.letter('check');
  return `IF(COUNTIF(${letter}${first}:${letter}${last},"${MARKS.wrong}*")>0,"${MARKS.wrong}","")`;
}
