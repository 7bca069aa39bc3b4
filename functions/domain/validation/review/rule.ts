import type { Observation } from '../../ledger/entry.ts';
import type { Lookup } from '../../plan/lookup.ts';
import type { Plan } from '../../plan/model.ts';
import type { ValidationIssue } from '../issue.ts';
import type { History } from './history.ts';
import type { Series } from './series.ts';

/** What review rules know besides the file's figures. */
export interface ReviewContext {
  readonly plan: Plan;
  readonly lookup: Lookup;
  /** Language of the office. */
  readonly language: string;
  readonly history: History;
}

/** An issue with the observations of the file that it speaks of; those of an error are returned. */
export interface Finding {
  readonly issue: ValidationIssue;
  readonly about: readonly Observation[];
  /** Of several doubts of a rule the greatest come first. */
  readonly weight?: number;
}

/** What has been said of the file's figures so far. */
export interface Told {
  isReturned(observation: Observation): boolean;
  /** Whether the figure is returned, or a warning names it. */
  isDoubted(observation: Observation): boolean;
}

/** A rule at work on one file: it is shown every series once, then asked what it found. */
export interface Reviewer {
  see(series: Series): void;
  findings(told: Told): readonly Finding[];
}

/** One rule that looks beyond the block: at other figures of the file, of the ledger and of the plan. */
export interface ReviewRule {
  readonly code: string;
  readonly begin: (context: ReviewContext) => Reviewer;
}
