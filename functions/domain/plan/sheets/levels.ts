import type { ResultLevel } from '../model.ts';
import { choice, readCode, readNumber, within } from '../workbook/cells.ts';
import type { Names } from '../workbook/columns.ts';
import type { RecordReader } from '../workbook/record.ts';

export const LEVEL_COLUMNS: Names = { required: ['code', 'order', 'strand', 'title.*'], optional: [] };

const MOST_LEVELS = 100;

export function readLevel(row: RecordReader): ResultLevel {
  return {
    code: row.required('code', readCode, ''),
    order: row.required('order', within(readNumber, 0, MOST_LEVELS, true), 0),
    strand: row.required('strand', choice(['objective', 'enabler', 'cross-cutting']), 'objective'),
    title: row.titles('title', 'shown'),
  };
}
