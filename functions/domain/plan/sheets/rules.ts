import type { PlanRule } from '../model.ts';
import { choice, readCode, readText } from '../workbook/cells.ts';
import type { Names } from '../workbook/columns.ts';
import type { RecordReader } from '../workbook/record.ts';

export const RULE_COLUMNS: Names = {
  required: ['code', 'left', 'operator', 'right', 'message.*'],
  optional: ['severity'],
};

const readOperator = choice(['=', '!=', '<', '<=', '>', '>='], {
  '==': '=',
  '<>': '!=',
  '≠': '!=',
  '≤': '<=',
  '≥': '>=',
});

export function readRule(row: RecordReader): PlanRule {
  return {
    code: row.required('code', readCode, ''),
    severity: row.optional('severity', choice(['error', 'warning']), 'warning'),
    left: row.required('left', readText, ''),
    operator: row.required('operator', readOperator, '='),
    right: row.required('right', readText, ''),
    message: row.titles('message', 'shown'),
  };
}
