import { Aws } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface BudgetProps {
  readonly prefix: string;
  readonly topic: Topic;
  /** US dollars a month, for the whole account: costs by tag need a setting of the payer's account. */
  readonly monthlyBudget: number;
}

/** Tells once a month when the account has cost, or will by the end of the month cost, more than was meant. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { prefix, topic, monthlyBudget }: BudgetProps) {
    super(scope, id);
    const told = (notificationType: 'ACTUAL' | 'FORECASTED') => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold: 100,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        // Of an account, whatever the region, as its name is.
        budgetName: `${prefix}-cost-${Aws.REGION}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudget, unit: 'USD' },
      },
      notificationsWithSubscribers: [told('ACTUAL'), told('FORECASTED')],
    });
  }
}
