import { describe, expect, it } from 'vitest';
import { unknownRests } from '../../../../functions/domain/aggregation/unknown.ts';
import type { ReportIndicator } from '../../../../functions/domain/report/schema.ts';
import { breakdownsOf } from '../../../../functions/domain/report/view/breakdowns.ts';
import { pageOf } from '../../../../functions/domain/report/view/page.ts';
import { reportCatalogue, reportModel } from '../../../support/report-data.ts';

const model = reportModel();
const page = pageOf(model, reportCatalogue('en'));
const [pattern] = model.indicators;

type Values = readonly (number | null)[];

/** The rows of a table of one dimension: title and figure. */
function rowsOf(dimension: string, values: Values, changes: Partial<ReportIndicator> = {}): string[] {
  if (!pattern) throw new Error('The model has no indicator');
  const breakdowns = values.map((value, at) => {
    const code = `c${String(at).padStart(3, '0')}`;
    return { dimension, category: code, title: code, value, suppressed: value === null };
  });
  const actual = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const changed = { ...pattern, actual, breakdowns, ...changes };
  const rests = unknownRests({ ...changed, dimensions: [dimension] }, changed.actual, breakdowns);
  const unknown = rests.map((rest) => ({ ...rest, suppressed: false }));
  const table = breakdownsOf({ ...changed, unknown, ...changes }, page)[0]?.dimensions[0];
  if (!table) return [];
  const rest = table.rest ? [table.rest] : [];
  return [...table.rows, ...rest, ...table.closing].map((row) => `${row.title}: ${row.value}`);
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

describe('the table of an open list', () => {
  it('counts the zeros of a long list instead of listing them', () => {
    expect(rowsOf('nationality', [...zeros(100), 1910, ...zeros(100)])).toEqual([
      'c100: 1,910',
      '200 categories at zero: 0',
    ]);
  });

  it('says in one row that a long list is all zeros', () => {
    expect(rowsOf('nationality', zeros(12))).toEqual(['12 categories at zero: 0']);
  });

  it('shows ten, sums up the others that are not zero, and counts those that are', () => {
    const values = [...Array.from({ length: 15 }, (_, i) => 100 - i), 0];
    expect(rowsOf('nationality', values).slice(8)).toEqual([
      'c008: 92',
      'c009: 91',
      '5 others: 440',
      '1 category at zero: 0',
    ]);
  });

  it('gives no sum of others where figures do not add up, as the greatest of several periods', () => {
    const values = Array.from({ length: 15 }, (_, i) => 100 - i);
    expect(rowsOf('nationality', values, { overTime: 'max' }).slice(10)).toEqual(['5 others: –']);
  });

  it.each([
    ['a short list', [0, 5, 7], ['c002: 7', 'c001: 5', 'c000: 0']],
    [
      'eleven, rather than ten and one other',
      Array.from({ length: 11 }, () => 9),
      expect.objectContaining({ length: 11 }),
    ],
  ])('shows all of %s', (_, values, rows) => {
    expect(rowsOf('nationality', values)).toEqual(rows);
  });
});

describe('the table of a closed list', () => {
  it('shows every category in the plan’s order, zeros too: they were measured', () => {
    expect(rowsOf('sex', [0, 8])).toEqual(['c000: 0', 'c001: 8']);
  });

  it('says how much of the total is of no known category', () => {
    expect(rowsOf('sex', [3080, 3136], { actual: 13477 }).at(-1)).toBe('Not known or not specified: 7,261');
  });

  it('says that there is such a rest where it may not be told', () => {
    const unknown = [{ dimension: 'sex', value: null, suppressed: true }];
    expect(rowsOf('sex', [3080, null], { unknown }).at(-1)).toBe('Not known or not specified: withheld');
  });

  it.each([
    ['all of it is broken down', [5, 6], {}],
    ['people are counted in several categories', [5, 6], { actual: 8 }],
    ['only the last digit of a sum is missing', [0.1, 0.2], { actual: 0.3, decimals: 2 }],
    ['it belongs to another dimension', [5, 6], { unknown: [{ dimension: 'age', value: 3, suppressed: false }] }],
    ['figures do not add up', [5, 6], { actual: 20, overOrgUnits: 'mean' as const }],
    ['shares do not add up', [0.5, 0.6], { actual: 2, kind: 'percentage' as const }],
  ])('says nothing of the kind where %s', (_, values, changes) => {
    expect(rowsOf('sex', values, changes).some((row) => row.startsWith('Not known'))).toBe(false);
  });
});
