import type { RequestCounts } from '../../infra/local/request-counts.ts';

/** List prices in US dollars, region US East (N. Virginia), on demand, without free tier, as known on 2025-12-01. */
export const PRICES = {
  asOf: '2025-12-01',
  s3Write: 0.005 / 1_000,
  s3Read: 0.0004 / 1_000,
  sqsRequest: 0.4 / 1_000_000,
  /** One write unit = 1 KB, one strongly consistent read unit = 4 KB. */
  dynamodbWriteUnit: 0.625 / 1_000_000,
  dynamodbReadUnit: 0.125 / 1_000_000,
  sesMail: 0.1 / 1_000,
  sesGigabyte: 0.12,
  lambdaGigabyteSecond: 0.0000166667,
  lambdaRequest: 0.2 / 1_000_000,
} as const;

const S3_WRITES = new Set(['PutObject', 'ListObjectsV2', 'CopyObject', 'CreateMultipartUpload', 'UploadPart']);
const DYNAMODB_WRITES = new Set(['PutItem', 'BatchWriteItem', 'UpdateItem', 'DeleteItem']);

export interface Priced {
  readonly service: string;
  readonly action: string;
  readonly requests: number;
  readonly dollars: number;
}

function dollarsOf(
  service: string,
  action: string,
  tally: { count: number; bytesIn: number; bytesOut: number },
): number {
  const { count, bytesIn, bytesOut } = tally;
  switch (service) {
    case 's3':
      return count * (S3_WRITES.has(action) ? PRICES.s3Write : PRICES.s3Read);
    case 'sqs':
      return count * PRICES.sqsRequest;
    case 'dynamodb':
      return DYNAMODB_WRITES.has(action)
        ? Math.max(count, bytesIn / 1024) * PRICES.dynamodbWriteUnit
        : Math.max(count, bytesOut / 4096) * PRICES.dynamodbReadUnit;
    case 'ses':
      return count * PRICES.sesMail + (bytesIn / 1e9) * PRICES.sesGigabyte;
    default:
      return 0;
  }
}

/** What the counted requests would cost; DynamoDB by the bytes on the wire, which are somewhat more than those stored. */
export function price(counts: RequestCounts): Priced[] {
  return Object.entries(counts).flatMap(([service, actions]) =>
    Object.entries(actions).map(([action, tally]) => ({
      service,
      action,
      requests: tally.count,
      dollars: dollarsOf(service, action, tally),
    })),
  );
}
