import type { Lookup } from '../plan/lookup.ts';
import type { Plan } from '../plan/model.ts';
import type { Block } from './block.ts';
import type { ValidationIssue } from './issue.ts';
import type { UnplacedParts } from './unplaced.ts';

/** What rules know besides the block. */
export interface RuleContext {
  readonly plan: Plan;
  readonly lookup: Lookup;
  /** The org unit of the folder the file came through. */
  readonly orgUnit: string;
  /** Day of the upload in the plan's time zone, ISO date. */
  readonly today: string;
  readonly proposals: Proposals;
  /** Codes of percentages that the file states as bare numbers above 1 somewhere. */
  readonly bareAboveOne: ReadonlySet<string>;
  /** Parts of breakdowns of the file of which it is not known to which block they belong. */
  readonly unplaced: UnplacedParts;
}

/** The plan's names in the office's language: the valid ones most like an unknown one, ready to be shown (the empty text where nothing is alike), and titles. */
export interface Proposals {
  readonly indicator: (text: string) => string;
  readonly orgUnit: (text: string) => string;
  readonly category: (dimension: string, text: string) => string;
  /** A dimension's title. */
  readonly dimension: (code: string) => string;
  /** A category as `code (title)`. */
  readonly categoryName: (dimension: string, code: string) => string;
}

/** One rule. It looks at one block and gives every problem it sees there, one issue a cell. */
export interface Rule {
  readonly code: string;
  readonly check: (block: Block, context: RuleContext) => ValidationIssue[];
}
