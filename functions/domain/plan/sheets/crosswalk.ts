import type { CrosswalkRow } from '../model.ts';
import { readCode, readPeriod } from '../workbook/cells.ts';
import { reference } from '../workbook/code-index.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { RecordReader } from '../workbook/record.ts';

export const CROSSWALK_COLUMNS: Names = { required: ['oldCode', 'newCode', 'effectiveFrom'], optional: [] };

export function readCrosswalkRow(row: RecordReader, declared: Declared): CrosswalkRow {
  return {
    oldCode: row.required('oldCode', readCode, ''),
    newCode: row.required('newCode', reference(declared.indicators, 'plan-unknown-indicator'), ''),
    effectiveFrom: row.required('effectiveFrom', readPeriod, ''),
  };
}
