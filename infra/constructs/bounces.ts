import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { MAILBOX } from '../../functions/aws/mailboxes.ts';
import type { BouncesEnv } from '../../functions/bounces/env.ts';
import { STEPS } from '../definitions.ts';
import type { StepProps } from './step.ts';
import { StepFunction } from './step-function.ts';
import { StepQueue } from './step-queue.ts';

/** What became of mails in, notes of mailboxes out. */
export class BouncesStep extends Construct {
  constructor(scope: Construct, id: string, { prefix, mail, storage }: StepProps) {
    super(scope, id);
    const inbox = new StepQueue(this, 'Inbox', { prefix, step: 'bounces', encryption: storage.encryption });
    const { handler, role } = new StepFunction<BouncesEnv>(this, 'Function', 'bounces', {
      ...STEPS.bounces,
      environment: { TABLE_NAME: storage.table.tableName },
    });
    inbox.deliverTo(handler, role);
    mail.tell(inbox.queue);
    // Mail servers of anybody have a say in what it reads: it puts its notes, reads nothing and touches nothing else.
    role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [storage.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [MAILBOX, 'FAILURE#bounces'] } },
      }),
    );
    storage.allowTableKey(role);
  }
}
