import type { IncomingMessage, Server } from 'node:http';

export type Service = 's3' | 'sqs' | 'dynamodb' | 'ses';

export interface RequestTally {
  count: number;
  /** Bytes of the bodies: DynamoDB is priced by size. Only its emulator tells the size of its answers; else `bytesOut` is 0. */
  bytesIn: number;
  bytesOut: number;
}

export type RequestCounts = Record<Service, Record<string, RequestTally>>;

interface NamedRequest {
  readonly service: Service;
  readonly action: string;
}

export function emptyRequestCounts(): RequestCounts {
  return { s3: {}, sqs: {}, dynamodb: {}, ses: {} };
}

/** Counts the AWS requests that reach a server; `name` gives null for what is not one (the inbox page, say). */
export function countRequests(
  counts: RequestCounts,
  server: Server,
  name: (request: IncomingMessage) => NamedRequest | null,
): void {
  server.on('request', (request, response) => {
    const named = name(request);
    if (named === null) return;
    const tally = tallyOf(counts, named);
    tally.count += 1;
    tally.bytesIn += Number(request.headers['content-length'] ?? 0);
    response.once('finish', () => {
      tally.bytesOut += Number(response.getHeader('content-length') ?? 0);
    });
  });
}

function tallyOf(counts: RequestCounts, { service, action }: NamedRequest): RequestTally {
  const existing = counts[service][action];
  if (existing !== undefined) return existing;
  const fresh = { count: 0, bytesIn: 0, bytesOut: 0 };
  counts[service][action] = fresh;
  return fresh;
}

/** S3 names its actions by method, path and query; SQS by a header. Both live on one server here. */
export function nameStorageRequest(request: IncomingMessage): NamedRequest {
  const target = targetAction(request);
  return target === null ? { service: 's3', action: s3Action(request) } : { service: 'sqs', action: target };
}

export function nameTableRequest(request: IncomingMessage): NamedRequest | null {
  const target = targetAction(request);
  return target === null ? null : { service: 'dynamodb', action: target };
}

function targetAction(request: IncomingMessage): string | null {
  const target = request.headers['x-amz-target'];
  return typeof target === 'string' ? (target.split('.')[1] ?? target) : null;
}

function s3Action(request: IncomingMessage): string {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, bucket = '', ...rest] = url.pathname.split('/');
  const onObject = rest.join('/') !== '';
  const query = url.searchParams;
  switch (request.method) {
    case 'GET':
      if (bucket === '') return 'ListBuckets';
      return onObject ? 'GetObject' : query.has('list-type') ? 'ListObjectsV2' : 'ListObjects';
    case 'HEAD':
      return onObject ? 'HeadObject' : 'HeadBucket';
    case 'PUT':
      if (!onObject) return 'CreateBucket';
      if (query.has('partNumber')) return 'UploadPart';
      return request.headers['x-amz-copy-source'] === undefined ? 'PutObject' : 'CopyObject';
    case 'POST':
      if (query.has('uploads')) return 'CreateMultipartUpload';
      return query.has('uploadId') ? 'CompleteMultipartUpload' : 'DeleteObjects';
    case 'DELETE':
      if (query.has('uploadId')) return 'AbortMultipartUpload';
      return onObject ? 'DeleteObject' : 'DeleteBucket';
    default:
      return 'Unknown';
  }
}
