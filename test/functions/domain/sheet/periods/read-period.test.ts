import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frequency } from '../../../../../functions/domain/plan/model.ts';
import { periodsWithin } from '../../../../../functions/domain/plan/period.ts';
import type { Cell } from '../../../../../functions/domain/sheet/grid.ts';
import { createPeriodReader } from '../../../../../functions/domain/sheet/periods/period-reader.ts';
import { isYearPart, readPeriod } from '../../../../../functions/domain/sheet/periods/read-period.ts';
import { minimalPlan } from '../../../../support/plan.ts';

const plan = minimalPlan();

describe('Periods in the notations of offices', () => {
  it.each<[Cell, string]>([
    ['2025', '2025'],
    [2025, '2025'],
    ['٢٠٢٥', '2025'],
    ['FY 2025', '2025'],
    ['Année 2025', '2025'],
    ['عام 2025', '2025'],
    ['2025-Q4', '2025-Q4'],
    ['2025-q4', '2025-Q4'],
    ['2025Q4', '2025-Q4'],
    ['2025 Q4', '2025-Q4'],
    ['Q4 2025', '2025-Q4'],
    ['Jan-25', '2025-01'],
    ['déc. 25', '2025-12'],
    ['ene-25', '2025-01'],
    ['Q4 25', '2025-Q4'],
    ['IV trimestre 2025', '2025-Q4'],
    ['Oct-Dec 2025', '2025-Q4'],
    ['October to December 2025', '2025-Q4'],
    ['janvier à juin 2025', '2025-S1'],
    ['January – December 2025', '2025'],
    ['كانون الثاني/يناير 2025', '2025-01'],
    ['كانون الأول / ديسمبر ٢٠٢٥', '2025-12'],
    ['Q4/2025', '2025-Q4'],
    ['Q4-2025', '2025-Q4'],
    ['T4 2025', '2025-Q4'],
    ['2025 - T4', '2025-Q4'],
    ['4e trimestre 2025', '2025-Q4'],
    ['4ème trimestre 2025', '2025-Q4'],
    ['1er trimestre 2025', '2025-Q1'],
    ['Trim. 2 2025', '2025-Q2'],
    ['Quarter 2, 2025', '2025-Q2'],
    ['1st quarter 2025', '2025-Q1'],
    ['third quarter of 2025', '2025-Q3'],
    ['primer trimestre de 2025', '2025-Q1'],
    ['الربع الرابع 2025', '2025-Q4'],
    ['الربع الأول من عام ٢٠٢٥', '2025-Q1'],
    ['2025 S1', '2025-S1'],
    ['S1 2025', '2025-S1'],
    ['H2 2025', '2025-S2'],
    ['1er semestre 2025', '2025-S1'],
    ['segundo semestre 2025', '2025-S2'],
    ['النصف الثاني 2025', '2025-S2'],
    ['2025-03', '2025-03'],
    ['2025/3', '2025-03'],
    ['03/2025', '2025-03'],
    ['03.2025', '2025-03'],
    ['March 2025', '2025-03'],
    ['mars 2025', '2025-03'],
    ['Sept. 2025', '2025-09'],
    ['août 2025', '2025-08'],
    ['febrero de 2025', '2025-02'],
    ['يناير ٢٠٢٥', '2025-01'],
    ['كانون الثاني 2025', '2025-01'],
    ['M03 2025', '2025-03'],
    ['4.º trimestre de 2025', '2025-Q4'],
    ['1ᵉʳ trimestre 2025', '2025-Q1'],
    ['4Q2025', '2025-Q4'],
    ['4T25', '2025-Q4'],
    ['1H2025', '2025-S1'],
    ['Jan 2025 - Mar 2025', '2025-Q1'],
    ['01/01/2025 - 31/03/2025', '2025-Q1'],
    ['2025-04-01/2025-06-30', '2025-Q2'],
    ['1 Jan – 31 Dec 2025', '2025'],
    ['du 1er octobre au 31 décembre 2025', '2025-Q4'],
    ['del 1 de enero al 30 de junio de 2025', '2025-S1'],
    ['من 1 يناير إلى 31 مارس 2025', '2025-Q1'],
  ])('%j is %s', (cell, period) => {
    expect(readPeriod(cell, plan)).toBe(period);
  });

  it.each<Cell>([
    'Jan-99',
    '1 Jan - 15 Feb 2025',
    '01/01/2025 - 30/03/2025',
    'Q1 2025 - Q2 2025',
    '202503',
    '31 Dec',
    'Feb-Apr 2025',
    'Oct-Nov 2025',
    '25-Jan',
    'May Jun',
    ...[
      '',
      'Q4',
      '2025-Q5',
      'Q0 2025',
      '2025-13',
      '00/2025',
      '2024-2025',
      'S3 2025',
      '12',
      '20255',
      'Total',
      'Kenya 2025',
    ],
    ...['Q1 Q2 2025', '1234', 'March', 'تقرير 2025'],
    ...[3, 2025.5, null, true],
  ])('%j is no period', (cell) => {
    expect(readPeriod(cell, plan)).toBeNull();
  });

  it.each<[Cell, Frequency, string]>([
    [{ kind: 'date', iso: '2025-03-31' }, 'quarterly', '2025-Q1'],
    [{ kind: 'date', iso: '2025-03-01' }, 'annual', '2025'],
    [{ kind: 'date', iso: '2025-08-15' }, 'monthly', '2025-08'],
    ['31/03/2025', 'quarterly', '2025-Q1'],
    ['2025-03-31', 'semiannual', '2025-S1'],
    ['2025-12-31T00:00:00', 'quarterly', '2025-Q4'],
    ['02/03/2025', 'quarterly', '2025-Q1'],
    ['31 Dec 2025', 'quarterly', '2025-Q4'],
    ['31-Dec-25', 'monthly', '2025-12'],
    ['December 31st, 2025', 'monthly', '2025-12'],
    ['1er décembre 2025', 'monthly', '2025-12'],
    ['31 de diciembre de 2025', 'annual', '2025'],
    ['٣١ ديسمبر ٢٠٢٥', 'monthly', '2025-12'],
  ])('the date %j is, for a %s indicator, in %s', (cell, frequency, period) => {
    expect(readPeriod(cell, plan, frequency)).toBe(period);
  });

  it('a date whose day and month can be exchanged is not guessed where that matters', () => {
    expect(readPeriod('03/04/2025', plan, 'quarterly')).toBeNull();
    expect(readPeriod('03/04/2025', plan, 'annual')).toBe('2025');
  });

  it('six digits are a month only where the plan lists it', () => {
    const monthly = minimalPlan({
      periods: [{ period: '2025-03', opens: '2025-04-01', due: '2025-04-20', closes: '2025-05-31' }],
    });
    expect(readPeriod('202503', monthly)).toBe('2025-03');
    expect(readPeriod('202504', monthly)).toBeNull();
  });

  it('a date without an indicator falls in the shortest period the plan lists around it', () => {
    expect(readPeriod({ kind: 'date', iso: '2025-03-31' }, plan)).toBe('2025-Q1');
    expect(readPeriod({ kind: 'date', iso: '2031-03-31' }, plan)).toBeNull();
  });

  it('its own notation comes back for every period of every frequency', () => {
    const frequency = fc.constantFrom<Frequency>('annual', 'semiannual', 'quarterly', 'monthly');
    fc.assert(
      fc.property(fc.integer({ min: 1950, max: 2150 }), frequency, (year, frequency) => {
        for (const period of periodsWithin(String(year), frequency)) expect(readPeriod(period, plan)).toBe(period);
      }),
    );
  });

  it('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readPeriod(text, plan)));
  });
});

