import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { buildApp } from 'fauxqs';
// fauxqs exports only a server that listens on every interface, names its queues by hosts that need DNS and keeps its
// stores to itself. With the stores in hand it stays on the loopback, and every stored object is announced, none lost.
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import type { StepName } from '../definitions.ts';
import { type CreatedObject, createNotifier } from './notifications.ts';
import { AnnouncingStore } from './object-store.ts';
import { createStepQueue, type EmbeddedQueue } from './queues.ts';
import { countRequests, nameStorageRequest, type RequestCounts } from './request-counts.ts';
import { LOOPBACK, portOf } from './servers.ts';

export interface StoredObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
}

/** The bucket's objects seen from inside the emulator. */
export interface EmbeddedObjects {
  /** Those whose keys begin so, by key. */
  under(prefix: string): readonly StoredObject[];
  /** Puts an object back without announcing it. */
  restore(object: StoredObject): void;
}

export interface EmbeddedStorage {
  readonly url: string;
  readonly bucket: string;
  readonly objects: EmbeddedObjects;
  readonly queues: Readonly<Record<StepName, EmbeddedQueue>>;
  stop(): Promise<void>;
}

/** S3 and SQS in the process: the bucket, a queue a step, and the notifications from one to the other. */
export async function startStorage(
  { prefix, region }: { prefix: string; region: string },
  counts: RequestCounts,
): Promise<EmbeddedStorage> {
  const bucket = `${prefix}-bucket`;
  let announce: (created: CreatedObject) => void = () => {};
  const sqsStore = new SqsStore();
  const s3Store = new AnnouncingStore((created) => announce(created));
  const app = buildApp({
    logger: false,
    defaultRegion: region,
    stores: { sqsStore, snsStore: new SnsStore(), s3Store },
  });
  acceptBodiesOfAnySize(app);
  answerOtherOrigins(app);
  refuseToReplace(app, s3Store);
  countRequests(counts, app.server, nameStorageRequest);
  await app.listen({ port: 0, host: LOOPBACK });
  const url = `http://${LOOPBACK}:${portOf(app.server)}`;
  const place = { prefix, region, origin: url };
  const queues = {
    plan: createStepQueue(sqsStore, place, 'plan'),
    ingest: createStepQueue(sqsStore, place, 'ingest'),
    aggregate: createStepQueue(sqsStore, place, 'aggregate'),
    report: createStepQueue(sqsStore, place, 'report'),
    workbook: createStepQueue(sqsStore, place, 'workbook'),
    bounces: createStepQueue(sqsStore, place, 'bounces'),
  };
  announce = createNotifier({ bucket, region }, (step, body) => queues[step].send(body));
  s3Store.createBucket(bucket);
  const objects: EmbeddedObjects = {
    under: (prefix) => s3Store.listObjects(bucket, { prefix, maxKeys: Number.POSITIVE_INFINITY }).objects,
    restore: ({ key, body, contentType }) => s3Store.restore(bucket, key, body, contentType),
  };
  return { url, bucket, objects, queues, stop: () => app.close() };
}

/** fauxqs answers 413 over 11 MiB and fails on a request without any body; S3 takes both. */
function acceptBodiesOfAnySize(app: ReturnType<typeof buildApp>): void {
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', (_request: unknown, payload: Readable) => buffer(payload));
  app.addHook('preHandler', async (request) => {
    if (request.method === 'PUT') request.body ??= Buffer.alloc(0);
  });
}

/** fauxqs knows no rules on origins; the pages of this machine may put what a signed link lets them. */
function answerOtherOrigins(app: ReturnType<typeof buildApp>): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.headers.origin?.startsWith(`http://${LOOPBACK}:`)) return undefined;
    reply.header('access-control-allow-origin', request.headers.origin);
    if (request.method !== 'OPTIONS') return undefined;
    reply.header('access-control-allow-methods', 'PUT');
    reply.header('access-control-allow-headers', 'content-type, if-none-match');
    return reply.code(204).send();
  });
}

/** fauxqs puts an object over one that is there also where it was told to put a new one only. */
function refuseToReplace(app: ReturnType<typeof buildApp>, store: AnnouncingStore): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'PUT' || request.headers['if-none-match'] !== '*') return undefined;
    const [, bucket = '', ...key] = new URL(request.url, 'http://localhost').pathname.split('/');
    if (!store.has(bucket, key.map(decodeURIComponent).join('/'))) return undefined;
    const body = '<?xml version="1.0"?><Error><Code>PreconditionFailed</Code><Message>It is there</Message></Error>';
    return reply.code(412).type('application/xml').send(body);
  });
}
