import type { CellRef, ValidationIssue } from '../../validation/issue.ts';
import type { Grid } from '../grid.ts';
import type { FigurePart } from '../numbers/read-number.ts';
import type { Named } from '../statement.ts';

export type KeyRole = 'orgUnit' | 'indicator' | 'period' | 'note';

interface Placed {
  /** Index from 0. */
  readonly index: number;
  /** Header texts from top to bottom. */
  readonly header: string;
  readonly at: CellRef;
}

export interface KeyColumn extends Placed {
  readonly kind: 'key';
  readonly role: KeyRole;
  /** `Q`, `S` or `M` where bare numbers in a period column count quarters, half-years or months. */
  readonly unit: string | null;
}

export interface DimensionColumn extends Placed {
  readonly kind: 'dimension';
  readonly dimension: string;
}

export interface FigureColumn extends Placed {
  readonly kind: 'figure';
  readonly part: FigurePart;
  /** The unit its header gives; figures of indicators in another unit are none of the plan's. */
  readonly unit: string | null;
  readonly indicator: Named | null;
  /** Texts of periods or parts of a year in the header. */
  readonly periods: readonly string[];
  readonly categories: readonly (Named & { readonly dimension: string })[];
}

export interface OtherColumn extends Placed {
  readonly kind: 'ignored' | 'unknown' | 'ambiguous' | 'total';
  /** For an ambiguous column, the codes between which its header does not decide. */
  readonly candidates: readonly string[];
}

export type Column = KeyColumn | DimensionColumn | FigureColumn | OtherColumn;

/** Rows of a header, from the first to the last, as indices from 0. */
export interface HeaderRows {
  readonly first: number;
  readonly last: number;
  /** Index of a row of HXL tags beside the header, or null. */
  readonly tags: number | null;
}

/** A table of a sheet: its header, its columns, and the rows of data below, as indices from 0 (end not included). */
export interface Table {
  readonly grid: Grid;
  readonly header: HeaderRows;
  readonly start: number;
  readonly end: number;
  readonly columns: readonly Column[];
  /** What the title rows or the sheet's name say for all rows. */
  readonly period: Named | null;
  readonly indicator: Named | null;
  /** Org units that the title rows or the sheet's name name. */
  readonly orgUnits: readonly Named[];
  /** Why its figures cannot be trusted to be what the header says; none is read then. */
  readonly doubts: readonly ValidationIssue[];
}
