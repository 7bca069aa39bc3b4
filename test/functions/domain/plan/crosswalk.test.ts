import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import type { LedgerEntry } from '../../../../functions/domain/ledger/entry.ts';
import { foldEntries } from '../../../../functions/domain/ledger/fold.ts';
import {
  codesUnder,
  currentCodes,
  translateActuals,
  translateEntries,
} from '../../../../functions/domain/plan/crosswalk.ts';
import type { CrosswalkRow, Plan } from '../../../../functions/domain/plan/model.ts';
import { indicatorNames } from '../../../../functions/domain/sheet/headers/dictionary.ts';
import { comparisonKey } from '../../../../functions/domain/sheet/headers/key.ts';
import { minimalPlan } from '../../../support/plan.ts';

const row = (oldCode: string, newCode: string): CrosswalkRow => ({ oldCode, newCode, effectiveFrom: '2025-Q3' });

/** The small plan with 1a.1 under another code. */
function planWith(code: string, ...crosswalk: CrosswalkRow[]): Plan {
  const { indicators } = minimalPlan();
  return minimalPlan({
    indicators: indicators.map((indicator) => (indicator.code === '1a.1' ? { ...indicator, code } : indicator)),
    crosswalk,
  });
}

const FIRST = planWith('a');
const SECOND = planWith('b', row('a', 'b'));
const THIRD = planWith('c', row('a', 'b'), row('b', 'c'));
const BACK = planWith('a');
const VERSIONS = [FIRST, SECOND, THIRD, BACK];
const ALL = VERSIONS.flatMap(({ crosswalk }) => crosswalk);

describe('a retired code', () => {
  it.each<[string, CrosswalkRow[], [string, string][]]>([
    ['leads to its indicator', [row('a', '1a.1')], [['a', '1a.1']]],
    [
      'leads there over others, in any order',
      [row('b', '1a.1'), row('a', 'B')],
      [
        ['b', '1a.1'],
        ['a', '1a.1'],
      ],
    ],
    ['is led to the code as the plan writes it', [row('a', '1A.1')], [['a', '1a.1']]],
    ['that ends nowhere leads nowhere', [row('a', 'b')], []],
    ['in a ring leads nowhere', [row('a', 'b'), row('b', 'a')], []],
  ])('%s', (_, crosswalk, expected) => {
    expect([...currentCodes(minimalPlan({ crosswalk }))]).toEqual(expected);
  });

  it('is read in an upload as its last successor', () => {
    const names = indicatorNames(THIRD);
    expect(['a', 'b', 'c'].map((code) => names.codes(comparisonKey(code)))).toEqual([['c'], ['c'], ['c']]);
  });
});

describe('codes of any version', () => {
  it.each<[string, Plan, string]>([
    ['the first', FIRST, 'a'],
    ['the second', SECOND, 'b'],
    ['the third', THIRD, 'c'],
    ['a return to the first', BACK, 'a'],
  ])('are those of %s where it is in force', (_, plan, code) => {
    expect(['a', 'b', 'C'].map(codesUnder(plan, ALL))).toEqual([code, code, code]);
  });

  it('stay as they are where nothing is known of them, or where two indicators could be meant', () => {
    const split = minimalPlan({ crosswalk: [] });
    const translate = codesUnder(split, [row('x', '1a.1'), row('x', '1a.2')]);
    expect(['x', 'y', '1a.3'].map(translate)).toEqual(['x', 'y', '1a.3']);
  });

  it('translate to codes of the plan and no further: doing it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERSIONS), fc.constantFrom('a', 'b', 'c', '1a.2', 'z'), (plan, code) => {
        const translate = codesUnder(plan, ALL);
        expect(translate(translate(code))).toBe(translate(code));
      }),
    );
  });
});

function entry(order: number, indicator: string, value: number, period = '2025-Q1'): LedgerEntry {
  const total = { value, numerator: null, denominator: null };
  return {
    ...{ period, orgUnit: 'KEN', order: `2025-0${order}` },
    source: {
      key: `k${order}`,
      version: '',
      sha256: '',
      planVersion: 1,
      uploadedAt: `2025-0${order}-01T00:00:00.000Z`,
    },
    observations: [
      { orgUnit: 'KEN', indicator, period, total, cells: [], sheet: null, breakdown: [], note: 'as counted' },
    ],
  };
}

describe('entries of several versions', () => {
  const entries = [entry(1, 'a', 10), entry(3, 'c', 30), entry(2, 'b', 20)];

  it.each([
    ['a', FIRST],
    ['b', SECOND],
    ['c', THIRD],
  ] as const)('fold to one current figure, the last stated, under %s', (code, plan) => {
    const current = foldEntries(translateEntries(entries, codesUnder(plan, ALL)));
    expect(current.map(({ indicator, total }) => [indicator, total.value])).toEqual([[code, 30]]);
  });

  it('are left as they were', () => {
    translateEntries(entries, codesUnder(THIRD, ALL));
    expect(entries.map(({ observations }) => observations.at(0)?.indicator)).toEqual(['a', 'c', 'b']);
  });

  it('make the same figures under every numbering', () => {
    const figures = (plan: Plan) =>
      aggregate({
        ...{ plan, planVersion: 1, year: 2025, periods: ['2025-Q1', '2025'] },
        entries: translateEntries([...entries, entry(4, 'a', 5, '2025-Q2')], codesUnder(plan, ALL)),
      }).map((actuals) => translateActuals(actuals, codesUnder(FIRST, ALL)));
    expect(figures(SECOND)).toEqual(figures(FIRST));
    expect(figures(THIRD)).toEqual(figures(FIRST));
    const year = figures(THIRD).find(({ scope, period }) => scope === 'AFR' && period === '2025');
    expect(year?.actuals.find(({ indicator }) => indicator === 'a')?.value).toBe(35);
    expect(year?.notes.map(({ indicator }) => indicator)).toEqual(['a', 'a']);
  });
});
