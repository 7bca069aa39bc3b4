import type { CellRef, ValidationIssue } from '../validation/issue.ts';
import type { Grid } from './grid.ts';

/** A text of the file matched to a code of the plan; `code` is null when nothing matched. */
export interface Named {
  readonly code: string | null;
  readonly found: string;
  readonly at: CellRef;
}

/** Why a figure is not taken as it is written. */
export type FigureProblem =
  | 'not-a-number'
  | 'ambiguous-number'
  | 'cell-error'
  | 'split-number'
  /** A text of a column that is not read names a category. */
  | 'unread-category'
  /** A text of a column that is not read says that the figure is a target or the like. */
  | 'unread-plan'
  /** Rows say the same but for a column that is not read, or for the day in their period. */
  | 'rows-alike'
  /** The cell takes back what was reported before. */
  | 'withdrawn';

/** A cell that nothing was read from, under its header (empty for none). */
export interface Unread {
  readonly header: string;
  readonly found: string;
  readonly at: CellRef;
}

/** A figure as written: `number` when it could be read, else why not. */
export interface WrittenNumber {
  readonly found: string;
  readonly at: CellRef;
  readonly number: number | null;
  /** Null when `number` is set. A percentage is read to a fraction of 1. */
  readonly problem: FigureProblem | null;
  /** Of `unread-category`, `unread-plan` and `rows-alike`: the text beside the figure that was not read. */
  readonly unread?: Unread;
}

/** One stated figure: who, what, when, of which categories, how much, and where each part stands in the file. */
export interface Statement {
  readonly orgUnit: Named;
  readonly indicator: Named;
  readonly period: Named;
  /** Dimension code with the matched category; empty for a total. */
  readonly categories: readonly (Named & { readonly dimension: string })[];
  readonly value: WrittenNumber | null;
  readonly numerator: WrittenNumber | null;
  readonly denominator: WrittenNumber | null;
  readonly note: string | null;
}

/** What the reader made of a column, shown to the uploader. */
export interface UnderstoodColumn {
  readonly sheet: string | null;
  readonly column: string;
  readonly header: string;
  /** `orgUnit`, `period`, `indicator 1a.1`, `dimension sex`, `period 2025-Q1`, `ignored`, `unknown`… */
  readonly role: string;
}

export interface SheetReading {
  readonly statements: readonly Statement[];
  readonly understood: readonly UnderstoodColumn[];
  /** Problems of the file or of its structure; those of figures are found by the rules. */
  readonly issues: readonly ValidationIssue[];
}

/** The sheets of an office file. */
export interface OpenedFile {
  readonly ok: true;
  readonly grids: readonly Grid[];
  readonly format: 'xlsx' | 'text';
  readonly notes: readonly ValidationIssue[];
}

/** An office file opened: its sheets, or the reason why it cannot be. */
export type Opened = OpenedFile | { readonly ok: false; readonly issue: ValidationIssue };
