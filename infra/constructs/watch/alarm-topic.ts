import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Encryption } from '../encryption.ts';

/** Where alarms go, and from there to the alarms' mail, which its owner confirms once. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, mail: string | null, encryption: Encryption) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Jalon alarms', enforceSSL: true, masterKey: encryption.key });
    // Any policy replaces the one by which CloudWatch of the same account may publish, so both senders are named.
    for (const service of ['cloudwatch', 'budgets']) {
      encryption.allowService(service);
      this.topic.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['sns:Publish'],
          resources: [this.topic.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
        }),
      );
    }
    if (mail !== null) this.topic.addSubscription(new EmailSubscription(mail));
  }
}
