import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  TableNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { CommandFailure } from '../command.ts';
import type { Watcher } from '../rebuild/rebuild.ts';

export interface Wanted {
  readonly table: string;
  readonly to: string;
  /** ISO instant. */
  readonly at: string;
}

/** To the second, as DynamoDB restores. */
export const second = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

const statusOf = async (client: DynamoDBClient, name: string): Promise<string | null> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
};

async function backupsOf(client: DynamoDBClient, table: string) {
  try {
    const { ContinuousBackupsDescription } = await client.send(
      new DescribeContinuousBackupsCommand({ TableName: table }),
    );
    return ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  } catch (error) {
    if (error instanceof ResourceNotFoundException || error instanceof TableNotFoundException)
      throw new CommandFailure(
        `There is no table ${table} in this account and region: see its name in the stack's outputs. Of a table that was deleted, DynamoDB keeps a backup for 35 days, in its console under Backups.`,
      );
    throw error;
  }
}

/** Throws, with what to do, where the table cannot be restored so. */
export async function checkRestorable({ table, to, at }: Wanted, client: DynamoDBClient): Promise<void> {
  const kept = await backupsOf(client, table);
  const { EarliestRestorableDateTime: earliest, LatestRestorableDateTime: latest } = kept ?? {};
  if (kept?.PointInTimeRecoveryStatus !== 'ENABLED' || !earliest || !latest)
    throw new CommandFailure(
      `Point-in-time recovery of ${table} is off, so that there is nothing to restore it from. It is on in every table that the stack makes: is this the right name?`,
    );
  const wanted = new Date(at);
  if (wanted < earliest || wanted > latest)
    throw new CommandFailure(
      `${table} can be restored as it was from ${second(earliest)} to ${second(latest)}, not at ${at}: choose --at between them.`,
    );
  const status = await statusOf(client, to);
  if (status !== null)
    throw new CommandFailure(
      `There is a table ${to} already (${status}): name another with --to, or compare with it: npm run restore -- --compare ${table} ${to}`,
    );
}

/** Asks for the restore, and returns when the new table can be read. DynamoDB goes on with it should this end before. */
export async function restoreTable(
  { table, to, at }: Wanted,
  client: DynamoDBClient,
  watch: Watcher,
  pollSeconds: number,
): Promise<void> {
  await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: table,
      TargetTableName: to,
      RestoreDateTime: new Date(at),
    }),
  );
  watch.phase(`DynamoDB restores ${to}, which takes from some minutes to some hours`, null);
  for (;;) {
    const status = await statusOf(client, to);
    if (status === 'ACTIVE') return;
    if (status !== null && status !== 'CREATING')
      throw new CommandFailure(`${to} is ${status}, not being restored any more: see it in the DynamoDB console.`);
    await sleep(pollSeconds * 1000);
    watch.advance(0);
  }
}
