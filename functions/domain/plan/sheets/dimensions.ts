import type { Category, Dimension, Titles } from '../model.ts';
import { readCode, readText, readWords, wordOf } from '../workbook/cells.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { Entry, RecordReader } from '../workbook/record.ts';
import type { Table } from '../workbook/table.ts';

export const DIMENSION_COLUMNS: Names = { required: ['dimension', 'category', 'title.*'], optional: ['synonyms'] };

/** A row of the Dimensions sheet: one category, or with a blank category or `*` the dimension itself. */
export interface DimensionRow extends Category {
  readonly dimension: string;
}

export const OPEN = '*';

function readRow(row: RecordReader, declared: Declared, titled: ReadonlySet<string>): DimensionRow {
  const dimension = row.required('dimension', readCode, '');
  const code = row.optional('category', readText, '');
  return {
    dimension: declared.dimensions.resolve(dimension) ?? dimension,
    code,
    title: row.titles('title', code === OPEN && titled.has(dimension) ? 'notes' : 'shown'),
    synonyms: row.optional('synonyms', readWords, []),
  };
}

export function readDimensionRows(table: Table, declared: Declared): Entry<DimensionRow>[] {
  const titled = new Set(
    table.rows
      .filter((row) => wordOf(row.field('category')?.cell) === '')
      .map((row) => wordOf(row.field('dimension')?.cell)),
  );
  return table.read((row) => readRow(row, declared, titled));
}

/** A plan may list the categories alone: then the dimension goes by its code. */
function codeAsTitle(code: string, rows: readonly DimensionRow[]): Titles {
  return Object.fromEntries(rows.flatMap((row) => Object.keys(row.title)).map((language) => [language, code]));
}

/** Gathers the rows of each dimension, in the order of the sheet. Its title is that of its blank row, else of its `*` row, else its code. */
export function assembleDimensions(rows: readonly DimensionRow[]): Dimension[] {
  return [...Map.groupBy(rows, (row) => row.dimension)].map(([code, own]) => {
    const heads = own
      .filter((row) => row.code === '' || row.code === OPEN)
      .sort((a, b) => a.code.localeCompare(b.code));
    return {
      code,
      title: heads[0]?.title ?? codeAsTitle(code, own),
      synonyms: [...new Set(heads.flatMap((row) => row.synonyms))],
      open: own.some((row) => row.code === OPEN),
      categories: own
        .filter((row) => row.code !== '' && row.code !== OPEN)
        .map(({ code: category, title, synonyms }) => ({ code: category, title, synonyms })),
    };
  });
}
