import type { Plans, PlanVersion } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import type { Submissions } from '../aws/submissions.ts';
import { periodsOffered, unitsToOffer } from '../domain/workbook/workbooks-due.ts';
import type { WorkbookMessage } from '../events.ts';
import { log } from '../log.ts';

export interface WorkbookDispatch {
  readonly plans: Plans;
  readonly submissions: Submissions;
  readonly workbookQueue: Queue;
}

/**
 * Asks for the workbooks of every period that is open on an ISO date, once for each version of the plan: when the period opens, and
 * again when the plan has changed. What a workbook asks is up to the plan in force for its period.
 */
export async function dispatchWorkbooks(
  latest: PlanVersion,
  { today, now }: { today: string; now: string },
  deps: WorkbookDispatch,
): Promise<void> {
  for (const period of periodsOffered(latest.plan, today)) {
    const id = `workbooks#${latest.version}#${period}`;
    if (await deps.submissions.wasDone(id)) continue;
    const { plan } = (await deps.plans.inForce(period)) ?? latest;
    const messages = unitsToOffer(plan, period).map((orgUnit): WorkbookMessage => ({ orgUnit, period }));
    await deps.workbookQueue.send(messages);
    await deps.submissions.markDone(id, now);
    log('info', 'workbooks dispatched', { period, planVersion: latest.version, workbooks: messages.length });
  }
}
