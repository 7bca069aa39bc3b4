import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../functions/domain/ledger/entry.ts';
import type { Cell, Grid } from '../../../../functions/domain/sheet/grid.ts';
import { readSheets } from '../../../../functions/domain/sheet/read-sheets.ts';
import { judge } from '../../../../functions/domain/validation/judge.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { judgeRows, type LongRow, reached, told } from './support.ts';

const plan = minimalPlan();
const camps = (value: Cell, period = '2025-Q1', note: string | null = null): LongRow => [
  ...['KEN', period, '1a.3', null, null],
  ...[value, null, null, note],
];

describe('An accepted block as the ledger keeps it', () => {
  it('has its total, its rows in the order of their categories, and the cells they came from', () => {
    expect(judgeRows(reached()).observations).toEqual([
      {
        orgUnit: 'KEN',
        indicator: '1a.1',
        period: '2025-Q1',
        sheet: 'Data',
        note: null,
        total: { value: 10, numerator: null, denominator: null },
        cells: ['F2'],
        breakdown: [
          { categories: { nationality: 'SSD' }, value: 10, numerator: null, denominator: null, cells: ['F5'] },
          { categories: { sex: 'female' }, value: 6, numerator: null, denominator: null, cells: ['F3'] },
          { categories: { sex: 'male' }, value: 4, numerator: null, denominator: null, cells: ['F4'] },
        ],
      },
    ]);
  });

  it('without a stated total has the sum of one breakdown, and no cells of a total', () => {
    const [observation] = judgeRows(reached().slice(1)).observations;
    expect(observation).toMatchObject({ total: { value: 10 }, cells: [] });
  });

  it('of a ratio has the quotient beside its two numbers', () => {
    const rows: LongRow[] = [['KEN', '2025-Q1', '1a.2', null, null, null, 30, 40]];
    expect(judgeRows(rows).observations[0]?.total).toEqual({ value: 0.75, numerator: 30, denominator: 40 });
  });

  it('merges the numerator and the denominator of two rows', () => {
    const rows: LongRow[] = [
      ['KEN', '2025-Q1', '1a.2', null, null, null, 30, null],
      ['KEN', '2025-Q1', '1a.2', null, null, null, null, 40],
    ];
    expect(judgeRows(rows).observations[0]).toMatchObject({ total: { value: 0.75 }, cells: ['G2', 'H3'] });
  });

  it('keeps the remarks beside its figures, each once', () => {
    const rows = reached().map((row, index): LongRow => [...row, null, null, index < 2 ? 'camp closed' : 'estimate']);
    expect(judgeRows(rows).observations[0]?.note).toBe('camp closed / estimate');
  });
});

describe('The outcome of a file', () => {
  it('one bad block is returned, its neighbours are taken', () => {
    const judgement = judgeRows([camps(10), ...reached().slice(0, 3)]);
    expect(judgement).toMatchObject({ status: 'partially-accepted', accepted: 1, returned: 1 });
    expect(judgement.observations.map(({ indicator }) => indicator)).toEqual(['1a.3']);
  });

  it('under all-or-nothing one error returns everything, and says so', () => {
    const strict = minimalPlan({ acceptance: 'all-or-nothing' });
    const judgement = judgeRows([camps(10), ...reached().slice(0, 3)], { plan: strict });
    expect(judgement).toMatchObject({ status: 'rejected', accepted: 0, returned: 2, observations: [] });
    expect(judgement.issues.map(({ code }) => code)).toEqual(['all-or-nothing', 'missing-breakdown']);
  });

  it('a file that says “not reported” everywhere is taken with a remark', () => {
    const judgement = judgeRows([camps('n/a'), camps('-', '2025-Q2'), camps(null, '2025-Q3')]);
    expect(judgement).toMatchObject({ status: 'accepted-with-warnings', accepted: 0, returned: 0 });
    expect(judgement.issues.map(told)).toEqual(['warning nothing-reported']);
  });

  it('“not reported” beside a figure does not contradict it', () => {
    expect(judgeRows([camps('n/a'), camps(10)])).toMatchObject({ status: 'accepted', accepted: 1 });
  });

  it('a file without a table is rejected for that reason alone', () => {
    const reading = readSheets([{ sheet: null, hidden: false, rows: [['Hello']] }], plan, { orgUnit: 'KEN' });
    const judgement = judge(reading, plan, { orgUnit: 'KEN', today: '2025-04-10' });
    expect(judgement).toMatchObject({ status: 'rejected', accepted: 0, returned: 0 });
    expect(judgement.issues.map(({ code }) => code)).toEqual(['no-table']);
  });

  it('a folder whose office the plan does not know is said once, however many rows', () => {
    const rows = [['Period', 'Indicator', 'Value'], ...Array.from({ length: 50 }, () => ['2025-Q1', '1a.3', 1])];
    const reading = readSheets([{ sheet: null, hidden: false, rows }], plan, { orgUnit: 'XYZ' });
    const judgement = judge(reading, plan, { orgUnit: 'XYZ', today: '2025-04-10' });
    expect(judgement.issues.filter(({ code }) => code === 'unknown-org-unit')).toHaveLength(1);
  });
});

