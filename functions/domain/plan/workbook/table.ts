import { cellText, columnLetters, type Grid } from '../../sheet/grid.ts';
import { type CellRef, issue, type ValidationIssue } from '../../validation/issue.ts';
import { wordOf } from './cells.ts';
import { matchNames, type Names } from './columns.ts';
import { createRecordReader, type Entry, type Field, type RecordReader } from './record.ts';

/** A row that is not blank; `field` gives a column's cell, null where there is no such column. */
export interface TableRow {
  readonly at: CellRef;
  field(name: string): Field | null;
}

/** A sheet whose first written row names its columns. */
export interface Table {
  readonly rows: readonly TableRow[];
  /** What `parse` makes of each row that is not blank. */
  read<T>(parse: (row: RecordReader) => T): Entry<T>[];
  /** The words of a column, before the rows are read: what other cells may refer to. */
  words(column: string): string[];
}

const COLUMN_ISSUES = {
  missing: 'plan-missing-column',
  unknown: 'plan-unknown-column',
  repeated: 'plan-repeated-column',
};

const EMPTY: Table = { rows: [], read: () => [], words: () => [] };

/** Opens a sheet as a table; a required sheet without rows is an error, an optional one is as good as absent. Null: no such sheet. */
export function openTable(
  grid: Grid | null,
  names: Names,
  languages: readonly string[],
  need: 'required' | 'optional',
  issues: ValidationIssue[],
): Table {
  if (grid === null) return EMPTY;
  const sheet = { sheet: grid.sheet, row: null, column: null };
  const written = grid.rows.flatMap((cells, index) =>
    cells.some((c) => cellText(c) !== '') ? [{ cells, index }] : [],
  );
  const [header, ...body] = written;
  if (need === 'required' && body.length === 0) issues.push(issue('plan-empty-sheet', 'error', sheet));
  if (!header || body.length === 0) return EMPTY;
  const headings = header.cells.map((cell, index) => ({
    text: wordOf(cell),
    at: { sheet: grid.sheet, row: header.index + 1, column: columnLetters(index) },
  }));
  const places = matchNames(headings, names, languages, COLUMN_ISSUES, { ...sheet, row: header.index + 1 }, issues);
  const rows = body.map(({ cells, index }): TableRow => {
    const at = { sheet: grid.sheet, row: index + 1, column: null };
    return {
      at,
      field: (name) => {
        const place = places.get(name);
        return place === undefined ? null : { cell: cells[place] ?? null, at: { ...at, column: columnLetters(place) } };
      },
    };
  });
  return {
    rows,
    words: (column) => rows.map((row) => wordOf(row.field(column)?.cell)).filter((word) => word !== ''),
    read: (parse) =>
      rows.map((row) => {
        const reader = createRecordReader(row.field, row.at, languages, issues);
        return reader.entry(parse(reader));
      }),
  };
}
