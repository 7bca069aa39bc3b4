import * as z from 'zod/mini';
import { readInstant } from './domain/instant.ts';
import { isPeriod } from './domain/plan/period.ts';
import { log } from './log.ts';

const ObjectCreated = z.object({
  eventTime: z.iso.datetime({ offset: true }),
  s3: z.object({
    bucket: z.optional(z.object({ name: z.string() })),
    object: z.object({
      key: z.string().check(z.minLength(1)),
      size: z.nullish(z.number()),
      versionId: z.nullish(z.string()),
      sequencer: z._default(z.string(), '0'),
    }),
  }),
});

/** What S3 sends: a list of records, or a test event when notifications are set up. */
const Notification = z.union([
  z.object({ Records: z.array(ObjectCreated) }),
  z.pipe(
    z.object({ Event: z.literal('s3:TestEvent') }),
    z.transform(() => ({ Records: [] })),
  ),
]);

export interface Upload {
  readonly key: string;
  readonly versionId: string | null;
  readonly size: number | null;
  /** ISO instant of the upload. */
  readonly eventTime: string;
  readonly sequencer: string;
}

/** A folder made at the S3 console: an empty object, which nobody uploaded to be judged. */
const isFolder = ({ key, size }: Upload): boolean => key.endsWith('/') && !size;

/** A bucket that an earlier deployment left may still tell the queues of what is put there: what lies in ours under such a name is another file. */
function isOurs({ s3: { bucket, object } }: z.infer<typeof ObjectCreated>, ours: string | undefined): boolean {
  if (ours === undefined || bucket === undefined || bucket.name === ours) return true;
  log('error', 'upload of another bucket', { bucket: bucket.name, key: object.key });
  return false;
}

/** The uploads an S3 notification speaks of, to our bucket where it is named; throws on a body that is none. Keys come URL-encoded, with `+` for a space. */
export function uploadsIn(body: string, ours?: string): Upload[] {
  return Notification.parse(JSON.parse(body))
    .Records.filter((record) => isOurs(record, ours))
    .map(({ eventTime, s3: { object } }) => ({
      key: decodeURIComponent(object.key.replaceAll('+', ' ')),
      versionId: object.versionId ?? null,
      size: object.size ?? null,
      eventTime,
      sequencer: object.sequencer,
    }))
    .filter((upload) => !isFolder(upload));
}

/** Asks that a kept upload be judged again, by the plan version that has reopened a period of it. */
export const ReopenedMessage = z.object({
  kind: z.literal('reopened'),
  planVersion: z.number(),
  orgUnit: z.string(),
  order: z.string(),
});
export type ReopenedMessage = z.infer<typeof ReopenedMessage>;

/** What a message to the ingest function asks for; throws on a body that asks for neither. */
export function ingestRequest(body: string, ours?: string): ReopenedMessage | readonly Upload[] {
  const reopened = ReopenedMessage.safeParse(JSON.parse(body));
  return reopened.success ? reopened.data : uploadsIn(body, ours);
}

/** Asks for the actuals that an accepted submission or a new plan version makes due. */
export const AggregateMessage = z.discriminatedUnion('kind', [
  /** New observations of these org units for this period. */
  z.object({
    kind: z.literal('observations'),
    orgUnits: z.array(z.string()),
    period: z.string().check(z.refine(isPeriod)),
  }),
  z.object({ kind: z.literal('plan'), version: z.number() }),
]);
export type AggregateMessage = z.infer<typeof AggregateMessage>;

/** An instant such as `2025-11-01T00:00Z`. */
const Instant = z.pipe(
  z.string(),
  z.transform((text: string, context) => {
    const instant = readInstant(text);
    if (instant !== null) return instant;
    context.issues.push({
      code: 'custom',
      input: text,
      message: `${text} is not an instant: write it as 2025-11-01T00:00Z`,
    });
    return z.NEVER;
  }),
);

/** Asks for one report in one language: as things stand, or as they stood at an instant. */
export const ReportMessage = z.object({
  period: z.string(),
  scope: z.string(),
  language: z.string(),
  asOf: z.optional(Instant),
  /** A results report where not given; an annual one is on a year. */
  kind: z.optional(z.enum(['results', 'annual'])),
});
export type ReportMessage = z.infer<typeof ReportMessage>;

/** Asks for the upload workbook of an org unit for a period, in the org unit's language. */
export const WorkbookMessage = z.object({ orgUnit: z.string(), period: z.string().check(z.refine(isPeriod)) });
export type WorkbookMessage = z.infer<typeof WorkbookMessage>;

/** What the schedule, or a person, asks for: nothing = all reports due by the subscriptions. */
export const DispatchRequest = z.strictObject({
  period: z.optional(z.string()),
  scopes: z.optional(z.array(z.string()).check(z.minLength(1))),
  languages: z.optional(z.array(z.string()).check(z.minLength(1))),
  /** Kinds of reports: results alone where not given. */
  reports: z.optional(z.array(z.enum(['results', 'annual'])).check(z.minLength(1))),
  /** Goes with a period: its reports as they would have been at this instant. */
  asOf: z.optional(Instant),
});
export type DispatchRequest = z.infer<typeof DispatchRequest>;
