import { describe, expect, it } from 'vitest';
import { minimalPlan } from '../../../support/plan.ts';
import { judgeText, outcome } from './support.ts';

const YEAR = { today: '2026-01-15' };
/** An indicator whose quarters add up to a year. */
const flows = minimalPlan({
  indicators: minimalPlan().indicators.map((one) => (one.code === '1a.3' ? { ...one, overTime: 'sum' } : one)),
});

/** What is said of totals, the rest of the outcome aside. */
function saidOfTotals(text: string, setting = {}): string[] {
  return outcome(judgeText(text, { ...YEAR, plan: flows, ...setting })).filter((line) => line.includes('total-'));
}

const ROWS = 'Office;Indicator;Period;Value\nKenya;1a.3;2025-Q1;5\nKenya;1a.3;2025-Q2;7\n';

describe('A row of totals is never taken, and is compared with the rows it sums up', () => {
  it.each(['Total', 'TOTAL:', 'Ensemble', 'Total général', 'Totales', 'الإجمالي', 'المجموع الكلي', 'Total Kenya'])(
    'whatever it is called: %s',
    (name) => {
      expect(saidOfTotals(`${ROWS}${name};;;12\n`)).toEqual(['info total-rows 4']);
      expect(saidOfTotals(`${ROWS}${name};;;13\n`)).toEqual([
        'warning total-row-differs D4 13 -> 12',
        'info total-rows 4',
      ]);
    },
  );

  it.each<[string, string, string[]]>([
    [
      'subtotals and a grand total that agree',
      `${ROWS}Subtotal;;;12\nKenya;1a.3;2025-Q3;1\nSubtotal;;;1\nTotal;;;13\n`,
      [],
    ],
    [
      'a subtotal that does not',
      `${ROWS}Subtotal;;;12\nKenya;1a.3;2025-Q3;1\nSubtotal;;;2\nTotal;;;13\n`,
      ['warning total-row-differs D6 2 -> 1'],
    ],
    [
      'a grand total that does not',
      `${ROWS}Subtotal;;;12\nKenya;1a.3;2025-Q3;1\nSubtotal;;;1\nTotal;;;14\n`,
      ['warning total-row-differs D7 14 -> 13'],
    ],
    [
      'categories',
      'Indicator;Period;Sex;Value\n1a.1;2025-Q1;F;6\n1a.1;2025-Q1;M;4\nTotal;;;11\n',
      ['warning total-row-differs D4 11 -> 10'],
    ],
    [
      'columns of periods, each by itself',
      'Office;Indicator;2025-Q3;2025-Q4\nKenya;1a.3;5;6\nTotal;;5;7\n',
      ['warning total-row-differs D3 7 -> 6'],
    ],
    [
      'numerators and denominators',
      'Indicator;Period;Numerator;Denominator\n1a.2;2025-Q1;3;4\nTotal;;4;4\n',
      ['warning total-row-differs C3 4 -> 3'],
    ],
    [
      'figures in the notation of the file',
      'Office;Indicator;Period;Value\nKenya;1a.3;2025-Q1;1.234\nKenya;1a.3;2025-Q2;1.234.567\nTotal;;;1.235.801\n',
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(saidOfTotals(text).filter((line) => !line.startsWith('info'))).toEqual(expected);
  });

  it.each<[string, string]>([
    ['of different indicators', 'Indicator;Period;Value\n1a.3;2025-Q1;5\n1a.1;2025-Q1;7\nTotal;;99\n'],
    ['of shares', 'Indicator;Period;Value\n1a.2;2025-Q1;50%\n1a.2;2025-Q2;60%\nTotal;;99%\n'],
    ['of a total and its categories', 'Indicator;Period;Sex;Value\n1a.1;2025-Q1;;10\n1a.1;2025-Q1;F;6\nTotal;;;99\n'],
    [
      'of a country and its offices',
      'Office;Indicator;Period;Value\nKenya;1a.3;2025-Q1;5\nDadaab;1a.3;2025-Q1;3\nTotal;;;99\n',
    ],
    ['of a figure that cannot be read', 'Indicator;Period;Value\n1a.3;2025-Q1;5\n1a.3;2025-Q2;many\nTotal;;99\n'],
    ['of rows that repeat each other', 'Indicator;Period;Value\n1a.3;2025-Q1;5\n1a.3;2025-Q1;5\nTotal;;99\n'],
    ['whose own figure cannot be read', 'Indicator;Period;Value\n1a.3;2025-Q1;5\nTotal;;about 9\n'],
  ])('is passed over in silence where it is not clear what it sums up: %s', (_, text) => {
    expect(saidOfTotals(text).filter((line) => line.includes('differs'))).toEqual([]);
  });

  it('stocks of several quarters are not added up', () => {
    expect(saidOfTotals(`${ROWS}Total;;;99\n`, { plan: minimalPlan() })).toEqual(['info total-rows 4']);
  });
});

describe('A column of totals is never taken where it sums up others, and is compared with them', () => {
  it.each<[string, string, string[]]>([
    ['quarters that agree', 'Indicator;2025-Q1;2025-Q2;Total\n1a.3;1;2;3\n', ['info total-column D1 Total']],
    [
      'quarters that do not',
      'Indicator;2025-Q1;2025-Q2;Total\n1a.3;1;2;5\n',
      ['warning total-column-differs D2 5 -> 3', 'info total-column D1 Total'],
    ],
    [
      'quarters under their year, with the year’s total beside them',
      'Indicator;2025;;;\n;Q1;Q2;Total\n1a.3;1;2;4\n',
      ['warning total-column-differs D3 4 -> 3', 'info total-column D2 2025 / Total'],
    ],
  ])('%s', (_, text, expected) => {
    expect(saidOfTotals(text)).toEqual(expected);
  });

  it('the year’s total of a yearly indicator is its figure', () => {
    expect(outcome(judgeText('Indicator;2025;;\n;Q4;Total\n1a.3;2;\n1a.4;;1\n', YEAR))).toEqual([
      '1a.3 2025-Q4 2',
      '1a.4 2025 1',
    ]);
  });
});
