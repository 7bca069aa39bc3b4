import type { ScopeActuals } from '../domain/aggregation/actual.ts';
import { createFacts, type UnitFacts } from '../domain/completeness/facts.ts';
import type { SubmissionSummary } from '../domain/completeness/submission.ts';
import { codesUnder, translateActuals } from '../domain/plan/crosswalk.ts';
import type { Lookup } from '../domain/plan/lookup.ts';
import type { Period } from '../domain/plan/period.ts';
import type { Actuals } from './actuals.ts';
import type { Plans } from './plans.ts';
import type { Submissions } from './submissions.ts';

export interface FactStores {
  readonly plans: Pick<Plans, 'crosswalk'>;
  readonly actuals: Pick<Actuals, 'get' | 'all'>;
  readonly submissions: Pick<Submissions, 'of'>;
}

/** Units read at a time: two requests each, which the SDK's fifty connections hold. */
const AT_A_TIME = 25;

/**
 * The facts of a period for every unit of a scope, from what is stored of the scope's units, under the indicator codes of the lookup's
 * plan: the period may have been computed by another version.
 */
export async function factsIn(
  scope: string,
  period: Period,
  lookup: Lookup,
  stores: FactStores,
): Promise<(unit: string) => UnitFacts> {
  const translate = codesUnder(lookup.plan, await stores.plans.crosswalk());
  const units = lookup.subtree(scope).map(({ code }) => code);
  const actuals = new Map<string, ScopeActuals>();
  const submissions = new Map<string, readonly SubmissionSummary[]>();
  const read = async (unit: string): Promise<void> => {
    const [stored, files] = await Promise.all([stores.actuals.get(unit, period), stores.submissions.of(unit)]);
    if (stored) actuals.set(unit, translateActuals(stored, translate));
    submissions.set(unit, files);
  };
  for (let at = 0; at < units.length; at += AT_A_TIME) await Promise.all(units.slice(at, at + AT_A_TIME).map(read));
  return createFacts({ lookup, period, actuals, submissions });
}
