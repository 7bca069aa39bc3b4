import * as z from 'zod/mini';

const Statement = z.object({
  orgUnit: z.string(),
  period: z.string(),
  value: z.nullable(z.number()),
  numerator: z.nullable(z.number()),
  denominator: z.nullable(z.number()),
  /** Place of the upload in the report's `files`, from 0. */
  file: z.int().check(z.minimum(0)),
  sheet: z.nullable(z.string()),
  /** Cells of the total; none where it is the sum of its breakdown. */
  cells: z.readonly(z.array(z.string())),
});

const Counted = z.extend(Statement, {
  /** How it enters its unit's figure of the period. */
  enters: z.enum([
    ...['added', 'averaged', 'latest', 'greatest', 'compared', 'itself', 'to-date', 'subtracted', 'undifferenced'],
  ] as const),
  /** How many of the unit's figures enter together. */
  of: z.int().check(z.minimum(1)),
  /** Cells of the breakdown, without their figures: some may be withheld. */
  breakdown: z.readonly(
    z.array(z.object({ categories: z.record(z.string(), z.string()), cells: z.readonly(z.array(z.string())) })),
  ),
});

const Uncounted = z.extend(Statement, {
  why: z.enum([
    ...['superseded', 'withdrawn', 'not-reported', 'finer-periods', 'later-period', 'not-over-time', 'unknown-unit'],
  ] as const),
  /** The file of what counts, or was stated last, in its place. */
  by: z.nullable(z.int().check(z.minimum(0))),
});

/** A scope's figure: made of its own observations (`counted`) and of the scopes below. */
const Node = z.object({
  scope: z.string(),
  value: z.nullable(z.number()),
  numerator: z.nullable(z.number()),
  denominator: z.nullable(z.number()),
  coverage: z.object({ reported: z.int().check(z.minimum(0)), expected: z.int().check(z.minimum(0)) }),
  counted: z.readonly(z.array(Counted)),
  uncounted: z.readonly(z.array(Uncounted)),
  get below() {
    return z.readonly(z.array(Node));
  },
});

export const LineageModel = z.object({
  /** Whether the tree makes up the figure to the last digit; otherwise the figure is being recomputed. */
  complete: z.boolean(),
  /** Null where nothing was stated about the period. */
  tree: z.nullable(Node),
});

/** An upload, as it came. */
export const FileModel = z.object({
  key: z.string(),
  version: z.string(),
  sha256: z.string(),
  /** The version of the plan it was judged by. */
  planVersion: z.int().check(z.minimum(1)),
  uploadedAt: z.string(),
});
export type ReportFile = z.infer<typeof FileModel>;
export type ReportLineageNode = z.infer<typeof Node>;
