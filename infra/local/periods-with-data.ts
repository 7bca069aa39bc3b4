import { storesAsOf } from '../../functions/as-of.ts';
import { createActuals } from '../../functions/aws/actuals.ts';
import { createPlans } from '../../functions/aws/plans.ts';
import { createTable } from '../../functions/aws/table.ts';
import { createLookup } from '../../functions/domain/plan/lookup.ts';
import { comparePeriods, type Period } from '../../functions/domain/plan/period.ts';
import type { LocalAws } from './local-aws.ts';

/** The periods with figures, at an instant where one is given, by their end; of those ending together the longest last. */
export async function periodsWithData(
  embedded: Pick<LocalAws, 'environment'>,
  asOf: string | null = null,
): Promise<Period[]> {
  const table = createTable(embedded.environment.TABLE_NAME ?? '');
  const stores = asOf === null ? { plans: createPlans(table), actuals: createActuals(table) } : storesAsOf(table, asOf);
  const latest = await stores.plans.latest();
  const actuals = latest ? await stores.actuals.all(createLookup(latest.plan).root.code) : [];
  const reported = actuals.filter(({ coverage }) => coverage.reported > 0).map(({ period }) => period);
  return reported.sort(comparePeriods);
}
