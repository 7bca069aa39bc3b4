import type { ClosedFiles } from '../aws/closed-files.ts';
import { type FactStores, factsIn } from '../aws/unit-facts.ts';
import { restsOnData } from '../domain/aggregation/actual.ts';
import { type CompletenessModel, completenessOf } from '../domain/completeness/completeness.ts';
import type { Unreached } from '../domain/mailbox/mailbox.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import type { ReportMessage } from '../events.ts';

/** Who of the scope reported in the period, who did not, and whose file waits to be corrected. */
export async function completenessIn(
  { period, scope, language }: ReportMessage,
  plan: Plan,
  planVersion: number,
  stores: FactStores & { readonly closedFiles: Pick<ClosedFiles, 'all'> },
  unreached: (unit: string) => Unreached | null = () => null,
): Promise<CompletenessModel> {
  const facts = await factsIn(scope, period, createLookup(plan), stores);
  const history = (await stores.actuals.all(scope)).filter(restsOnData);
  const closedFiles = (await stores.closedFiles.all()).map(({ file }) => file);
  return completenessOf({ plan, planVersion, period, scope, language, facts, history, closedFiles, unreached });
}
