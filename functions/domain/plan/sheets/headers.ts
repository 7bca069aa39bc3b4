import type { HeaderRole, Plan } from '../model.ts';
import { choice, readWords } from '../workbook/cells.ts';
import type { Names } from '../workbook/columns.ts';
import type { RecordReader } from '../workbook/record.ts';

export const HEADER_COLUMNS: Names = { required: ['role', 'synonyms'], optional: [] };

const ROLES: readonly HeaderRole[] = [
  ...(['orgUnit', 'period', 'indicator', 'value', 'numerator', 'denominator', 'note', 'ignore'] as const),
];

export interface HeaderRow {
  readonly role: HeaderRole;
  readonly synonyms: readonly string[];
}

export function readHeaderRow(row: RecordReader): HeaderRow {
  return {
    role: row.required('role', choice(ROLES), 'ignore'),
    synonyms: row.optional('synonyms', readWords, []),
  };
}

/** The synonyms of every role; rows of the same role are joined. */
export function assembleHeaders(rows: readonly HeaderRow[]): Plan['headers'] {
  const of = (role: HeaderRole) => [...new Set(rows.flatMap((row) => (row.role === role ? row.synonyms : [])))];
  return {
    orgUnit: of('orgUnit'),
    period: of('period'),
    indicator: of('indicator'),
    value: of('value'),
    numerator: of('numerator'),
    denominator: of('denominator'),
    note: of('note'),
    ignore: of('ignore'),
  };
}
