import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  type DailyStepName,
  DEAD_LETTER_RETENTION_DAYS,
  deadLetterQueueName,
  queueName,
  STEPS,
  type StepName,
} from '../definitions.ts';

/** Where what could not be handled waits for a person. */
export function deadLetterQueue(scope: Construct, id: string, prefix: string, step: StepName | DailyStepName): Queue {
  return new Queue(scope, id, {
    queueName: deadLetterQueueName(prefix, step),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(DEAD_LETTER_RETENTION_DAYS),
  });
}

/** The queue before a step, with its dead letters. */
export class StepQueue extends Construct {
  readonly queue: Queue;
  readonly #step: StepName;

  constructor(scope: Construct, id: string, prefix: string, step: StepName) {
    super(scope, id);
    this.#step = step;
    const { visibilitySeconds, maxReceives } = STEPS[step].queue;
    this.queue = new Queue(this, 'Queue', {
      queueName: queueName(prefix, step),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      retentionPeriod: Duration.days(DEAD_LETTER_RETENTION_DAYS),
      deadLetterQueue: { queue: deadLetterQueue(this, 'Dead', prefix, step), maxReceiveCount: maxReceives },
    });
  }

  deliverTo(handler: LambdaFunction): void {
    const { batchSize, windowSeconds, concurrency } = STEPS[this.#step].queue;
    handler.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        maxBatchingWindow: Duration.seconds(windowSeconds),
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      }),
    );
  }
}
