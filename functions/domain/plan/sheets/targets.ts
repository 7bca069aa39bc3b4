import type { Indicator, Target } from '../model.ts';
import { readNumber, readPeriod } from '../workbook/cells.ts';
import { reference } from '../workbook/code-index.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { RecordReader } from '../workbook/record.ts';
import { figureReader } from './figure.ts';

export const TARGET_COLUMNS: Names = {
  required: ['indicator', 'orgUnit', 'period'],
  optional: ['value', 'numerator', 'denominator'],
};

/** A target as written: its value, or the two parts of a ratio. */
export interface WrittenTarget extends Omit<Target, 'value'> {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export function readTarget(
  row: RecordReader,
  declared: Declared,
  indicators: ReadonlyMap<string, Indicator>,
): WrittenTarget {
  const indicator = row.required('indicator', reference(declared.indicators, 'plan-unknown-indicator'), '');
  return {
    indicator,
    orgUnit: row.required('orgUnit', reference(declared.orgUnits, 'plan-unknown-org-unit'), ''),
    period: row.required('period', readPeriod, ''),
    value: row.optional<number | null>('value', figureReader(indicators.get(indicator)?.kind ?? 'score'), null),
    numerator: row.optional<number | null>('numerator', readNumber, null),
    denominator: row.optional<number | null>('denominator', readNumber, null),
  };
}

/** The target's value, else the quotient of its parts; null where neither can be had. */
export function targetValue({ value, numerator, denominator }: WrittenTarget): number | null {
  if (value !== null) return value;
  return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;
}

/** The column that says how much: what an issue about the figure points at. */
export function figureColumn({ value }: WrittenTarget): 'value' | 'numerator' {
  return value === null ? 'numerator' : 'value';
}
