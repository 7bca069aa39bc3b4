import type { CellRef, Severity, ValidationIssue } from '../../validation/issue.ts';
import { issue } from '../../validation/issue.ts';
import type {
  CrosswalkRow,
  Indicator,
  OrgUnit,
  PeriodWindow,
  Plan,
  PlanRule,
  Result,
  ResultLevel,
  Subscription,
} from '../model.ts';
import type { DimensionRow } from '../sheets/dimensions.ts';
import type { HeaderRow } from '../sheets/headers.ts';
import type { Settings } from '../sheets/settings.ts';
import type { WrittenTarget } from '../sheets/targets.ts';
import type { Declared } from './declared.ts';
import type { Entry } from './record.ts';

/** The workbook as read, row by row, before it is known to be a plan. References are to declared codes; bad cells hold a stand-in. */
export interface Draft {
  /** The version in use so far; null for the first workbook. */
  readonly before: Plan | null;
  /** Languages that reports and mails are written in; null where it does not matter. */
  readonly spoken: readonly string[] | null;
  readonly settings: Entry<Settings>;
  readonly levels: readonly Entry<ResultLevel>[];
  readonly results: readonly Entry<Result>[];
  readonly indicators: readonly Entry<Indicator>[];
  readonly dimensions: readonly Entry<DimensionRow>[];
  readonly orgUnits: readonly Entry<OrgUnit>[];
  readonly targets: readonly Entry<WrittenTarget>[];
  readonly periods: readonly Entry<PeriodWindow>[];
  readonly rules: readonly Entry<PlanRule>[];
  readonly crosswalk: readonly Entry<CrosswalkRow>[];
  readonly headers: readonly Entry<HeaderRow>[];
  readonly subscriptions: readonly Entry<Subscription>[];
  readonly declared: Declared;
}

/** One rule over the whole workbook. It looks only at cells that could be read, so that one fault is told once. */
export type PlanCheck = (draft: Draft) => readonly ValidationIssue[];

/** An issue at a cell of a row. */
export function flag(
  entry: Entry<unknown>,
  column: string,
  code: string,
  severity: Severity,
  expected: string | number | null = null,
  params: Readonly<Record<string, string | number>> = {},
): ValidationIssue {
  return issue(code, severity, {
    ...entry.at(column),
    expected: expected === null ? null : String(expected),
    params: { field: column, ...params },
  });
}

/** A cell as people write it: `Results!A7`. */
export function address({ sheet, row, column }: CellRef): string {
  return `${sheet ?? ''}!${column ?? ''}${row ?? ''}`;
}
