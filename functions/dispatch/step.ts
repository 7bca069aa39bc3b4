import type { ReportStores } from '../as-of.ts';
import type { Actuals } from '../aws/actuals.ts';
import type { Plans } from '../aws/plans.ts';
import type { Queue } from '../aws/queue.ts';
import type { Submissions } from '../aws/submissions.ts';
import { dateIn } from '../clock.ts';
import { checkAskable } from '../domain/plan/askable.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { frequencyOf, isPeriod, type Period } from '../domain/plan/period.ts';
import type { DispatchRequest, ReportMessage } from '../events.ts';
import { log } from '../log.ts';
import { type DueReport, dueBySubscription, idOf, once } from './due.ts';
import { needsRevision, noteSent } from './revised.ts';
import { dispatchWorkbooks } from './workbooks.ts';

export interface DispatchDependencies {
  readonly plans: Plans;
  readonly actuals: Pick<Actuals, 'get'>;
  readonly submissions: Submissions;
  /** The stores as they were at an instant. */
  readonly storesAsOf: (instant: string) => Pick<ReportStores, 'plans' | 'actuals'>;
  readonly reportQueue: Queue;
  readonly workbookQueue: Queue;
  readonly now: () => Date;
}

/** Scopes with at least one figure in the period, at or below them in the tree, and the root; in plan order. */
async function scopesWithFigures(period: Period, plan: Plan, actuals: Pick<Actuals, 'get'>): Promise<string[]> {
  const lookup = createLookup(plan);
  const open = plan.orgUnits.map((unit) => unit.code).filter((code) => lookup.isOpenIn(code, period));
  const stored = await Promise.all(open.map((code) => actuals.get(code, period)));
  return open.filter((code, i) => code === lookup.root.code || (stored[i]?.coverage.reported ?? 0) > 0);
}

/** Reports asked for by name: of a period, for the scopes and languages given, else for those with figures and the plan's. */
async function asked(
  period: Period,
  request: DispatchRequest,
  plan: Plan,
  actuals: Pick<Actuals, 'get'>,
): Promise<readonly ReportMessage[]> {
  checkAskable(plan, period, request.scopes ?? []);
  const scopes = request.scopes ?? (await scopesWithFigures(period, plan, actuals));
  const languages = request.languages ?? plan.languages;
  const at = request.asOf === undefined ? {} : { asOf: request.asOf };
  const kinds = request.reports ?? ['results'];
  if (kinds.includes('annual') && frequencyOf(period) !== 'annual')
    throw new RangeError(`An annual report is on a year, such as ${period.slice(0, 4)}: ${period} is none`);
  const ofEach = kinds.map((kind) => ({ ...at, ...(kind === 'annual' ? { kind } : {}) }));
  return once(
    ofEach.flatMap((more) =>
      scopes.flatMap((scope) => languages.map((language) => ({ period, scope, language, ...more }))),
    ),
  );
}

/**
 * Puts the reports that are asked for, or due and not yet dispatched, in the queue; gives them. The daily run, which asks for none by
 * name, also asks again for those whose data have changed since, once a week at most until the next is due, and for the workbooks of the
 * periods that are open.
 */
export async function dispatch(
  request: DispatchRequest,
  deps: DispatchDependencies,
): Promise<readonly ReportMessage[]> {
  const { period, asOf } = request;
  const now = deps.now().toISOString();
  if (asOf !== undefined && asOf > now) throw new RangeError(`${asOf} is yet to come`);
  if (asOf !== undefined && period === undefined) throw new RangeError('A report as of an instant needs its period');
  if (period !== undefined) {
    if (!isPeriod(period)) throw new RangeError(`${period} is not a period: write 2025, 2025-S1, 2025-Q1 or 2025-03`);
    const { plans, actuals } = asOf === undefined ? deps : deps.storesAsOf(asOf);
    const inForce = await plans.inForce(period);
    if (!inForce && asOf !== undefined) throw new RangeError(`There was no plan yet at ${asOf}`);
    if (!inForce) throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
    const messages = await asked(period, request, inForce.plan, actuals);
    await deps.reportQueue.send(messages);
    log('info', 'reports dispatched', { period, reports: messages.length });
    return messages;
  }
  const latest = await deps.plans.latest();
  if (!latest) return [];
  const today = dateIn(latest.plan.timeZone, now);
  const wanted: DueReport[] = [];
  for (const report of dueBySubscription(latest.plan, today)) {
    const isNew = !(await deps.submissions.wasDone(idOf(report.message)));
    if (isNew || (report.isLatest && (await needsRevision(report, today, deps)))) wanted.push(report);
  }
  const messages = wanted.map(({ message }) => message);
  await deps.reportQueue.send(messages);
  for (const report of wanted) await noteSent(report, today, now, deps);
  log('info', 'reports dispatched', { reports: messages.length });
  await dispatchWorkbooks(latest, { today, now }, deps);
  return messages;
}
