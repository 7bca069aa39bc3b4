import { Duration } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  type DailyStepName,
  DEAD_LETTER_RETENTION_DAYS,
  deadLetterQueueName,
  queueName,
  STEPS,
  type StepName,
} from '../definitions.ts';
import type { Encryption } from './encryption.ts';

/** A data key is asked for so often, by each who sends or receives. */
const KEY_REUSE = Duration.hours(1);

/** Written into the queue itself: had the L2 queue the key, each event source would be allowed to decrypt with it whatever it is. */
function encrypt(queue: Queue, { key }: Encryption): Queue {
  const resource = queue.node.defaultChild;
  if (!(resource instanceof CfnQueue)) throw new Error('The queue has no resource to encrypt');
  resource.kmsMasterKeyId = key.keyArn;
  resource.kmsDataKeyReusePeriodSeconds = KEY_REUSE.toSeconds();
  return queue;
}

export interface QueueProps<Step> {
  readonly prefix: string;
  readonly step: Step;
  readonly encryption: Encryption;
}

/** Where what could not be handled waits for a person. */
export function deadLetterQueue(
  scope: Construct,
  id: string,
  { prefix, step, encryption }: QueueProps<StepName | DailyStepName>,
): Queue {
  const queue = new Queue(scope, id, {
    queueName: deadLetterQueueName(prefix, step),
    enforceSSL: true,
    retentionPeriod: Duration.days(DEAD_LETTER_RETENTION_DAYS),
  });
  return encrypt(queue, encryption);
}

/** The queue before a step, with its dead letters. */
export class StepQueue extends Construct {
  readonly queue: Queue;
  readonly #step: StepName;
  readonly #encryption: Encryption;

  constructor(scope: Construct, id: string, props: QueueProps<StepName>) {
    super(scope, id);
    const { prefix, step, encryption } = props;
    this.#step = step;
    this.#encryption = encryption;
    const { visibilitySeconds, maxReceives } = STEPS[step].queue;
    const queue = new Queue(this, 'Queue', {
      queueName: queueName(prefix, step),
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      retentionPeriod: Duration.days(DEAD_LETTER_RETENTION_DAYS),
      deadLetterQueue: { queue: deadLetterQueue(this, 'Dead', props), maxReceiveCount: maxReceives },
    });
    this.queue = encrypt(queue, encryption);
  }

  deliverTo(handler: LambdaFunction, role: Role): void {
    const { batchSize, windowSeconds, concurrency } = STEPS[this.#step].queue;
    handler.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        maxBatchingWindow: Duration.seconds(windowSeconds),
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      }),
    );
    this.#encryption.allow(role, 'sqs-receive');
  }
}