describe('A receipt that can be read', () => {
  it('a problem that repeats in a column is said once, with the number of cells and the first of them', () => {
    const rows = Array.from({ length: 1000 }, (_, index): LongRow => ['KEN', '2025-Q1', 'zz.9', null, null, index]);
    const unknown = judgeRows(rows).issues.filter(({ code }) => code === 'unknown-indicator');
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toMatchObject({ row: 2, column: 'C', params: { count: 1000, cells: 'C2, C3, C4, C5, C6, …' } });
  });

  it('ambiguous figures of a file are one question', () => {
    const rows = Array.from({ length: 20 }, (_, index) => camps(`1.${100 + index}`));
    const asked = judgeRows(rows).issues.filter(({ code }) => code === 'ambiguous-number');
    expect(asked.map(({ params }) => params.count)).toEqual([20]);
  });

  it('a period’s window is said once for all its blocks', () => {
    const judgement = judgeRows([camps(10), ...reached()], { today: '2025-07-10' });
    expect(judgement.issues.filter(({ code }) => code === 'period-closed')).toHaveLength(1);
    expect(judgement.returned).toBe(2);
  });

  it('errors come first, then warnings, then the rest, each in file order', () => {
    const judgement = judgeRows(
      [camps(10), camps(10), camps('x', '2025-Q2'), ['KEN', '2025-Q1', 'zz', null, null, 1]],
      {
        today: '2025-04-25',
      },
    );
    expect(judgement.issues.map(({ severity, row }) => `${severity} ${row ?? ''}`)).toEqual([
      'error 4',
      'error 4',
      'error 5',
      'warning 3',
      'info ',
    ]);
  });
});

it('A block of sixty thousand crossed rows is judged in seconds, not in minutes', { timeout: 15_000 }, () => {
  const rows = Array.from({ length: 60_000 }, (_, index): LongRow => {
    return ['KEN', '2025-Q1', '1a.1', index % 2 === 0 ? 'F' : 'M', `nationality ${index >> 1}`, 1];
  });
  const women: LongRow = ['KEN', '2025-Q1', '1a.1', 'F', null, 30_000];
  const men: LongRow = ['KEN', '2025-Q1', '1a.1', 'M', null, 30_000];
  expect(judgeRows([...rows, women, men])).toMatchObject({ accepted: 1, returned: 0 });
});

describe('Laws', () => {
  const cell = fc.oneof(
    fc.constantFrom<Cell>(
      'KEN',
      'COL',
      '2025-Q1',
      'Q2 2025',
      '1a.1',
      '1a.2',
      '1a.3',
      '1a.4',
      'F',
      'male',
      'Total',
      'n/a',
      '45%',
    ),
    fc.constantFrom<Cell>('Period', 'Indicator', 'Value', 'Sex', 'Country', '1.234', '1,5', '<5', null, true, 2025),
    fc.constantFrom<Cell>(
      { kind: 'date', iso: '2025-02-03' },
      { kind: 'percent', value: 0.5 },
      { kind: 'error', code: '#N/A' },
    ),
    fc.double({ noNaN: true }),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const grid: fc.Arbitrary<Grid> = fc.record({
    sheet: fc.option(fc.string()),
    hidden: fc.boolean(),
    rows: fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }),
  });

  it('no grid makes the reader or the judge throw, and every block is taken or returned', () => {
    fc.assert(
      fc.property(fc.array(grid, { maxLength: 3 }), (grids) => {
        const reading = readSheets(grids, plan, { orgUnit: 'KEN' });
        const { status, accepted, returned, observations, issues } = judge(reading, plan, {
          orgUnit: 'KEN',
          today: '2025-04-10',
        });
        expect(accepted).toBe(observations.length);
        expect(returned > 0 ? issues.some(({ severity }) => severity === 'error') : true).toBe(true);
        expect(status === 'rejected' ? accepted : 0).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  const figure = fc.oneof(fc.nat(20), fc.constantFrom<Cell>('n/a', '1.234', 'x', null, 0.1, 0.2, 0.7));
  const row = fc
    .tuple(
      fc.constantFrom('KEN', 'KEN-DAD', 'COL', ''),
      fc.constantFrom('2025-Q1', '2025-Q2', 'Q1 2025', '2025'),
      fc.constantFrom('1a.1', '1a.2', '1a.3', 'zz'),
      fc.constantFrom('F', 'M', null, 'x'),
      fc.constantFrom('SSD', 'SOM', null),
      ...[figure, figure, figure],
    )
    .map((cells): LongRow => cells);
  const shuffledRows = fc
    .array(row, { maxLength: 30 })
    .chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
    );
  const figures = (observations: readonly Observation[]) =>
    observations.map(({ orgUnit, indicator, period, total, breakdown }) => ({
      ...{ orgUnit, indicator, period, total },
      breakdown: breakdown.map(({ categories, value, numerator, denominator }) => ({
        categories,
        value,
        numerator,
        denominator,
      })),
    }));

  it('the order of rows changes no figure', () => {
    fc.assert(
      fc.property(shuffledRows, ([rows, shuffled]) => {
        // The office is always written: a blank reads on from the row above, so order would matter by design.
        const placed = (all: readonly LongRow[]) => all.map((cells): LongRow => [cells[0] || 'KEN', ...cells.slice(1)]);
        expect(figures(judgeRows(placed(shuffled)).observations)).toEqual(
          figures(judgeRows(placed(rows)).observations),
        );
      }),
    );
  });

  it('the order of statements changes nothing at all', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (rows, random) => {
        const header = ['Office', 'Period', 'Indicator', 'Sex', 'Nationality', 'Value', 'Numerator', 'Denominator'];
        const reading = readSheets([{ sheet: 'S', hidden: false, rows: [header, ...rows] }], plan, { orgUnit: 'KEN' });
        const keyed = reading.statements.map((statement) => ({ statement, key: random.next().value ?? 0 }));
        const statements = keyed.sort((a, b) => a.key - b.key).map(({ statement }) => statement);
        const context = { orgUnit: 'KEN', today: '2025-04-10' };
        expect(judge({ ...reading, statements }, plan, context)).toEqual(judge(reading, plan, context));
      }),
    );
  });
});
