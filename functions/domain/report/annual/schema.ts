import * as z from 'zod/mini';
import { STATUSES } from '../statuses.ts';

const YearModel = z.object({
  period: z.string(),
  actual: z.nullable(z.number()),
  target: z.nullable(z.number()),
  attainment: z.nullable(z.number()),
  status: z.enum(STATUSES),
});

const AnnualIndicatorModel = z.object({
  code: z.string(),
  /** One for each of the plan's years up to the report's own, by the targets of the plan in force for the report. */
  years: z.array(YearModel),
  /** The periods of the indicator's own frequency within the year, ascending; none where it is reported once a year. */
  parts: z.array(z.object({ period: z.string(), actual: z.nullable(z.number()) })),
  /** Of flows all of the plan's so far, else the year's figure. */
  soFar: z.nullable(z.number()),
  planTarget: z.nullable(z.number()),
  /** The period the plan's target is set for; null: the plan's yearly targets together, or no target. */
  planTargetPeriod: z.nullable(z.string()),
  /** How much of the way to the plan's target has been gone, as a fraction of 1. */
  share: z.nullable(z.number()),
});

/** The year against the plan, and the plan so far: what an annual report adds. */
export const AnnualModel = z.object({
  /** Years of the plan up to the report's own, ascending. */
  years: z.array(z.string()),
  indicators: z.array(AnnualIndicatorModel),
});

export type AnnualModel = z.infer<typeof AnnualModel>;
export type AnnualIndicator = z.infer<typeof AnnualIndicatorModel>;
