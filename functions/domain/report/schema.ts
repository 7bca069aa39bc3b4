import * as z from 'zod/mini';
import { AnnualModel } from './annual/schema.ts';
import { FileModel, LineageModel } from './lineage-schema.ts';
import { WITHOUT_OUTLOOK } from './outlook/reasons.ts';
import { OutlookModel } from './outlook/schema.ts';
import { REPORT_SCHEMA } from './schema-version.ts';
import { STATUSES } from './statuses.ts';

const CoverageModel = z.object({ reported: z.int().check(z.minimum(0)), expected: z.int().check(z.minimum(0)) });

const StatusCounts = z.object({
  achieved: z.int().check(z.minimum(0)),
  'on-track': z.int().check(z.minimum(0)),
  'at-risk': z.int().check(z.minimum(0)),
  'off-track': z.int().check(z.minimum(0)),
  'no-target': z.int().check(z.minimum(0)),
  'no-data': z.int().check(z.minimum(0)),
});

const OrgUnitName = z.object({ code: z.string(), title: z.string() });

const BreakdownModel = z.object({
  dimension: z.string(),
  category: z.string(),
  title: z.string(),
  /** Null when not reported, or withheld (`suppressed`). */
  value: z.nullable(z.number()),
  suppressed: z.boolean(),
});

const CrossedModel = z.object({
  /** Category by dimension, in the plan's order. */
  categories: z.record(z.string(), z.string()),
  value: z.nullable(z.number()),
  suppressed: z.boolean(),
});

/** What the total has beyond the categories of a dimension. */
const UnknownModel = z.object({ dimension: z.string(), value: z.nullable(z.number()), suppressed: z.boolean() });

const ChildModel = z.object({
  scope: z.string(),
  title: z.string(),
  actual: z.nullable(z.number()),
  coverage: CoverageModel,
});

const IndicatorModel = z.object({
  code: z.string(),
  result: z.string(),
  title: z.string(),
  definition: z.string(),
  unit: z.string(),
  kind: z.enum(['count', 'amount', 'percentage', 'score', 'yes-no']),
  direction: z.enum(['increase', 'decrease', 'maintain']),
  overOrgUnits: z.enum(['sum', 'mean', 'ratio', 'max', 'min', 'none']),
  overTime: z.enum(['sum', 'latest', 'max', 'mean', 'none']),
  decimals: z.int().check(z.minimum(0)),
  baseline: z.nullable(z.number()),
  baselinePeriod: z.nullable(z.string()),
  target: z.nullable(z.number()),
  targetPeriod: z.nullable(z.string()),
  /** The side of the target that is right; null without a target. */
  rightSide: z.nullable(z.enum(['above', 'below'])),
  expected: z.nullable(z.number()),
  /** In the plan's unit at full precision, a ratio as a fraction of 1; null where nothing was reported. */
  actual: z.nullable(z.number()),
  yearToDate: z.nullable(z.number()),
  /** From the plan's first day to the end of the period. */
  planToDate: z.nullable(z.number()),
  attainment: z.nullable(z.number()),
  status: z.enum(STATUSES),
  /** Null where the data do not bear one; `withoutOutlook` says why. */
  outlook: z.nullable(OutlookModel),
  withoutOutlook: z.nullable(z.enum(WITHOUT_OUTLOOK)),
  coverage: CoverageModel,
  breakdowns: z.array(BreakdownModel),
  /** Cells of the crossed breakdowns that were stated. */
  crossed: z.array(CrossedModel),
  /** Per dimension, where figures add up; only where something is left. */
  unknown: z.array(UnknownModel),
  children: z.array(ChildModel),
  /** Periods of the same length, ascending, the report's own last. */
  series: z.array(z.object({ period: z.string(), actual: z.nullable(z.number()), coverage: CoverageModel })),
  /** What stands behind `actual`; null where it was not looked up. */
  lineage: z.nullable(LineageModel),
});

/** The indicator beneath a result that stands worst: no count or mean of others hides it. */
const WorstModel = z.object({
  code: z.string(),
  title: z.string(),
  status: z.enum(STATUSES),
  attainment: z.nullable(z.number()),
});

/** A row of a matrix: one goal, objective or target by status. */
const LinkModel = z.object({
  code: z.string(),
  /** The goal of a target (`10` of `10.7`), whose own row counts these indicators too; null for a goal or an objective. */
  goal: z.nullable(z.string()),
  statuses: StatusCounts,
  /** Each once, in the plan's order; `through` is the result that carries the link. */
  indicators: z.array(z.object({ code: z.string(), through: z.string(), status: z.enum(STATUSES) })),
});

