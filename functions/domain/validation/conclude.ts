import type { Observation } from '../ledger/entry.ts';
import type { Observations } from '../ledger/observations.ts';
import type { Plan } from '../plan/model.ts';
import { collapse } from './collapse.ts';
import { issue, type ValidationIssue } from './issue.ts';
import { sayLateOnce } from './late-once.ts';
import type { SubmissionStatus } from './receipt.ts';

/** What is taken of a file, what is returned (both counted in blocks: org unit x indicator x period), and every problem. */
export interface Judgement<Taken extends Observations = Observations> {
  readonly status: SubmissionStatus;
  readonly observations: Taken;
  readonly accepted: number;
  readonly returned: number;
  /** Periods of the plan of which some block is returned, in order. */
  readonly returnedPeriods: readonly string[];
  readonly issues: readonly ValidationIssue[];
}

/** What the rules made of a file's blocks. */
export interface Sifted<Taken extends Observations> {
  /** The blocks without errors, in plan order. */
  readonly clean: Taken;
  readonly blocks: number;
  /** Periods of the plan that blocks speak of, and those of which some block has errors, each in order. */
  readonly periods: readonly string[];
  readonly returnedPeriods: readonly string[];
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

/** The outcome of a file once its blocks are judged: under `all-or-nothing` any error returns the file. */
export function conclude<Taken extends Observations>(
  { clean, blocks, periods, returnedPeriods, issues }: Sifted<Taken>,
  plan: Plan,
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
    issues: collapse(sayLateOnce(found)),
  };
}
