import type { Observation } from '../ledger/entry.ts';
import type { Observations } from '../ledger/observations.ts';
import { createLookup } from '../plan/lookup.ts';
import type { Plan } from '../plan/model.ts';
import { collapse } from './collapse.ts';
import { issue, type ValidationIssue } from './issue.ts';
import { sayLateOnce } from './late-once.ts';
import type { SubmissionStatus } from './receipt.ts';
import type { History } from './review/history.ts';
import { type Replaced, replacedBy } from './review/replaced.ts';
import { type Review, review } from './review/review.ts';

/** What is taken of a file, what is returned (both counted in blocks: org unit x indicator x period), and every problem. */
export interface Judgement<Taken extends Observations = Observations> extends Replaced {
  readonly status: SubmissionStatus;
  readonly observations: Taken;
  readonly accepted: number;
  readonly returned: number;
  /** Periods of the plan of which some block is returned, in order. */
  readonly returnedPeriods: readonly string[];
  /** Blocks returned because their period takes no more files. */
  readonly closedFigures: number;
  readonly issues: readonly ValidationIssue[];
}

/** What the rules made of a file's blocks. */
export interface Sifted<Taken extends Observations> {
  /** The blocks without errors, in plan order. */
  readonly clean: Taken;
  /** Those of them for which a condition holds, in the same order. */
  readonly keep: (isKept: (observation: Observation) => boolean) => Taken;
  readonly blocks: number;
  /** Periods of the plan that blocks speak of, and those of which some block has errors, each in order. */
  readonly periods: readonly string[];
  readonly returnedPeriods: readonly string[];
  readonly closedFigures: number;
  /** Problems of the file and of its blocks, as found. */
  readonly issues: readonly ValidationIssue[];
}

export function isError({ severity }: ValidationIssue): boolean {
  return severity === 'error';
}

function statusOf(accepted: number, issues: readonly ValidationIssue[]): SubmissionStatus {
  const hasErrors = issues.some(isError);
  if (accepted === 0 && hasErrors) return 'rejected';
  if (hasErrors) return 'partially-accepted';
  return issues.some(({ severity }) => severity === 'warning') ? 'accepted-with-warnings' : 'accepted';
}

/** What is to be said when no block was taken: nothing but the errors themselves where the file could not be read at all. */
function whenNothingTaken(blocks: number, issues: readonly ValidationIssue[]): ValidationIssue[] {
  if (blocks > 0) return [issue('nothing-accepted', 'error')];
  return issues.some(isError) ? [] : [issue('nothing-reported', 'warning')];
}

/** Of a period of which every figure is returned after all, nothing was taken late. */
function withoutVainLate(issues: readonly ValidationIssue[], taken: Observations): readonly ValidationIssue[] {
  if (!issues.some(({ code }) => code === 'late')) return issues;
  const periods = new Set<string | null>();
  for (const { period } of taken) periods.add(period);
  return issues.filter(({ code, found }) => code !== 'late' || periods.has(found));
}

/** What is left of a file after its review. */
function reviewed<Taken extends Observations>(
  sifted: Sifted<Taken>,
  { issues, returned, isReturned }: Review,
): Sifted<Taken> {
  if (returned === 0) return { ...sifted, issues: [...sifted.issues, ...issues] };
  const clean = sifted.keep((observation) => !isReturned(observation));
  const periods = new Set(sifted.returnedPeriods);
  for (const observation of sifted.clean) if (isReturned(observation)) periods.add(observation.period);
  return {
    ...sifted,
    clean,
    returnedPeriods: [...periods].sort(),
    issues: [...withoutVainLate(sifted.issues, clean), ...issues],
  };
}

/** The outcome of blocks that were judged and reviewed: under `all-or-nothing` any error returns the file. */
function outcome<Taken extends Observations>(
  { clean, blocks, periods, returnedPeriods, closedFigures, issues }: Sifted<Taken>,
  plan: Plan,
  history: History,
): Judgement<Taken | readonly Observation[]> {
  const refused = plan.acceptance === 'all-or-nothing' && issues.some(isError);
  const observations = refused ? [] : clean;
  const found = [...issues];
  if (refused && clean.length > 0) found.push(issue('all-or-nothing', 'error'));
  else if (observations.length === 0) found.push(...whenNothingTaken(blocks, issues));
  return {
    status: statusOf(observations.length, found),
    observations,
    accepted: observations.length,
    returned: blocks - observations.length,
    returnedPeriods: refused ? periods : returnedPeriods,
    closedFigures,
    issues: collapse(sayLateOnce(found)),
    ...replacedBy(observations, history),
  };
}

/** A file of which each block was judged for itself. */
export interface Examination<Taken extends Observations = Observations> {
  /** What may be taken, in plan order; the caller finds what the ledger held of it. */
  readonly observations: Taken;
  /** Reviews that against what the ledger held before the upload, and judges the file. */
  conclude(history: History): Judgement<Taken | readonly Observation[]>;
}

/** An examination from what the rules made of a file's blocks. `orgUnit` is the unit of the folder. */
export function examinationOf<Taken extends Observations>(
  sifted: Sifted<Taken>,
  plan: Plan,
  orgUnit: string,
): Examination<Taken> {
  const lookup = createLookup(plan);
  const language = lookup.orgUnit(orgUnit)?.language ?? plan.defaultLanguage;
  return {
    observations: sifted.clean,
    conclude(history) {
      const found = review(sifted.clean.inPassing ?? sifted.clean, { plan, lookup, language, history });
      return outcome(reviewed(sifted, found), plan, history);
    },
  };
}
