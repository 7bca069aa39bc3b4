import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

const FAILED = 'level = "error" or level = "ERROR" or (type = "platform.report" and record.status != "success")';

/** What is asked of the logs at night, kept in CloudWatch Logs Insights under the deployment's name. */
export class Queries extends Construct {
  constructor(scope: Construct, id: string, { prefix, logs }: { prefix: string; logs: readonly ILogGroup[] }) {
    super(scope, id);
    const keep = (name: string, words: string, query: ConstructorParameters<typeof QueryString>[0]) =>
      new QueryDefinition(this, name, {
        queryDefinitionName: `${prefix}/${words}`,
        queryString: new QueryString(query),
        logGroups: [...logs],
      });
    keep('Failures', 'What fails', {
      filterStatements: [FAILED],
      statsStatements: ['count() as times, max(@timestamp) as last by step, reason'],
      sort: 'times desc',
    });
    keep('Run', 'What became of a run', {
      fields: ['@timestamp', 'step', 'level', 'message', 'key', 'submission', 'reason'],
      filterStatements: ['@message like "RUN"'],
      sort: '@timestamp',
      limit: 1000,
    });
    keep('Files', 'What became of files', {
      fields: ['@timestamp', 'key', 'status', 'accepted', 'returned', 'run'],
      filterStatements: ['message = "file judged" or message = "plan judged"'],
      sort: '@timestamp desc',
      limit: 1000,
    });
  }
}
