import { Aws, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MailSettings } from '../../functions/aws/mail.ts';
import type { Encryption } from './encryption.ts';

export interface MailProps {
  readonly prefix: string;
  readonly sender: string;
  readonly encryption: Encryption;
}

const arnOf = (kind: string, name: string): string =>
  `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${kind}/${name}`;

/** How mail goes: over TLS or not at all, and with word of what became of it. */
export class Mail extends Construct {
  /** For each function that sends any. */
  readonly environment: MailSettings;
  readonly #sender: string;
  readonly #topic: Topic;
  readonly #encryption: Encryption;

  constructor(scope: Construct, id: string, { prefix, sender, encryption }: MailProps) {
    super(scope, id);
    this.#sender = sender;
    this.#encryption = encryption;
    this.environment = { SENDER: sender, CONFIGURATION_SET: prefix };
    this.#topic = new Topic(this, 'Topic', { displayName: 'Jalon mails', enforceSSL: true, masterKey: encryption.key });
    encryption.allowService('ses');
    const set = new ConfigurationSet(this, 'Set', {
      configurationSetName: prefix,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const events = set.addEventDestination('Events', {
      destination: EventDestination.snsTopic(this.#topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.DELIVERY],
    });
    // SES tries the topic out, so its policy has to be there.
    events.node.addDependency(this.#topic);
  }

  /** Has word of each mail put into a queue, as SES writes it. */
  tell(queue: Queue): void {
    this.#topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
    this.#encryption.allowTopics();
  }

  /**
   * Mail from one address only, which the condition says, as SES goes by more identities than the address's own: where that is not there, its
   * domain's or one of a domain above; and as long as the account is in the sandbox, the reader's too. Then the configuration set; and it asks
   * for `SendRawEmail` too because the mails are sent as whole MIME messages.
   */
  allow(role: Role): void {
    role.addToPolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: [arnOf('identity', '*'), arnOf('configuration-set', this.environment.CONFIGURATION_SET)],
        conditions: { StringEquals: { 'ses:FromAddress': this.#sender } },
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
      reason:
        'Which identities SES goes by hangs on what is verified above the sender, and in its sandbox on the reader; the condition names the one sender.',
    });
  }
}
