import { SQSClient } from '@aws-sdk/client-sqs';
import { isElsewhere } from './elsewhere.ts';

/** Away from AWS, such as in a private network, the queues' own addresses may lead past the endpoint or nowhere. */
export function createSqs(): SQSClient {
  return new SQSClient(isElsewhere('SQS') ? { useQueueUrlAsEndpoint: false } : {});
}
