import type { ReportStores } from '../../../functions/as-of.ts';
import type { Source } from '../../../functions/domain/ledger/entry.ts';
import { recomputes } from '../../../functions/domain/lineage/lineage.ts';
import { createFileList, type ListedNode, listed } from '../../../functions/domain/lineage/listed.ts';
import type { Indicator, Plan } from '../../../functions/domain/plan/model.ts';
import { comparePeriods, type Period } from '../../../functions/domain/plan/period.ts';
import { loadTrace } from '../../../functions/load-trace.ts';
import { CommandFailure } from '../command.ts';
import type { Place } from '../place.ts';
import type { TraceOptions } from './arguments.ts';
import { indicatorNamed, scopeNamed } from './names.ts';

/** The stores that a trace reads, as they are or as they were at an instant. */
export type Stores = Pick<Place, 'name'> & Pick<ReportStores, 'plans' | 'ledger' | 'actuals'>;

export interface Traced {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly indicator: Indicator;
  readonly period: Period;
  readonly scope: string;
  readonly asOf: string | null;
  /** Whether the stored figure is the one of the tree; null where another time is asked about. */
  readonly agrees: boolean | null;
  readonly tree: ListedNode;
  readonly files: readonly Source[];
}

async function elsewhere(scope: string, indicator: string, { actuals }: Stores): Promise<string> {
  const reported = (await actuals.all(scope))
    .filter((one) => one.actuals.some((a) => a.indicator === indicator && a.coverage.reported > 0))
    .map(({ period }) => period)
    .sort(comparePeriods);
  return reported.length === 0
    ? 'There are no figures of it for any period.'
    : `There are figures for ${reported.join(', ')}: give one of these as --period.`;
}

/** The tree behind the figure that the options name; throws `CommandFailure` where nothing was stated. */
export async function traceFigure(options: Omit<TraceOptions, 'where' | 'json'>, place: Stores): Promise<Traced> {
  const { period, asOf } = options;
  const inForce = await place.plans.inForce(period);
  if (!inForce)
    throw new CommandFailure(
      asOf === null
        ? `There is no plan in ${place.name} yet: drop the plan workbook under plan/ first.`
        : `There was no plan yet in ${place.name} at ${asOf}.`,
    );
  const { plan, version: planVersion } = inForce;
  const indicator = indicatorNamed(options.indicator, plan, await place.plans.crosswalk());
  const scope = scopeNamed(options.scope, plan).code;
  const trace = await loadTrace(period, inForce, asOf, place, Number.POSITIVE_INFINITY);
  const found = trace(indicator.code, scope);
  if (!found) {
    const by = asOf === null ? '' : ` by ${asOf}`;
    const more = await elsewhere(scope, indicator.code, place);
    throw new CommandFailure(`Nobody of ${scope} stated ${indicator.code} for ${period}${by}. ${more}`);
  }
  const stored = asOf === null ? await place.actuals.get(scope, period) : null;
  const actual = stored?.actuals.find((one) => one.indicator === indicator.code);
  const list = createFileList();
  return {
    ...{ plan, planVersion, indicator, period, scope, asOf },
    agrees: asOf === null ? actual !== undefined && recomputes(found, actual) : null,
    tree: listed(found, list, true),
    files: list.files,
  };
}

/** The same as data, for machines. */
export function dataOf({ plan, indicator, ...rest }: Traced) {
  return { schema: 'jalon/trace/1', plan: plan.id, indicator: indicator.code, unit: indicator.unit, ...rest };
}
