import type { RequestCounts, RequestTally } from '../local/request-counts.ts';
import { PRICES } from './prices.ts';

const S3_WRITES = new Set(['PutObject', 'ListObjectsV2', 'CopyObject', 'CreateMultipartUpload', 'UploadPart']);
const DYNAMODB_WRITES = new Set(['PutItem', 'BatchWriteItem', 'UpdateItem', 'DeleteItem']);

export const isS3Write = (action: string): boolean => S3_WRITES.has(action);
export const isTableWrite = (action: string): boolean => DYNAMODB_WRITES.has(action);

/** Units of the table's price; by the bytes on the wire, which are somewhat more than those stored. */
export function tableUnits(action: string, { count, bytesIn, bytesOut }: RequestTally): number {
  return isTableWrite(action) ? Math.max(count, bytesIn / 1024) : Math.max(count, bytesOut / 4096);
}

function dollarsOf(service: string, action: string, tally: RequestTally): number {
  const { count, bytesIn } = tally;
  switch (service) {
    case 's3':
      return count * (isS3Write(action) ? PRICES.s3.write : PRICES.s3.read);
    case 'sqs':
      return count * PRICES.sqs.request;
    case 'dynamodb':
      return tableUnits(action, tally) * (isTableWrite(action) ? PRICES.dynamodb.writeUnit : PRICES.dynamodb.readUnit);
    case 'ses':
      return count * PRICES.ses.mail + (bytesIn / 1e9) * PRICES.ses.gigabyte;
    default:
      return 0;
  }
}

export interface Priced {
  readonly service: string;
  readonly action: string;
  readonly requests: number;
  readonly dollars: number;
}

/** What the counted requests would cost. */
export function priceRequests(counts: RequestCounts): Priced[] {
  return Object.entries(counts).flatMap(([service, actions]) =>
    Object.entries(actions).map(([action, tally]) => ({
      service,
      action,
      requests: tally.count,
      dollars: dollarsOf(service, action, tally),
    })),
  );
}
