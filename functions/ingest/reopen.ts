import { reopenedBy } from '../domain/completeness/closed-files.ts';
import type { ReopenedMessage } from '../events.ts';
import { type IngestDependencies, take } from './take.ts';

/**
 * Judges a kept upload again by the plan version that has reopened a period of it, unless that or a later version has done so: a repeated
 * message does nothing more.
 */
export async function reopen(
  { orgUnit, order, planVersion }: Omit<ReopenedMessage, 'kind'>,
  deps: IngestDependencies,
): Promise<void> {
  const kept = await deps.closedFiles.get(orgUnit, order);
  if (!kept || kept.planVersion >= planVersion) return;
  const { file } = kept;
  const periods = reopenedBy((await deps.plans.get(planVersion)).plan, file);
  if (periods.length === 0) return;
  const { key, versionId, sequencer, uploadedAt: eventTime } = file;
  const again = { planVersion, periods, file };
  await take({ key, versionId, sequencer, eventTime, size: null }, planVersion, again, deps);
  await catchUp(orgUnit, order, deps);
}

/**
 * Judges an upload just kept by the plan version in use now, should that have been taken meanwhile: whoever takes a plan looks for kept
 * files after it, and whoever keeps a file looks for a new plan after it, so that one of the two finds the other.
 */
export async function catchUp(orgUnit: string, order: string, deps: IngestDependencies): Promise<void> {
  const latest = await deps.plans.latest();
  if (latest) await reopen({ orgUnit, order, planVersion: latest.version }, deps);
}
