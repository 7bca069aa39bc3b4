import type { Actuals } from '../aws/actuals.ts';
import type { Submissions } from '../aws/submissions.ts';
import type { ReportMessage } from '../events.ts';
import { type DueReport, idOf } from './due.ts';

const DAY = 86_400_000;
const DAYS_BETWEEN = 7;

export interface RevisedDependencies {
  readonly actuals: Pick<Actuals, 'get'>;
  readonly submissions: Submissions;
}

/** The weeks since a report was due: it is revised once in each at most, and not in the first. */
const weekOf = (due: string, today: string): number =>
  Math.floor((Date.parse(today) - Date.parse(due)) / DAY / DAYS_BETWEEN);

/** What the figures of a report rest on, as a text: another one when there is more to report. */
async function basisOf({ period, scope }: ReportMessage, actuals: Pick<Actuals, 'get'>): Promise<string> {
  const known = await actuals.get(scope, period);
  return known ? `${known.planVersion}.${known.entries}.${known.carried}` : 'nothing';
}

const basisId = (message: ReportMessage, basis: string): string => `${idOf(message)}#of#${basis}`;
const weekId = (message: ReportMessage, week: number): string => `${idOf(message)}#week#${week}`;

/** Notes that a report was sent for: the first time, in this week, and of which data. */
export async function noteSent({ message, due }: DueReport, today: string, now: string, deps: RevisedDependencies) {
  const basis = await basisOf(message, deps.actuals);
  await deps.submissions.markDone(basisId(message, basis), now);
  await deps.submissions.markDone(weekId(message, weekOf(due, today)), now);
  await deps.submissions.markDone(idOf(message), now);
}

/** Whether late or corrected data make a report that went out worth making again: others than it was made of, a week apart. */
export async function needsRevision({ message, due }: DueReport, today: string, deps: RevisedDependencies) {
  const week = weekOf(due, today);
  if (week < 1 || (await deps.submissions.wasDone(weekId(message, week)))) return false;
  return !(await deps.submissions.wasDone(basisId(message, await basisOf(message, deps.actuals))));
}