describe('Periods put together from several cells', () => {
  const read = createPeriodReader(plan);

  it.each<[string[], string | null, string | null]>([
    [['2025', 'Q1'], null, '2025-Q1'],
    [['Q1', '2025'], null, '2025-Q1'],
    [['2025', 'mars'], null, '2025-03'],
    [['2025', '2025-Q1'], null, '2025-Q1'],
    [['Q1'], '2025', '2025-Q1'],
    [['T3'], '2025-Q4', '2025-Q3'],
    [['Q1'], null, null],
    [['2025-Q1', 'Q2'], null, null],
    [['2024', '2025'], null, null],
    [['2025', 'whatever'], null, null],
    [['Q1', 'Q2', '2025'], null, null],
  ])('%j under the title %j is %j', (pieces, context, period) => {
    expect(read(pieces, undefined, context)).toBe(period);
  });

  it.each(['Q4', 'T1', '4e trimestre', 'mars', 'S2', 'الربع الأول'])('%j is part of a year', (text) => {
    expect(isYearPart(text)).toBe(true);
  });

  it.each(['4', 'Q5', 'total', '2025', ''])('%j is not part of a year', (text) => {
    expect(isYearPart(text)).toBe(false);
  });

  it('a text of a million words is neither, and is not searched', () => {
    const text = 'mars 1 '.repeat(1_000_000);
    expect([isYearPart(text), readPeriod(text, plan)]).toEqual([false, null]);
  });
});
