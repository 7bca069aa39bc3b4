/**
 * What both worlds build from: the CDK stack creates these in an account, `infra/local` creates them in the process.
 * Nothing else names a queue setting, a key of the table or a prefix of the bucket.
 */

export type StepName = 'plan' | 'ingest' | 'aggregate' | 'report' | 'workbook' | 'bounces';

export interface QueueDefinition {
  /** Seconds a received message stays hidden: six times the function's timeout and the window, as Lambda asks. */
  readonly visibilitySeconds: number;
  /** Deliveries before a message goes to the dead-letter queue: at least five, as one that Lambda has no room for counts as well. */
  readonly maxReceives: number;
  readonly batchSize: number;
  /** Seconds Lambda may wait to fill a batch. */
  readonly windowSeconds: number;
  /**
   * Most batches handled at the same time; Lambda takes no less than 2. A new account has room for ten of all functions together, so what is in no
   * hurry takes little.
   */
  readonly concurrency: number;
}

export interface StepDefinition {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly queue: QueueDefinition;
  /** Prefix of the bucket whose new objects are announced to the queue. */
  readonly announces: string | null;
}

const queueFor = (timeoutSeconds: number, rest: Omit<QueueDefinition, 'visibilitySeconds'>): QueueDefinition => ({
  visibilitySeconds: timeoutSeconds * 6 + rest.windowSeconds,
  ...rest,
});

export const STEPS: Readonly<Record<StepName, StepDefinition>> = {
  plan: {
    timeoutSeconds: 60,
    memoryMb: 1024,
    queue: queueFor(60, { maxReceives: 5, batchSize: 1, windowSeconds: 0, concurrency: 2 }),
    announces: 'plan/',
  },
  ingest: {
    timeoutSeconds: 120,
    memoryMb: 1769,
    // One file a call: one that runs its function out of time or memory takes no other file with it to the dead letters.
    queue: queueFor(120, { maxReceives: 5, batchSize: 1, windowSeconds: 0, concurrency: 10 }),
    announces: 'uploads/',
  },
  aggregate: {
    timeoutSeconds: 120,
    memoryMb: 1769,
    queue: queueFor(120, { maxReceives: 5, batchSize: 1000, windowSeconds: 20, concurrency: 2 }),
    announces: null,
  },
  report: {
    timeoutSeconds: 180,
    memoryMb: 2048,
    queue: queueFor(180, { maxReceives: 5, batchSize: 1, windowSeconds: 0, concurrency: 5 }),
    announces: null,
  },
  workbook: {
    timeoutSeconds: 60,
    memoryMb: 1769,
    queue: queueFor(60, { maxReceives: 5, batchSize: 5, windowSeconds: 0, concurrency: 4 }),
    announces: null,
  },
  bounces: {
    timeoutSeconds: 30,
    memoryMb: 256,
    queue: queueFor(30, { maxReceives: 5, batchSize: 10, windowSeconds: 20, concurrency: 2 }),
    announces: null,
  },
};

export const STEP_NAMES: readonly StepName[] = ['plan', 'ingest', 'aggregate', 'report', 'workbook', 'bounces'];

/** After so many receives in vain SQS no longer counts a message for the age of the oldest one. */
export const RECEIVES_COUNTED = 3;

/** Started by the schedule, so these have no queues of their own. */
export const DAILY = {
  dispatch: { timeoutSeconds: 60, memoryMb: 512 },
  remind: { timeoutSeconds: 300, memoryMb: 512 },
} as const;

export type DailyStepName = keyof typeof DAILY;

/** Minute of their hour: the reminder that a period has opened encloses the workbooks, which the dispatch has made. */
export const DAILY_MINUTE: Readonly<Record<DailyStepName, string>> = { dispatch: '0', remind: '30' };

/** Called by whoever follows a link of a mail. */
export const LINKS = { timeoutSeconds: 60, memoryMb: 512 } as const;

/** Called by the upload page. */
export const UPLOAD = { timeoutSeconds: 60, memoryMb: 512 } as const;

/** Called every hour. */
export const CANARY = { timeoutSeconds: 30, memoryMb: 256 } as const;

export type FunctionName = StepName | DailyStepName | 'links' | 'upload' | 'canary';

export const DEAD_LETTER_RETENTION_DAYS = 14;

/** How the AWS clients of every function meet throttling and passing faults: up to some ten seconds of growing pauses. */
export const RETRIES = { AWS_RETRY_MODE: 'standard', AWS_MAX_ATTEMPTS: '6' } as const;

/** The one table: every item has these two string keys. */
export const TABLE_KEYS = { partition: 'pk', sort: 'sk' } as const;

/** Where the functions write in the bucket. */
export const PREFIXES = { receipts: 'receipts/', reports: 'reports/', workbooks: 'workbooks/' } as const;

/** What was sent and what was answered: nobody removes it, and no rule makes it expire. */
export const KEPT_FOR_GOOD: readonly string[] = ['plan/', 'uploads/', PREFIXES.receipts];

/** What can be made again of the same data, byte for byte: what it replaced is kept for a while only. */
export const MADE_AGAIN: readonly string[] = [PREFIXES.reports, PREFIXES.workbooks];

export function queueName(prefix: string, step: StepName): string {
  return `${prefix}-${step}`;
}

export function deadLetterQueueName(prefix: string, step: StepName | DailyStepName): string {
  return `${prefix}-${step}-dead`;
}
