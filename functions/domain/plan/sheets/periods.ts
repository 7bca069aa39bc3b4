import type { PeriodWindow } from '../model.ts';
import { readDate, readPeriod } from '../workbook/cells.ts';
import type { Names } from '../workbook/columns.ts';
import type { RecordReader } from '../workbook/record.ts';

export const PERIOD_COLUMNS: Names = { required: ['period', 'opens', 'due', 'closes'], optional: [] };

export function readWindow(row: RecordReader): PeriodWindow {
  return {
    period: row.required('period', readPeriod, ''),
    opens: row.required('opens', readDate, ''),
    due: row.required('due', readDate, ''),
    closes: row.required('closes', readDate, ''),
  };
}
