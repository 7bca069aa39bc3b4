import { oncePer } from '../../once-per.ts';
import type { Lookup } from '../../plan/lookup.ts';
import type { Frequency, Indicator, Plan } from '../../plan/model.ts';
import { frequencyOf, type Period } from '../../plan/period.ts';
import { additiveParts } from '../figures.ts';
import { rangeOf } from '../rules/out-of-range.ts';

/** Bounds, inclusive, between which no rule has anything to say of a figure by itself. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** What can be said of an indicator's figures before any is seen. */
export interface SettledIndicator {
  readonly definition: Indicator;
  readonly wholeOnly: boolean;
  readonly total: Bounds;
  readonly part: Bounds;
  /** Whether its figures add up over categories. */
  readonly adds: boolean;
  /** Whether a total that is not stated may be the sum of a breakdown. */
  readonly sums: boolean;
}

/** Kinds whose values mean the same with and without words or signs beside them. */
const PLAIN_KINDS: ReadonlySet<string> = new Set(['count', 'amount', 'score']);

/** An indicator whose plain values the dense judge can settle; null for ratios, percentages and answers, which need the rules. */
function settleIndicator(definition: Indicator): SettledIndicator | null {
  if (!PLAIN_KINDS.has(definition.kind) || definition.overOrgUnits === 'ratio') return null;
  const bounds = (isTotal: boolean): Bounds => {
    const { min, max } = rangeOf(definition, 'value', isTotal);
    return {
      least: Math.max(min ?? Number.NEGATIVE_INFINITY, -Number.MAX_SAFE_INTEGER),
      most: Math.min(max ?? Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER),
    };
  };
  return {
    definition,
    wholeOnly: definition.kind === 'count',
    total: bounds(true),
    part: bounds(false),
    adds: additiveParts(definition).length > 0,
    sums: definition.breakdown === 'complete' && additiveParts(definition).length > 0,
  };
}

/** For totals and for parts, the least and the most. */
export const BOUNDS = 4;

export const FREQUENCIES: readonly Frequency[] = ['monthly', 'quarterly', 'semiannual', 'annual'];

/** All indicators of a plan, in its order; null, and zeros, for those that cannot be settled. */
export interface SettledPlan {
  readonly indicators: readonly (SettledIndicator | null)[];
  /** The bounds of each: of totals, then of parts. */
  readonly bounds: Float64Array;
  /** 1 where there are no fractions. */
  readonly wholeOnly: Uint8Array;
  /** The place of its frequency among all. */
  readonly frequencies: Uint8Array;
  /** By code, the place in the plan; -1 for one that cannot be settled. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** What can be said of a plan's figures before any file is seen. */
export const settlePlan = oncePer((plan: Plan): SettledPlan => {
  const indicators = plan.indicators.map(settleIndicator);
  const bounds = new Float64Array(BOUNDS * indicators.length);
  for (const [at, one] of indicators.entries())
    if (one) bounds.set([one.total.least, one.total.most, one.part.least, one.part.most], BOUNDS * at);
  return {
    indicators,
    bounds,
    wholeOnly: Uint8Array.from(indicators, (one) => Number(one?.wholeOnly ?? false)),
    frequencies: Uint8Array.from(plan.indicators, ({ frequency }) => FREQUENCIES.indexOf(frequency)),
    numbers: new Map(plan.indicators.map(({ code }, at) => [code, indicators[at] === null ? -1 : at])),
  };
});

/** Whether a unit's figures may come through a folder: the folder's own unit, or one below it. */
export function mayReport(lookup: Lookup, unit: string, folder: string): boolean {
  return (
    lookup.orgUnit(unit) !== null && (unit === folder || lookup.ancestorsOf(unit).some(({ code }) => code === folder))
  );
}

/** Whether the plan takes files of a day, be they late, for a period as indicators of a frequency have it. */
export function takesFiles(lookup: Lookup, period: Period, frequency: Frequency, today: string): boolean {
  const window = lookup.windowOf(period);
  return window !== null && frequencyOf(period) === frequency && window.opens <= today && today <= window.closes;
}
