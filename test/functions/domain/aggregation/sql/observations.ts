import type { BreakdownRow, Figure, LedgerEntry, Observation } from '../../../../../functions/domain/ledger/entry.ts';
import { orderOf } from '../../../../../functions/domain/ledger/order.ts';
import type { Indicator, Plan } from '../../../../../functions/domain/plan/model.ts';
import { ALL_PERIODS, type PlainPeriod, periodsOf } from './periods.ts';
import { type Random, randomFrom } from './random.ts';

/** The last two are not in the plan's list, which is open; `female` is a category of two dimensions only by accident. */
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  sex: ['female', 'male'],
  age: ['child', 'adult'],
  origin: ['AFG', 'Zed', 'female'],
};

/** Whole numbers, fourths and decimals; one in twenty 0, one in twenty below 0. */
function amount(random: Random): number {
  const size =
    random.below(4) === 0
      ? random.below(4000) / 4
      : random.below(10) === 0
        ? random.below(999) / 10
        : random.below(900);
  return random.chance(0.05) ? 0 : random.chance(0.05) ? -size : size;
}

function figure(random: Random, { overOrgUnits }: Indicator, missing: number): Figure {
  const told = () => (random.chance(missing) ? null : amount(random));
  return overOrgUnits === 'ratio'
    ? { value: null, numerator: told(), denominator: random.chance(0.05) ? 0 : told() }
    : { value: told(), numerator: null, denominator: null };
}

/** Every combination of categories of the dimensions. */
function crossed(dimensions: readonly string[]): Record<string, string>[] {
  return dimensions.reduce<Record<string, string>[]>(
    (rows, dimension) =>
      rows.flatMap((row) => (CATEGORIES[dimension] ?? []).map((code) => ({ ...row, [dimension]: code }))),
    [{}],
  );
}

/** Which dimensions an office breaks a figure down by: none, each alone, some crossed, or both. */
function crossings(random: Random, dimensions: readonly string[]): (readonly string[])[] {
  const [first, second] = dimensions;
  if (first === undefined || random.chance(0.4)) return [];
  const alone = dimensions.map((dimension) => [dimension]);
  if (second === undefined || random.chance(0.6)) return alone;
  return random.pick([
    [dimensions],
    [[first], [second, first]],
    [[...dimensions].reverse(), [second]],
    [[first]],
    [[second]],
  ]);
}

function breakdownOf(random: Random, indicator: Indicator): BreakdownRow[] {
  return crossings(random, indicator.dimensions).flatMap((dimensions) =>
    crossed(dimensions)
      .filter(() => random.chance(0.8))
      .map((categories) => ({ ...figure(random, indicator, 0.05), categories, cells: [] })),
  );
}

/** The sum of the rows of the first crossing, as an office would state it, or another total. */
function totalOf(random: Random, indicator: Indicator, breakdown: readonly BreakdownRow[]): Figure {
  const stated = figure(random, indicator, 0.04);
  if (breakdown.length === 0 || random.chance(0.3) || stated.value === null) return stated;
  const by = Object.keys(breakdown[0]?.categories ?? {}).join();
  const rows = breakdown.filter(({ categories }) => Object.keys(categories).join() === by);
  const sum = rows.reduce((total, { value }) => total + (value ?? 0), 0);
  return { ...stated, value: indicator.breakdown === 'complete' ? sum : sum + random.below(3) * 10 };
}

function observationOf(random: Random, indicator: Indicator, orgUnit: string, period: string): Observation {
  const isWithdrawn = random.chance(0.02);
  const breakdown = isWithdrawn ? [] : breakdownOf(random, indicator);
  const nothing = { value: null, numerator: null, denominator: null };
  const total = isWithdrawn ? nothing : totalOf(random, indicator, breakdown);
  return { orgUnit, indicator: indicator.code, period, total, cells: [], sheet: null, breakdown, note: null };
}

/** Who reports what for a period: what is due then, rarely something due less often or by others. */
function reported(random: Random, plan: Plan, period: PlainPeriod): Indicator[] {
  const due = new Set(
    (['monthly', 'quarterly', 'semiannual', 'annual'] as const).filter((f) =>
      periodsOf(f).some((p) => p.code === period.code),
    ),
  );
  return plan.indicators.filter(({ frequency }) => random.chance(due.has(frequency) ? 0.92 : 0.01));
}

function entryOf(
  random: Random,
  orgUnit: string,
  period: string,
  n: number,
  observations: readonly Observation[],
): LedgerEntry {
  const uploadedAt = new Date(Date.UTC(2027, 0, 1) + random.below(1e9) * 1000).toISOString();
  const key = `uploads/${orgUnit}/${n}.csv`;
  return {
    ...{ orgUnit, period, observations, order: orderOf({ eventTime: uploadedAt, sequencer: '0', key }) },
    source: { key, version: 'v1', sha256: '', planVersion: 1, uploadedAt },
  };
}

/**
 * A ledger of some years: every unit's figures, corrections of some of them uploaded before or after, withdrawals, figures of a region's
 * countries in one file of the region.
 */
export function generateLedger(plan: Plan, seed: number): LedgerEntry[] {
  const random = randomFrom(seed);
  const entries: LedgerEntry[] = [];
  for (const period of ALL_PERIODS) {
    for (const { code, kind, parent } of plan.orgUnits) {
      if ((kind === 'global' || kind === 'region') && random.chance(0.8)) continue;
      const indicators = reported(random, plan, period);
      const again = random.chance(0.3) ? indicators.filter(() => random.chance(0.4)) : [];
      for (const [n, told] of [indicators, again].entries()) {
        if (told.length === 0) continue;
        const uploader = n === 1 && parent !== null && random.chance(0.3) ? parent : code;
        const observations = told.map((indicator) => observationOf(random, indicator, code, period.code));
        entries.push(entryOf(random, uploader, period.code, entries.length, observations));
      }
    }
  }
  return entries;
}