/** A figure that an earlier report published otherwise. */
const ChangedFigure = z.object({
  indicator: z.string(),
  period: z.string(),
  /** Null where nothing was, or is, reported. */
  before: z.nullable(z.number()),
  now: z.nullable(z.number()),
  /** Null where either is. */
  difference: z.nullable(z.number()),
  /** The version of the plan that changed it; null where data alone did. */
  planVersion: z.nullable(z.int()),
  /** Places, in the list beside, of the uploads since that offices' figures come from now; none where the plan, or a file judged late, changed it. */
  files: z.array(z.int().check(z.minimum(0))),
});

/** An upload that revised figures of an office. */
const RevisingFile = z.object({
  orgUnit: z.string(),
  title: z.string(),
  key: z.string(),
  uploadedAt: z.string(),
  sha256: z.string(),
});

/** The whole content of a report in one language: what `report.json` holds and every other format is made of. */
export const ReportModel = z.object({
  schema: z.literal(REPORT_SCHEMA),
  language: z.string(),
  plan: z.object({
    id: z.string(),
    /** The organisation's identifier in the IATI standard. */
    organisation: z.optional(z.string()),
    version: z.int().check(z.minimum(1)),
    title: z.string(),
    start: z.string(),
    end: z.string(),
    timeZone: z.string(),
    suppressBelow: z.number(),
    onTrackAt: z.number(),
    offTrackBelow: z.number(),
    /** What it is printed on; A4 where not given. */
    paper: z.optional(z.enum(['A4', 'Letter'])),
  }),
  period: z.string(),
  scope: z.string(),
  scopeTitle: z.string(),
  scopeKind: z.enum(['global', 'region', 'country', 'office']),
  /** ISO instant of the latest upload counted; null when there is none. */
  asOf: z.nullable(z.string()),
  /** Over the figures, codes and notes: equal in every language, and whenever the data are equal. */
  hash: z.string(),
  /** Ledger entries the figures were made of. */
  entries: z.int().check(z.minimum(0)),
  coverage: CoverageModel,
  missing: z.array(OrgUnitName),
  late: z.array(OrgUnitName),
  returned: z.array(OrgUnitName),
  /** Number of breakdown cells withheld. */
  withheld: z.int().check(z.minimum(0)),
  mainPoints: z.array(z.string()),
  levels: z.array(
    z.object({
      code: z.string(),
      order: z.number(),
      strand: z.enum(['objective', 'enabler', 'cross-cutting']),
      title: z.string(),
    }),
  ),
  /** Counts by status of the indicators under the whole report, and under each result with all its descendants. */
  statuses: StatusCounts,
  results: z.array(
    z.object({
      code: z.string(),
      level: z.string(),
      parent: z.nullable(z.string()),
      title: z.string(),
      description: z.string(),
      sdg: z.array(z.string()),
      gcm: z.array(z.string()),
      statuses: StatusCounts,
      /** Null where no indicator beneath has both a target and a figure. */
      worst: z.nullable(WorstModel),
    }),
  ),
  indicators: z.array(IndicatorModel),
  dimensions: z.array(z.object({ code: z.string(), title: z.string(), open: z.boolean() })),
  /** The uploads and the org units that lineages speak of. */
  files: z.array(FileModel),
  units: z.array(OrgUnitName),
  /** Indicators by status and by the goals, targets and objectives that their results are linked to. */
  sdg: z.array(LinkModel),
  gcm: z.array(LinkModel),
  /** Files that came after their period had closed: kept until a plan gives it a later closing date. */
  closedFiles: z.array(
    z.object({
      orgUnit: z.string(),
      title: z.string(),
      key: z.string(),
      uploadedAt: z.string(),
      periods: z.array(z.string()),
      figures: z.number(),
    }),
  ),
  notes: z.array(
    z.object({ orgUnit: z.string(), title: z.string(), indicator: z.string(), period: z.string(), text: z.string() }),
  ),
  /** The next period of the same length and the last day its files are due; null when the plan has none. */
  nextIssue: z.nullable(z.object({ period: z.string(), due: z.string() })),
  /** Null in any but an annual report. */
  annual: z.nullable(AnnualModel),
  /** Figures revised since the last report of the scope on a period of this length, which is null where this is the first. */
  changes: z.object({
    since: z.nullable(z.object({ period: z.string(), asOf: z.string(), planVersion: z.int() })),
    figures: z.array(ChangedFigure),
    files: z.array(RevisingFile),
  }),
});

export type ReportModel = z.infer<typeof ReportModel>;
export type ChangedFigure = z.infer<typeof ChangedFigure>;
export type RevisingFile = z.infer<typeof RevisingFile>;
export type ReportIndicator = z.infer<typeof IndicatorModel>;
export type ReportBreakdown = z.infer<typeof BreakdownModel>;
export type ReportCrossed = z.infer<typeof CrossedModel>;
export type ReportUnknown = z.infer<typeof UnknownModel>;
export type StatusCounts = z.infer<typeof StatusCounts>;

/** The JSON Schema (2020-12) of `report.json`, for publication. */
export function reportJsonSchema() {
  return { ...z.toJSONSchema(ReportModel), title: REPORT_SCHEMA };
}
