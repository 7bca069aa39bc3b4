import type { Result } from '../model.ts';
import { list, readCode, readText } from '../workbook/cells.ts';
import { reference } from '../workbook/code-index.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { RecordReader } from '../workbook/record.ts';

export const RESULT_COLUMNS: Names = {
  required: ['code', 'level', 'title.*'],
  optional: ['parent', 'description.*', 'sdg', 'gcm', 'frameworks'],
};

export function readResult(row: RecordReader, declared: Declared): Result {
  return {
    code: row.required('code', readCode, ''),
    level: row.required('level', reference(declared.levels, 'plan-unknown-level'), ''),
    parent: row.optional<string | null>('parent', reference(declared.results, 'plan-unknown-result'), null),
    title: row.titles('title', 'shown'),
    description: row.titles('description', 'notes'),
    sdg: row.optional('sdg', list(readText), []),
    gcm: row.optional('gcm', list(readText), []),
    frameworks: row.optional('frameworks', list(readText), []),
  };
}
