import type { CompletenessModel } from '../completeness/completeness.ts';
import type { ReportKind } from '../report/build-report.ts';
import type { ReportModel, StatusCounts } from '../report/schema.ts';
import { isRevised } from '../report/view/changes.ts';

/** What the site says of one report. */
export interface PublishedReport {
  readonly period: string;
  readonly scope: string;
  readonly scopeTitle: string;
  readonly scopeKind: ReportModel['scopeKind'];
  readonly language: string;
  readonly kind: ReportKind;
  readonly planTitle: string;
  readonly timeZone: string;
  /** ISO instant of the latest upload counted; null when there is none. */
  readonly asOf: string | null;
  readonly coverage: { readonly reported: number; readonly expected: number };
  readonly statuses: StatusCounts;
  /** How many figures are others now than in the report before. */
  readonly revised: number;
  /** Whether that was on the same period. */
  readonly isRevision: boolean;
  /** Names of the files beside each other. */
  readonly files: readonly string[];
  /** Who had reported when the report was written: numbers of org units by state, and until when files were due. */
  readonly completeness: Pick<CompletenessModel, 'counts' | 'due'>;
}

/** The entry of a report with the names of the files it consists of, and the completeness written with it. */
export function publishedOf(
  model: ReportModel,
  files: readonly string[],
  { counts, due }: PublishedReport['completeness'],
): PublishedReport {
  const { period, scope, scopeTitle, scopeKind, language, plan, asOf, coverage, statuses, changes } = model;
  return {
    ...{ period, scope, scopeTitle, scopeKind, language, kind: model.annual === null ? 'results' : 'annual' },
    ...{ planTitle: plan.title, timeZone: plan.timeZone },
    ...{ asOf, coverage, statuses, revised: changes.figures.length, isRevision: isRevised(model), files },
    completeness: { counts, due },
  };
}
