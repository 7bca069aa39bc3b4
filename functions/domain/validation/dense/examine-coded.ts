import type { Plan } from '../../plan/model.ts';
import type { CodedSheet } from '../../sheet/coded/coded-sheet.ts';
import { findCodedTable } from '../../sheet/coded/find-coded-table.ts';
import { rowsLeftOut, withoutRepeats } from '../../sheet/read-sheets.ts';
import type { UnderstoodColumn } from '../../sheet/statement.ts';
import { type Examination, examinationOf } from '../conclude.ts';
import type { ValidationIssue } from '../issue.ts';
import { siftCoded } from './sift-coded.ts';

/** An examination with what was made of the columns. */
export interface CodedExamination extends Examination {
  readonly understood: readonly UnderstoodColumn[];
}

/**
 * Judges the blocks of a long table as `readSheets` and `examine` do, over integers: at a small part of their time and memory. `notes` are
 * what opening the file had to say. Null for any sheet that is not plainly one table whose rows stand for themselves; those two judge it.
 */
export function examineCoded(
  coded: CodedSheet,
  notes: readonly ValidationIssue[],
  plan: Plan,
  context: { readonly orgUnit: string; readonly today: string; readonly planVersion?: number },
): CodedExamination | null {
  const table = findCodedTable(coded, plan, context);
  const sifting = table && siftCoded(table, context);
  if (!table || !sifting) return null;
  const { issues: ofTable, table: found, understood } = table.found;
  const { sifted, wordRows } = sifting;
  const issues = [...notes, ...ofTable, ...rowsLeftOut('word-rows', found.grid, wordRows), ...sifted.issues];
  return { ...examinationOf({ ...sifted, issues }, plan, context.orgUnit), understood: withoutRepeats(understood) };
}
