import type { Plan } from '../../plan/model.ts';
import { createVocabulary } from '../headers/vocabulary.ts';
import { type FoundTable, findTables } from '../layout/find-tables.ts';
import type { Reader } from '../layout/key-cells.ts';
import { inferNotation } from '../numbers/notation.ts';
import { createPeriodReader } from '../periods/period-reader.ts';
import { chooseTables, missingKeys } from '../read-sheets.ts';
import { prepareSheets } from '../workbook-meta.ts';
import { type CodedSheet, headOf } from './coded-sheet.ts';
import { headsAgain } from './heads-again.ts';

/** More rows than are looked at for a header, for titles above it and for what blank headers stand over. */
const HEAD_ROWS = 320;

/** The one table of a coded sheet. */
export interface CodedTable {
  readonly coded: CodedSheet;
  readonly found: FoundTable;
  readonly reader: Reader;
}

/** Texts of the figure columns, below the header, that may tell how the file writes decimals; each once. */
function* figureTexts({ columns, rows }: CodedSheet, indices: readonly number[], start: number): Generator<string> {
  for (const index of indices) {
    const column = columns[index];
    if (column === undefined || column.size === 1) continue;
    const { codes } = column;
    const seen = new Uint8Array(column.size);
    for (let row = start; row < rows; row += 1) {
      const code = codes[row] ?? 0;
      if (code <= 0 || seen[code] === 1) continue;
      seen[code] = 1;
      const cell = column.cell(code);
      if (typeof cell === 'string') yield cell;
    }
  }
}

/**
 * Finds the table of a sheet by its first rows, as `readSheets` finds it. Null where the sheet is anything but one table from its header to
 * its last row.
 */
export function findCodedTable(
  coded: CodedSheet,
  plan: Plan,
  context: { readonly orgUnit: string; readonly planVersion?: number },
): CodedTable | null {
  const head = headOf(coded, HEAD_ROWS);
  const prepared = prepareSheets([head], plan, context);
  if (prepared.issues.length > 0 || prepared.grids[0] !== head) return null;
  const vocabulary = createVocabulary(plan);
  const { tables, issues } = chooseTables(prepared.grids, (grid) =>
    findTables(grid, vocabulary, plan, prepared.orgUnit),
  );
  const [found, ...others] = tables;
  if (found === undefined || others.length > 0 || issues.length > 0) return null;
  const { table } = found;
  if (table.end !== head.rows.length || missingKeys(table).length > 0) return null;
  if (headsAgain(coded, table, vocabulary, plan)) return null;
  const figures = table.columns.filter(({ kind }) => kind === 'figure').map(({ index }) => index);
  return {
    coded,
    found: { ...found, table: { ...table, end: coded.rows } },
    reader: {
      plan,
      vocabulary,
      periods: createPeriodReader(plan),
      notation: inferNotation(figureTexts(coded, figures, table.start)),
      indicators: new Map(plan.indicators.map((indicator) => [indicator.code, indicator])),
      orgUnit: prepared.orgUnit,
    },
  };
}
