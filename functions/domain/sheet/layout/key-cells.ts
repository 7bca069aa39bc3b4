import type { Indicator, Plan } from '../../plan/model.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import type { Notation } from '../numbers/notation.ts';
import type { PeriodReader } from '../periods/period-reader.ts';
import type { Named } from '../statement.ts';
import { innerUnit, keyColumns, type NumberedRow, nameInRow, periodPieces } from './row-keys.ts';
import type { Table } from './table.ts';

/** What reading rows needs besides the table; made once a file. */
export interface Reader {
  readonly plan: Plan;
  readonly vocabulary: Vocabulary;
  readonly periods: PeriodReader;
  readonly notation: Notation;
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** The org unit of rows that name none. */
  readonly orgUnit: string;
}

/** Whose, of what and when a row is, by its own key cells and those above that merged cells stretch over it. */
export interface RowKeys {
  readonly orgUnit: Named;
  readonly indicator: Named | null;
  readonly pieces: readonly string[];
  /** Index of the column that names the period; null where none does. */
  readonly periodColumn: number | null;
}

type OwnKeys = Omit<RowKeys, 'orgUnit'> & { readonly orgUnit: Named | null };

const NO_KEYS: OwnKeys = { orgUnit: null, indicator: null, pieces: [], periodColumn: null };

/** Whose the rows are that do not say so: the office of the folder, unless the titles name another one, or one inside it, and not that office. */
export function officeOf(
  { grid, orgUnits: titled }: Table,
  { vocabulary, orgUnit }: Reader,
  inner: ReturnType<typeof innerUnit>,
): Named {
  const nowhere = { sheet: grid.sheet, row: null, column: null };
  const folder = { code: vocabulary.orgUnit(orgUnit), found: orgUnit, at: nowhere };
  const others = titled.filter(
    ({ code }) => code !== null && folder.code !== null && inner(code, folder.code) !== folder.code,
  );
  const [other] = others;
  return other && !titled.some(({ code }) => code === folder.code) ? other : folder;
}

/** Reads the keys of a table's rows, which must be given in order, since blanks below a merged cell read on from above. */
export function createKeyReader(
  table: Table,
  reader: Reader,
): { read: (row: NumberedRow, statesCategory: boolean) => RowKeys; noteHeading: (row: NumberedRow) => void } {
  const { vocabulary } = reader;
  const orgUnits = keyColumns(table.columns, 'orgUnit');
  const indicators = keyColumns(table.columns, 'indicator');
  const periods = keyColumns(table.columns, 'period');
  const inner = innerUnit(reader.plan);
  const office = officeOf(table, reader, inner);
  let above = NO_KEYS;

  const own = (row: NumberedRow): OwnKeys => {
    const { pieces, index } = periodPieces(row, periods);
    return {
      orgUnit: nameInRow(row, orgUnits, vocabulary.orgUnit, inner),
      indicator: nameInRow(row, indicators, vocabulary.indicator),
      pieces,
      periodColumn: index,
    };
  };
  const over = (keys: OwnKeys, carried: OwnKeys): OwnKeys => ({
    orgUnit: keys.orgUnit ?? carried.orgUnit,
    indicator: keys.indicator ?? carried.indicator,
    pieces: keys.pieces.length > 0 ? keys.pieces : carried.pieces,
    periodColumn: keys.pieces.length > 0 ? keys.periodColumn : carried.periodColumn,
  });

  return {
    read(row, statesCategory) {
      const stated = own(row);
      // A row without any known key, such as an unlabelled sum or a source, is not the row above once more.
      const named = stated.orgUnit?.code != null || stated.indicator?.code != null;
      const dated = reader.periods(stated.pieces, undefined, table.period?.code ?? null) !== null;
      const hasKeys = statesCategory || named || dated;
      const keys = hasKeys ? over(stated, above) : stated;
      if (hasKeys) above = keys;
      return { ...keys, orgUnit: keys.orgUnit ?? office };
    },
    /** A row without figures may head those below: an indicator over its categories. */
    noteHeading(row) {
      const stated = own(row);
      if (stated.indicator?.code != null || stated.orgUnit?.code != null) above = over(stated, above);
    },
  };
}
