import * as z from 'zod/mini';
import { VERDICTS } from './verdict.ts';

/** Where the trend leads by the plan's end: figures as the indicator's, paces and slopes as its unit per period of its frequency. */
export const OutlookModel = z.object({
  frequency: z.enum(['monthly', 'quarterly', 'semiannual', 'annual']),
  /** First and last period of the trend, and how many figures it is drawn through. */
  from: z.string(),
  to: z.string(),
  figures: z.int().check(z.minimum(1)),
  /** Theil-Sen slope and the interval that holds the true one with a confidence of 0.9. */
  slope: z.number(),
  slopeLow: z.number(),
  slopeHigh: z.number(),
  /** The plan's last period, and how many are still to come. */
  end: z.string(),
  remaining: z.int().check(z.minimum(1)),
  finalTarget: z.number(),
  /** The period the final target is set for; null: the plan's yearly targets together. */
  finalPeriod: z.nullable(z.string()),
  rightSide: z.enum(['above', 'below']),
  /** Of flows all of the plan's so far, else the latest figure. */
  soFar: z.number(),
  projected: z.number(),
  low: z.number(),
  high: z.number(),
  /** What a period brought on average (flows), or the slope; and what each remaining one must bring. */
  paceSoFar: z.number(),
  paceNeeded: z.number(),
  verdict: z.enum(VERDICTS),
  /** All of it in words. */
  sentence: z.string(),
});
