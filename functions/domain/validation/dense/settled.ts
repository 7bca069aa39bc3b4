import type { Lookup } from '../../plan/lookup.ts';
import type { Indicator } from '../../plan/model.ts';
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
export function settleIndicator(definition: Indicator): SettledIndicator | null {
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

/** Whether a unit's figures may come through a folder: the folder's own unit, or one below it. */
export function mayReport(lookup: Lookup, unit: string, folder: string): boolean {
  return (
    lookup.orgUnit(unit) !== null && (unit === folder || lookup.ancestorsOf(unit).some(({ code }) => code === folder))
  );
}

/** Whether the plan takes files for a period of an indicator on a day, be they late. */
export function takesFiles(lookup: Lookup, period: Period, { frequency }: Indicator, today: string): boolean {
  const window = lookup.windowOf(period);
  return window !== null && frequencyOf(period) === frequency && window.opens <= today && today <= window.closes;
}
