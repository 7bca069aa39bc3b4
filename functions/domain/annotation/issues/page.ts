import type { Severity } from '../../validation/issue.ts';

/** How a cell of the sheet of issues looks. */
export type Look =
  | 'title'
  | 'outcome'
  | 'line'
  | 'hint'
  | 'section'
  | 'header'
  | 'text'
  | 'strong'
  | 'link'
  | 'pointer'
  | 'code'
  | 'mark'
  | Severity;

/** A cell that leads to others: those of a range of a sheet. */
export interface PageLink {
  readonly sheet: string;
  readonly range: string;
}

export interface PageCell {
  /** From 0. */
  readonly column: number;
  readonly text: string;
  readonly look: Look;
  readonly link?: PageLink;
}

/** The sheet of issues as data. Rows count from 1 by their order. */
export interface Page {
  readonly name: string;
  readonly rightToLeft: boolean;
  readonly rows: readonly (readonly PageCell[])[];
  /** In characters. */
  readonly widths: readonly number[];
  /** Number of the header's row, which stays in view, and of the last row under it. */
  readonly header: number;
  readonly last: number;
  readonly footer: string;
}
