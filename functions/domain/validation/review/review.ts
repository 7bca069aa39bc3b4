import type { Observation } from '../../ledger/entry.ts';
import type { ValidationIssue } from '../issue.ts';
import type { Finding, ReviewContext } from './rule.ts';
import { REVIEW_RULES } from './rules/index.ts';
import { inSeries } from './series.ts';

/** What the second stage makes of a file. */
export interface Review {
  readonly issues: readonly ValidationIssue[];
  /** Whether an observation is returned after all. */
  isReturned(observation: Observation): boolean;
  readonly returned: number;
}

const keyOf = ({ orgUnit, indicator, period }: Observation): string => `${orgUnit}\n${indicator}\n${period}`;

/**
 * Reviews the observations (in plan order) that passed the rules of blocks, against each other, what the ledger held before, and the
 * plan's targets and own rules. It changes no figure: it returns observations or tells of them.
 */
export function review(observations: Iterable<Observation>, context: ReviewContext): Review {
  const reviewers = REVIEW_RULES.map((rule) => rule.begin(context));
  for (const series of inSeries(observations, context.lookup, context.history))
    for (const reviewer of reviewers) reviewer.see(series);

  const returned = new Set<string>();
  const doubted = new Set<string>();
  const isReturned = (observation: Observation) => returned.size > 0 && returned.has(keyOf(observation));
  const isDoubted = (observation: Observation) => isReturned(observation) || doubted.has(keyOf(observation));
  const findings: Finding[] = [];
  for (const reviewer of reviewers) {
    const found = reviewer.findings({ isReturned, isDoubted });
    for (const { issue, about } of found)
      for (const observation of about) (issue.severity === 'error' ? returned : doubted).add(keyOf(observation));
    findings.push(...found);
  }
  return { issues: findings.map(({ issue }) => issue), isReturned, returned: returned.size };
}
