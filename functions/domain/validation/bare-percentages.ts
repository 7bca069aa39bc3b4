import type { Statement, WrittenNumber } from '../sheet/statement.ts';

/** The value of a statement where it is written as a bare number, without a percent sign and without the numerator and denominator that would explain it. */
export function bareValue({ value, numerator, denominator }: Statement): WrittenNumber | null {
  if (value === null || value.number === null || /[%٪]/.test(value.found)) return null;
  return numerator?.number != null && denominator?.number != null ? null : value;
}
