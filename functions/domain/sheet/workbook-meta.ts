import { createLookup } from '../plan/lookup.ts';
import type { Plan } from '../plan/model.ts';
import { issue, type ValidationIssue } from '../validation/issue.ts';
import { isAnnotation, wasText } from './annotation-marks.ts';
import { cellText, type Grid } from './grid.ts';
import type { Statement, UnderstoodColumn } from './statement.ts';
import { unfold } from './unfold.ts';

/** First cell of the hidden sheet by which an upload workbook is recognised. */
export const META_MARK = 'jalon-upload-workbook';

/** What an upload workbook says of itself. */
export interface WorkbookMeta {
  readonly plan: string;
  /** Null where the workbook was made from a plan that is no version yet. */
  readonly planVersion: number | null;
  readonly orgUnit: string;
  readonly period: string;
  readonly language: string;
  /** Name of the sheet to read nothing from. */
  readonly help: string;
}

/** What the file's hidden sheet says; null for a file that is no upload workbook of ours. */
export function workbookMeta(grids: readonly Grid[]): WorkbookMeta | null {
  const grid = grids.find(({ hidden, rows }) => hidden && cellText(rows[0]?.[0]) === META_MARK);
  if (!grid) return null;
  const entries = new Map(grid.rows.map((row) => [cellText(row[0]), cellText(row[1])]));
  const text = (key: string) => entries.get(key) ?? '';
  const version = Number(text('planVersion'));
  return {
    plan: text('plan'),
    planVersion: Number.isInteger(version) && version > 0 ? version : null,
    orgUnit: text('orgUnit'),
    period: text('period'),
    language: text('language'),
    help: text('help'),
  };
}

/** The sheets of a file as the reader takes them. */
export interface Prepared {
  readonly grids: readonly Grid[];
  /** The org unit of rows that name none. */
  readonly orgUnit: string;
  readonly issues: readonly ValidationIssue[];
  readonly restore: (statement: Statement) => Statement;
  readonly restoreColumns: (columns: readonly UnderstoodColumn[]) => readonly UnderstoodColumn[];
}

function isWithin(plan: Plan, unit: string, outer: string): boolean {
  return (
    unit === outer ||
    createLookup(plan)
      .ancestorsOf(unit)
      .some(({ code }) => code === outer)
  );
}

/**
 * Prepares a file's sheets for reading: without those that were put into it when it was returned, and of an upload workbook without its
 * help, for the org unit it was made for. One made for an org unit outside the folder's is an error, and nothing of it is read; one of
 * another plan, or of an older version, is a warning.
 */
export function prepareSheets(
  grids: readonly Grid[],
  plan: Plan,
  context: { readonly orgUnit: string; readonly planVersion?: number },
): Prepared {
  const meta = workbookMeta(grids);
  const isText = wasText(grids);
  const read = grids
    .filter((grid) => !isAnnotation(grid))
    .filter(({ sheet, rows }) => !meta || (sheet !== meta.help && cellText(rows[0]?.[0]) !== META_MARK))
    .map((grid) => (isText ? { ...grid, wasText: true } : grid));
  const unfolded = read.map((grid) => ({ grid, ...unfold(grid, plan) }));
  const prepared: Prepared = {
    grids: unfolded.map(({ grid }) => grid),
    orgUnit: context.orgUnit,
    issues: [],
    restoreColumns: (columns) =>
      unfolded.reduce((restored, one) => one.restoreColumns?.(restored) ?? restored, columns),
    restore: (statement) => unfolded.reduce((restored, { restore }) => restore?.(restored) ?? restored, statement),
  };
  if (!meta) return prepared;
  if (!isWithin(plan, meta.orgUnit, context.orgUnit)) {
    const foreign = issue('workbook-foreign-unit', 'error', { found: meta.orgUnit, expected: context.orgUnit });
    return { ...prepared, grids: [], issues: [foreign] };
  }
  const { planVersion = null } = context;
  const older = planVersion !== null && meta.planVersion !== null && meta.planVersion < planVersion;
  const stale = issue('workbook-stale-plan', 'warning', {
    found: `${meta.plan} ${meta.planVersion ?? ''}`.trim(),
    expected: `${plan.id} ${planVersion ?? ''}`.trim(),
  });
  return { ...prepared, orgUnit: meta.orgUnit, issues: older || meta.plan !== plan.id ? [stale] : [] };
}
