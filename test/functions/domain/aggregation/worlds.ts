import fc from 'fast-check';
import type { Actual, ScopeActuals } from '../../../../functions/domain/aggregation/actual.ts';
import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import { type Carry, carryOf } from '../../../../functions/domain/aggregation/carry.ts';
import type { LedgerEntry } from '../../../../functions/domain/ledger/entry.ts';
import type {
  Indicator,
  IndicatorKind,
  OverOrgUnits,
  OverTime,
  ReportedAs,
} from '../../../../functions/domain/plan/model.ts';
import { yearOf } from '../../../../functions/domain/plan/period.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { anEntry, anIndicator, anObservation, row, type Told } from './support.ts';

export const UNITS = ['GLOBAL', 'AFR', 'AME', 'KEN', 'NER', 'COL', 'KEN-DAD'] as const;
export const QUARTERS = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'] as const;
export const MIXED = [...QUARTERS, '2025-02', '2025-03', '2025-05', '2025-S1', '2025'] as const;
export const PERIODS = [...QUARTERS, '2025-03', '2025-06', '2025-S1', '2025-S2', '2025'] as const;
const CATEGORIES = ['female', 'male', 'other'] as const;
const ORIGINS = ['AFG', 'SYR'] as const;
const YEARS = [2024, 2025, 2026] as const;
export const YEARLY = YEARS.flatMap((year) => [`${year}-Q1`, `${year}-Q2`, `${year}-03`, `${year}-Q4`, `${year}`]);

const rules = fc.record({
  overTime: fc.constantFrom<OverTime>('sum', 'latest', 'max', 'mean', 'none'),
  overOrgUnits: fc.constantFrom<OverOrgUnits>('sum', 'mean', 'ratio', 'max', 'min', 'none'),
  reportedAs: fc.constantFrom<ReportedAs>('per-period', 'year-to-date'),
  kind: fc.constantFrom<IndicatorKind>('count', 'amount', 'score'),
});
export const whole = fc.integer({ min: -50, max: 1000 });

function told(ratio: boolean, missing: boolean): fc.Arbitrary<Told> {
  const figure: fc.Arbitrary<Told> = ratio ? fc.tuple(whole, fc.integer({ min: 0, max: 1000 })) : whole;
  return missing ? fc.oneof({ weight: 4, arbitrary: figure }, fc.constant(null)) : figure;
}

/** Entries of one indicator, each from an upload of its own; some replace earlier ones, some withdraw them. */
export function entriesFor(
  indicator: Indicator,
  periods: readonly string[],
  missing = true,
): fc.Arbitrary<LedgerEntry[]> {
  const amount = told(indicator.overOrgUnits === 'ratio', missing);
  const entry = fc.record({
    unit: fc.constantFrom(...UNITS),
    period: fc.constantFrom(...periods),
    total: amount,
    parts: fc.uniqueArray(fc.tuple(fc.constantFrom(...CATEGORIES), amount), { selector: ([category]) => category }),
    cells: fc.uniqueArray(fc.tuple(fc.constantFrom(...CATEGORIES), fc.constantFrom(...ORIGINS), amount), {
      selector: ([sex, nationality]) => `${sex} ${nationality}`,
      maxLength: indicator.dimensions.length > 1 ? 4 : 0,
    }),
    day: fc.integer({ min: 1, max: 28 }),
    note: fc.option(fc.string()),
  });
  return fc.array(entry, { maxLength: 25 }).map((drafts) =>
    drafts.map(({ unit, period, total, parts, cells, day, note }, i) => {
      const breakdown = [
        ...parts.map(([sex, part]) => row({ sex }, part)),
        ...cells.map(([sex, nationality, part]) =>
          row(day % 2 === 0 ? { sex, nationality } : { nationality, sex }, part),
        ),
      ];
      const at = `2025-07-${String(day).padStart(2, '0')}T10:00:00.000Z`;
      return anEntry([anObservation(unit, period, total, { breakdown, note })], at, `uploads/${unit}/${i}`);
    }),
  );
}

export function run(indicator: Indicator, entries: readonly LedgerEntry[], periods: readonly string[] = PERIODS) {
  const plan = minimalPlan({ indicators: [indicator] });
  return aggregate({ plan, planVersion: 1, year: 2025, periods, entries });
}

/** The actuals of the last year, with what the years before leave to it. */
export function runYears(indicator: Indicator, entries: readonly LedgerEntry[], periods: readonly string[]) {
  const plan = minimalPlan({ indicators: [indicator] });
  let carry: Carry | null = null;
  const all: ScopeActuals[] = [];
  for (const year of YEARS) {
    const own = entries.filter(({ period }) => yearOf(period) === year);
    const wanted = periods.filter((period) => yearOf(period) === year);
    all.push(...aggregate({ plan, planVersion: 1, year, periods: wanted, entries: own, carry }));
    carry = carryOf({ plan, year, entries: own, before: carry });
  }
  return all;
}

export function find(all: readonly ScopeActuals[], scope: string, period: string): Actual | undefined {
  return all.find((s) => s.scope === scope && s.period === period)?.actuals[0];
}

export const worlds = (periods: readonly string[], fixed: Partial<Indicator> = {}, missing = true) =>
  rules.chain((chosen) => {
    const indicator = anIndicator({ dimensions: ['sex'], ...chosen, ...fixed });
    return entriesFor(indicator, periods, missing).map((entries) => ({ indicator, entries }));
  });
