import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import type { LedgerEntry } from '../../../../functions/domain/ledger/entry.ts';
import type { CurrentObservation } from '../../../../functions/domain/ledger/fold.ts';
import { type LineageNode, recomputes } from '../../../../functions/domain/lineage/lineage.ts';
import { tracePeriod } from '../../../../functions/domain/lineage/trace-period.ts';
import type { Indicator, OverOrgUnits, OverTime, ReportedAs } from '../../../../functions/domain/plan/model.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { anEntry, anIndicator, anObservation, row, type Told } from '../aggregation/support.ts';

const UNITS = ['GLOBAL', 'AFR', 'AME', 'KEN', 'NER', 'COL', 'KEN-DAD'] as const;
const STATED = [
  '2025-Q1',
  '2025-Q2',
  '2025-Q3',
  '2025-Q4',
  '2025-02',
  '2025-03',
  '2025-05',
  '2025-S1',
  '2025',
] as const;
const ASKED = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2025-03', '2025-06', '2025-S1', '2025-S2', '2025'] as const;
const RUNS = { seed: 5, numRuns: 250 };

const rules = fc.record({
  overTime: fc.constantFrom<OverTime>('sum', 'latest', 'max', 'mean', 'none'),
  overOrgUnits: fc.constantFrom<OverOrgUnits>('sum', 'mean', 'ratio', 'max', 'min', 'none'),
  reportedAs: fc.constantFrom<ReportedAs>('per-period', 'year-to-date'),
});

function told(ratio: boolean): fc.Arbitrary<Told> {
  const decimal = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const plain: fc.Arbitrary<Told> = fc.oneof(fc.integer({ min: -50, max: 1000 }), decimal);
  const pair: fc.Arbitrary<Told> = fc.tuple(decimal, fc.integer({ min: 0, max: 9 }));
  return fc.oneof({ weight: 4, arbitrary: ratio ? pair : plain }, fc.constant(null));
}

/** An indicator of any kind, and uploads that state, correct and withdraw its figures, one now and then of a unit the plan has not. */
const worlds = rules.chain((chosen) => {
  const indicator = anIndicator({ dimensions: ['sex'], ...chosen });
  const amount = told(indicator.overOrgUnits === 'ratio');
  const upload = fc.record({
    unit: fc.constantFrom(...UNITS, 'GONE'),
    period: fc.constantFrom(...STATED),
    total: amount,
    parts: fc.uniqueArray(fc.tuple(fc.constantFrom('female', 'male'), amount), { selector: ([category]) => category }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  return fc.array(upload, { maxLength: 25 }).map((uploads) => ({
    indicator,
    entries: uploads.map(({ unit, period, total, parts, day }, i) => {
      const breakdown = parts.map(([sex, part]) => row({ sex }, part));
      const at = `2025-07-${String(day).padStart(2, '0')}T10:00:00.000Z`;
      return anEntry([anObservation(unit, period, total, { breakdown })], at, `uploads/${unit}/${i}`);
    }),
  }));
});

const everything = (node: LineageNode): LineageNode[] => [node, ...node.below.flatMap(everything)];

function figureOf(indicator: Indicator, entries: readonly LedgerEntry[], scope: string, period: string) {
  const plan = minimalPlan({ indicators: [indicator] });
  const [all] = aggregate({ plan, planVersion: 1, year: 2025, periods: [period], entries, scopes: [scope] });
  const actual = all?.actuals[0];
  return {
    ...{ value: actual?.value ?? null, numerator: actual?.numerator ?? null, denominator: actual?.denominator ?? null },
    ...{ breakdowns: actual?.breakdowns ?? [], reported: actual?.coverage.reported ?? 0 },
  };
}

function asEntry({ order, source, ...observation }: CurrentObservation): LedgerEntry {
  return { period: observation.period, orgUnit: observation.orgUnit, order, source, observations: [observation] };
}

function treesOf(indicator: Indicator, entries: readonly LedgerEntry[], period: string) {
  return tracePeriod({ plan: minimalPlan({ indicators: [indicator] }), period, entries });
}

describe('the laws of lineage', () => {
  it('what the tree lists, aggregated alone, gives the figure and its breakdowns, in every scope and period', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...ASKED), fc.constantFrom(...UNITS), (world, period, scope) => {
        const { indicator, entries } = world;
        const { reported, ...figure } = figureOf(indicator, entries, scope, period);
        const node = treesOf(indicator, entries, period)('X', scope);
        const counted = node ? everything(node).flatMap((one) => one.counted) : [];
        const listed = counted.map(({ observation }) => asEntry(observation));
        expect(figureOf(indicator, listed, scope, period)).toMatchObject(figure);
        expect(node?.coverage.reported ?? 0).toBe(reported);
        expect(recomputes(node ?? { value: null, numerator: null, denominator: null }, figure)).toBe(true);
      }),
      { ...RUNS, numRuns: 500 },
    );
  });

  it('each leaf is in the ledger, as it was uploaded, and stands at one place of the tree', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...ASKED), ({ indicator, entries }, period) => {
        const node = treesOf(indicator, entries, period)('X', 'GLOBAL');
        const all = node ? everything(node) : [];
        const leaves = all.flatMap(({ scope, counted, uncounted }) =>
          [...counted, ...uncounted].map(({ observation }) => ({ scope, observation })),
        );
        for (const { scope, observation } of leaves) {
          const { order, source, ...stated } = observation;
          const entry = entries.find((one) => one.order === order);
          expect(entry?.source).toEqual(source);
          expect(entry?.observations).toContainEqual(stated);
          expect(scope).toBe(observation.orgUnit === 'GONE' ? 'GLOBAL' : observation.orgUnit);
        }
        const ids = leaves.map(({ observation: { order, orgUnit, period: of } }) => `${order} ${orgUnit} ${of}`);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      RUNS,
    );
  });

  it('every upload about the period is told of: it counts, or it is said why not', () => {
    const within = (inner: string) =>
      inner === '2025-S1' || ['2025-Q1', '2025-Q2', '2025-02', '2025-03', '2025-05'].includes(inner);
    fc.assert(
      fc.property(worlds, ({ indicator, entries }) => {
        const node = treesOf(indicator, entries, '2025-S1')('X', 'GLOBAL');
        const told = (node ? everything(node) : []).flatMap(({ counted, uncounted }) => [...counted, ...uncounted]);
        const orders = new Set(told.map(({ observation }) => observation.order));
        for (const { order, period } of entries) expect(orders.has(order)).toBe(within(period));
      }),
      RUNS,
    );
  });

  it('any order and repetition of entries gives the same tree', () => {
    const deliveries = worlds.chain(({ indicator, entries }) =>
      fc.record({
        ...{ indicator: fc.constant(indicator), entries: fc.constant(entries) },
        shuffled: fc.shuffledSubarray(entries, { minLength: entries.length }),
        again: fc.shuffledSubarray(entries),
      }),
    );
    fc.assert(
      fc.property(deliveries, ({ indicator, entries, shuffled, again }) => {
        const once = treesOf(indicator, entries, '2025')('X', 'GLOBAL');
        expect(treesOf(indicator, [...shuffled, ...again], '2025')('X', 'GLOBAL')).toEqual(once);
      }),
      RUNS,
    );
  });
});
