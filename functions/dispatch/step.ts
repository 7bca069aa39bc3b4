import type { Plans } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import type { Submissions } from '../aws/submissions.ts';
import { dateIn } from '../clock.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { comparePeriods, frequencyOf, isPeriod, type Period } from '../domain/plan/period.ts';
import type { DispatchRequest, ReportMessage } from '../events.ts';
import { log } from '../log.ts';

export interface DispatchDependencies {
  readonly plans: Plans;
  readonly submissions: Submissions;
  readonly reportQueue: Queue;
  readonly now: () => Date;
}

const idOf = ({ period, scope, language }: ReportMessage): string => `dispatch#${period}#${scope}#${language}`;

/** Reports asked for by name: of a period, for the scopes and languages given, else for all open org units and plan languages. */
function asked(period: Period, request: DispatchRequest, plan: Plan): ReportMessage[] {
  const lookup = createLookup(plan);
  const scopes =
    request.scopes ?? plan.orgUnits.map((unit) => unit.code).filter((code) => lookup.isOpenIn(code, period));
  const unknown = scopes.filter((code) => !lookup.orgUnit(code));
  if (unknown.length > 0) throw new RangeError(`The plan has no org unit ${unknown.join(', ')}`);
  const languages = request.languages ?? plan.languages;
  return scopes.flatMap((scope) => languages.map((language) => ({ period, scope, language })));
}

/** For each subscription the latest period of its frequency whose due date has passed, each report once. */
function dueBySubscription(plan: Plan, today: string): ReportMessage[] {
  const due = plan.periods.filter((window) => window.due < today).map((window) => window.period);
  const messages = plan.subscriptions.flatMap(({ scope, language, frequency }): ReportMessage[] => {
    const period = due
      .filter((p) => frequencyOf(p) === frequency)
      .sort(comparePeriods)
      .at(-1);
    return period === undefined ? [] : [{ period, scope, language }];
  });
  return [...new Map(messages.map((message) => [idOf(message), message])).values()];
}

/** Puts the reports that are asked for, or due and not yet dispatched, in the queue; gives them. */
export async function dispatch(
  request: DispatchRequest,
  deps: DispatchDependencies,
): Promise<readonly ReportMessage[]> {
  const { period } = request;
  if (period !== undefined) {
    if (!isPeriod(period)) throw new RangeError(`${period} is not a period: write 2025, 2025-S1, 2025-Q1 or 2025-03`);
    const inForce = await deps.plans.inForce(period);
    if (!inForce) throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
    const messages = asked(period, request, inForce.plan);
    await deps.reportQueue.send(messages);
    return messages;
  }
  const latest = await deps.plans.latest();
  if (!latest) return [];
  const now = deps.now().toISOString();
  const fresh: ReportMessage[] = [];
  for (const message of dueBySubscription(latest.plan, dateIn(latest.plan.timeZone, now)))
    if (!(await deps.submissions.wasDone(idOf(message)))) fresh.push(message);
  await deps.reportQueue.send(fresh);
  for (const message of fresh) await deps.submissions.markDone(idOf(message), now);
  log('info', 'reports dispatched', { reports: fresh.length });
  return fresh;
}
