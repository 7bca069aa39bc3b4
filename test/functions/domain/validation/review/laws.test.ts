import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSheets } from '../../../../../functions/domain/sheet/read-sheets.ts';
import { examine } from '../../../../../functions/domain/validation/judge.ts';
import { createHistory } from '../../../../../functions/domain/validation/review/history.ts';
import {
  entriesOf,
  examined,
  type FigureRow,
  gridsOf,
  historyOf,
  indicator,
  planOf,
  reviewed,
  upTo,
} from './support.ts';

const message = { en: 'Too many.' };
const plan = planOf(
  [
    indicator('1a.1'),
    indicator('1a.2', { kind: 'amount', unit: 'USD', decimals: 2, dimensions: ['sex'] }),
    indicator('1a.3', { kind: 'percentage', unit: '%', overOrgUnits: 'ratio', overTime: 'latest', decimals: 1 }),
    indicator('1a.4', { reportedAs: 'year-to-date' }),
    indicator('1a.5', { reportedAs: 'year-to-date', kind: 'amount', unit: 'USD', decimals: 2 }),
    indicator('1a.6', { kind: 'score', unit: 'points', overOrgUnits: 'mean', overTime: 'latest', decimals: 1 }),
  ],
  {
    rules: [
      { code: 'R1', severity: 'error', left: '1a.1', operator: '<=', right: '2 * 1a.4', message },
      { code: 'R2', severity: 'warning', left: '1a.2', operator: '>=', right: '1a.5', message },
    ],
    targets: [{ indicator: '1a.1', orgUnit: 'KEN', period: '2025', value: 1000 }],
  },
);

/** What only other periods can raise. */
const OF_OTHER_PERIODS = [
  ...['year-to-date-falls', 'later-total-lower', 'unusual', 'sudden-zero', 'nothing-changed', 'more-doubts'],
];
/** What is said only of figures that are new. */
const DOUBTS = ['unusual', 'far-above-target', 'sudden-zero', 'nothing-changed', 'round-figures', 'no-breakdown'];

const value = fc.oneof(fc.nat(40), fc.constantFrom(0, 7, 1000, 2000, 3000, 100_000), fc.nat(1_000_000));
const cell = (code: string) =>
  code === '1a.3' ? fc.tuple(fc.nat(50), fc.integer({ min: 50, max: 90 })).map(([a, b]) => `${a}/${b}`) : value;
const row = (periods: readonly string[]): fc.Arbitrary<FigureRow> =>
  fc
    .tuple(fc.constantFrom(...plan.indicators.map(({ code }) => code)), fc.constantFrom(...periods))
    .chain(([code, period]) => cell(code).map((written): FigureRow => [code, period, written]));
const file = (periods: readonly string[]) =>
  fc.uniqueArray(row(periods), { minLength: 1, maxLength: 24, selector: ([code, period]) => `${code} ${period}` });

const PERIODS = upTo('2025-Q4', 7);
const files = fc.array(file(PERIODS), { maxLength: 4 });

it('where nothing was held before, a file of one period is told nothing of other periods', () => {
  fc.assert(
    fc.property(file(['2025-Q3']), (figures) => {
      const codes = reviewed(figures, plan).issues.map(({ code }) => code);
      expect(codes.filter((code) => OF_OTHER_PERIODS.includes(code))).toEqual([]);
    }),
  );
});

it('a figure like all before it is never unusual, whatever its size', () => {
  const sizes = fc.double({ min: 0.01, max: 1e12, noNaN: true }).map((size) => Number(size.toPrecision(6)));
  fc.assert(
    fc.property(sizes, fc.constantFrom('1a.1', '1a.2', '1a.6'), (size, code) => {
      const written = code === '1a.1' ? Math.max(1, Math.round(size)) : size;
      const figures = upTo('2025-Q4', 6).map((period): FigureRow => [code, period, written]);
      const { issues } = reviewed(figures.slice(-1), plan, { before: [figures.slice(0, -1)] });
      expect(issues.map((issue) => issue.code)).not.toContain('unusual');
    }),
  );
});

it('what is taken is what the file says, and what is not was returned with an error', () => {
  fc.assert(
    fc.property(file(PERIODS), files, (figures, before) => {
      const { observations, conclude } = examined(figures, plan);
      const judgement = conclude(historyOf(before, plan));
      const taken = [...judgement.observations];
      expect(observations.filter((one) => taken.includes(one))).toEqual(taken);
      expect(judgement.returned).toBe(figures.length - taken.length);
      expect(judgement.issues.some(({ severity }) => severity === 'error')).toBe(judgement.returned > 0);
      expect(judgement.replaced.length + judgement.unchanged).toBeLessThanOrEqual(taken.length);
    }),
  );
});

it('the order of what a file states, and of what the ledger holds, does not matter', () => {
  fc.assert(
    fc.property(file(PERIODS), files, fc.infiniteStream(fc.nat()), (figures, before, random) => {
      const shuffled = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
      const context = { orgUnit: 'KEN', today: '2026-01-15' };
      const reading = readSheets(gridsOf(figures), plan, context);
      const entries = before.flatMap((one, at) => entriesOf(examined(one, plan).observations, 'KEN', `order ${at}`));
      const other = { ...reading, statements: shuffled(reading.statements) };
      expect(examine(other, plan, context).conclude(createHistory(shuffled([...entries, ...entries])))).toEqual(
        examine(reading, plan, context).conclude(createHistory(entries)),
      );
    }),
  );
});

it('what is sent again unchanged is counted, and raises no doubt a second time', () => {
  fc.assert(
    fc.property(file(PERIODS), files, (figures, before) => {
      const { issues, replaced, unchanged, accepted } = reviewed(figures, plan, { before: [...before, figures] });
      expect({ replaced, unchanged }).toEqual({ replaced: [], unchanged: accepted });
      expect(issues.filter(({ code }) => DOUBTS.includes(code))).toEqual([]);
    }),
  );
});
