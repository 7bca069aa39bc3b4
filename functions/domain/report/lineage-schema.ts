import * as z from 'zod';

const Statement = z.object({
  orgUnit: z.string(),
  period: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** Place of the upload in the report's `files`, from 0. */
  file: z.int().min(0),
  sheet: z.string().nullable(),
  /** Cells of the total; none where it is the sum of its breakdown. */
  cells: z.array(z.string()).readonly(),
});

const Counted = Statement.extend({
  /** How it enters its unit's figure of the period. */
  enters: z.enum([
    ...['added', 'averaged', 'latest', 'greatest', 'compared', 'itself', 'to-date', 'subtracted', 'undifferenced'],
  ] as const),
  /** How many of the unit's figures enter together. */
  of: z.int().min(1),
  /** Cells of the breakdown, without their figures: some may be withheld. */
  breakdown: z
    .array(z.object({ categories: z.record(z.string(), z.string()), cells: z.array(z.string()).readonly() }))
    .readonly(),
});

const Uncounted = Statement.extend({
  why: z.enum([
    ...['superseded', 'withdrawn', 'not-reported', 'finer-periods', 'later-period', 'not-over-time', 'unknown-unit'],
  ] as const),
  /** The file of what counts, or was stated last, in its place. */
  by: z.int().min(0).nullable(),
});

/** A scope's figure: made of its own observations (`counted`) and of the scopes below. */
const Node = z.object({
  scope: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  coverage: z.object({ reported: z.int().min(0), expected: z.int().min(0) }),
  counted: z.array(Counted).readonly(),
  uncounted: z.array(Uncounted).readonly(),
  get below() {
    return z.array(Node).readonly();
  },
});

export const LineageModel = z.object({
  /** Whether the tree makes up the figure to the last digit; otherwise the figure is being recomputed. */
  complete: z.boolean(),
  /** Null where nothing was stated about the period. */
  tree: Node.nullable(),
});

/** An upload, as it came. */
export const FileModel = z.object({
  key: z.string(),
  version: z.string(),
  sha256: z.string(),
  /** The version of the plan it was judged by. */
  planVersion: z.int().min(1),
  uploadedAt: z.string(),
});
export type ReportFile = z.infer<typeof FileModel>;
export type ReportLineageNode = z.infer<typeof Node>;
