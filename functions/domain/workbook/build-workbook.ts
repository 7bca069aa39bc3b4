import { createLookup } from '../plan/lookup.ts';
import { type Plan, titleIn } from '../plan/model.ts';
import type { Period } from '../plan/period.ts';
import type { Catalogue } from '../report/catalogue.ts';
import { shortPeriodName } from '../report/words.ts';
import { columnsFor } from './columns.ts';
import type { LastFigure, WorkbookContext } from './context.ts';
import type { WorkbookDescription } from './description.ts';
import { entrySheet } from './entry-sheet.ts';
import { expectedResults } from './expected-rows.ts';
import { helpSheet } from './help-sheet.ts';
import { metaSheet, proposalRange } from './meta-sheet.ts';

export interface WorkbookRequest {
  readonly plan: Plan;
  /** Null where the plan is no accepted version yet. */
  readonly planVersion: number | null;
  readonly orgUnit: string;
  readonly period: Period;
  readonly language: string;
  /** That of the language, or the nearest there is. */
  readonly catalogue: Catalogue;
  /** What the org unit reported last, by indicator code; null where that is not known. */
  readonly last: ReadonlyMap<string, LastFigure> | null;
}

/**
 * The upload workbook of an org unit for a period, in a language: one sheet to fill, one of help, and a hidden one by which it is
 * recognised when it comes back. Null where the plan has no such org unit or expects nothing of it then.
 */
export function buildWorkbook(request: WorkbookRequest): WorkbookDescription | null {
  const { plan, planVersion, period, language, catalogue } = request;
  const lookup = createLookup(plan);
  const orgUnit = lookup.orgUnit(request.orgUnit);
  const results = orgUnit ? expectedResults(lookup, orgUnit.code, period) : [];
  if (!orgUnit || results.length === 0) return null;
  const context: WorkbookContext = {
    lookup,
    orgUnit,
    period,
    catalogue,
    columns: columnsFor(results),
    last: request.last ?? new Map(),
    title: (titles) => titleIn(titles, language, plan.defaultLanguage),
    proposals: (dimension) => proposalRange(plan.dimensions, dimension),
  };
  const help = helpSheet(catalogue, `uploads/${orgUnit.code}/`);
  const meta = { plan: plan.id, planVersion, orgUnit: orgUnit.code, period, language, help: help.name };
  return {
    title: `${context.title(orgUnit.title)} – ${shortPeriodName(period, catalogue)}`,
    sheets: [entrySheet(results, context), help, metaSheet(meta, plan.dimensions, context.title)],
  };
}
