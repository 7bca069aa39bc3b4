import type { Lookup } from '../plan/lookup.ts';
import type { OrgUnit, Titles } from '../plan/model.ts';
import type { Period } from '../plan/period.ts';
import type { Catalogue } from '../report/catalogue.ts';
import type { Columns } from './columns.ts';

/** What an office reported last of an indicator. */
export interface LastFigure {
  readonly period: Period;
  readonly value: number | null;
}

/** What every part of a workbook is written with. */
export interface WorkbookContext {
  readonly lookup: Lookup;
  readonly orgUnit: OrgUnit;
  readonly period: Period;
  readonly catalogue: Catalogue;
  readonly columns: Columns;
  /** By indicator code. */
  readonly last: ReadonlyMap<string, LastFigure>;
  /** A title of the plan in the workbook's language. */
  readonly title: (titles: Titles) => string;
  /** Range of the known categories of an open dimension, to propose; null where the plan lists none. */
  readonly proposals: (dimension: string) => string | null;
}
