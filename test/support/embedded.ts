import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { StepName } from '../../infra/definitions.ts';
import { type EmbeddedAws, type EmbeddedAwsOptions, startEmbeddedAws } from '../../infra/local/embedded-aws.ts';
import { createPump, type Pump, type PumpOptions, type StepHandler } from '../../infra/local/pump.ts';

export interface TestAws {
  readonly embedded: EmbeddedAws;
  readonly bucket: string;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  put(key: string, body: string | Uint8Array): Promise<void>;
  send(step: StepName, body: string): Promise<void>;
  /** A running pump that retries at once; messages of a step without a handler are taken and forgotten. */
  startPump(
    handlers: Partial<Record<StepName, StepHandler>>,
    options?: Omit<PumpOptions, 'embedded' | 'handlers'>,
  ): Pump;
  /** Stops the pumps, then the rest. */
  stop(): Promise<void>;
}

/** An embedded AWS with clients bound to it. While it runs, `new S3Client({})` and the like reach it too. */
export async function startTestAws(options?: EmbeddedAwsOptions): Promise<TestAws> {
  const embedded = await startEmbeddedAws(options);
  const restoreEnvironment = setEnvironment(embedded.environment);
  const bound = {
    region: embedded.region,
    endpoint: new URL(embedded.queueUrls.plan).origin,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const s3 = new S3Client(bound);
  const sqs = new SQSClient(bound);
  const bucket = embedded.environment.BUCKET_NAME ?? '';
  const pumps: Pump[] = [];
  return {
    embedded,
    bucket,
    s3,
    sqs,
    async put(key, body) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    },
    async send(step, body) {
      await sqs.send(new SendMessageCommand({ QueueUrl: embedded.queueUrls[step], MessageBody: body }));
    },
    startPump(handlers, { limits, ...rest } = {}) {
      const pump = createPump({
        embedded,
        handlers: {
          plan: forget,
          ingest: forget,
          aggregate: forget,
          report: forget,
          workbook: forget,
          bounces: forget,
          ...handlers,
        },
        limits: { retryDelaySeconds: 0, ...limits },
        ...rest,
      });
      pumps.push(pump);
      pump.start();
      return pump;
    },
    async stop() {
      await Promise.all(pumps.map((pump) => pump.stop()));
      s3.destroy();
      sqs.destroy();
      await embedded.stop();
      restoreEnvironment();
    },
  };
}

const forget: StepHandler = async () => undefined;

function setEnvironment(environment: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
