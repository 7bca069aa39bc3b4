import type { CrosswalkRow } from '../model.ts';
import { type CellReader, readCode, readPeriod, wordOf } from '../workbook/cells.ts';
import { type CodeIndex, reference } from '../workbook/code-index.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { RecordReader } from '../workbook/record.ts';

export const CROSSWALK_COLUMNS: Names = { required: ['oldCode', 'newCode', 'effectiveFrom'], optional: [] };

/** The code of an indicator, or a retired one that another row leads on from. */
function successor(indicators: CodeIndex, retired: CodeIndex): CellReader<string> {
  const current = reference(indicators, 'plan-unknown-indicator');
  return (cell) => {
    const found = current(cell);
    const old = found.ok ? null : retired.resolve(wordOf(cell));
    return old === null ? found : { ok: true, value: old };
  };
}

/** `retired`: the old codes of all rows. */
export function readCrosswalkRow(row: RecordReader, declared: Declared, retired: CodeIndex): CrosswalkRow {
  return {
    oldCode: row.required('oldCode', readCode, ''),
    newCode: row.required('newCode', successor(declared.indicators, retired), ''),
    effectiveFrom: row.required('effectiveFrom', readPeriod, ''),
  };
}
