import type { Catalogue } from '../catalogue.ts';
import { hasLimit } from '../ranking.ts';
import type { ReportModel } from '../schema.ts';

export interface PlanSoFar {
  /** Years of the plan that are over with the report's own, and all of them. */
  readonly over: number;
  readonly years: number;
  /** Indicators with a figure on their way to a target for the plan's end; limits, which can only be kept, are none. */
  readonly count: number;
  /** Those that have gone at least as much of the way as has gone of the plan's years. */
  readonly ahead: number;
  /** Those that have gone all of it. */
  readonly reached: number;
}

type Facts = Pick<ReportModel, 'annual' | 'indicators' | 'plan'>;

/** How far the indicators are on their way to the plan's end, as counts; null in any but an annual report, and where none is on a way. */
export function planSoFar({ annual, indicators, plan }: Facts): PlanSoFar | null {
  if (annual === null) return null;
  const kept = new Set(
    indicators.filter((one) => one.direction === 'maintain' || hasLimit(one)).map((one) => one.code),
  );
  const shares = annual.indicators.flatMap(({ code, share }) => (share === null || kept.has(code) ? [] : [share]));
  if (shares.length === 0) return null;
  const years = Number(plan.end.slice(0, 4)) - Number(plan.start.slice(0, 4)) + 1;
  const over = annual.years.length;
  return {
    ...{ over, years, count: shares.length },
    ahead: shares.filter((share) => share >= over / years).length,
    reached: shares.filter((share) => share >= 1).length,
  };
}

/** The same as a sentence; null where there is nothing to say. */
export function planSoFarPoint(facts: Facts, catalogue: Catalogue): string | null {
  const found = planSoFar(facts);
  if (found === null) return null;
  const { over, years, count, ahead, reached } = found;
  if (over >= years) return catalogue.text('report.point.plan-ended', { reached, count });
  const elapsed = catalogue.percent(over / years, 0);
  const some = reached === 0 ? 'none' : 'some';
  return catalogue.text('report.point.plan-so-far', { over, years, count, ahead, elapsed, reached, some });
}
