import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AttributeValue, DynamoDBClient, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { createTable } from '../../infra/local/table.ts';
import { forward, startStandIn } from './forward.ts';

/**
 * DynamoDB with point-in-time recovery, which the emulator lacks: what it says of backups is said here, in the same protocol; all else goes on
 * to the emulator. The moments that can be restored are those that were remembered.
 */
export interface RestoringTable {
  readonly url: string;
  /** Keeps the table as it is, as what it was at an instant. */
  remember(table: string, at: Date): Promise<void>;
  /** Whether tables have point-in-time recovery. */
  recovery: boolean;
  /** The bodies of the restores that were asked for. */
  readonly asked: readonly z.infer<typeof Restore>[];
  stop(): Promise<void>;
}

const Restore = z.strictObject({
  SourceTableName: z.string(),
  TargetTableName: z.string(),
  RestoreDateTime: z.number(),
});
const Named = z.looseObject({ TableName: z.string() });

/** How often a table is asked for before it is there. */
const ASKED_BEFORE_ACTIVE = 2;

export async function copyItems(
  client: DynamoDBClient,
  items: readonly Record<string, AttributeValue>[],
  to: string,
): Promise<void> {
  for (const Item of items) await client.send(new PutItemCommand({ TableName: to, Item }));
}

export async function itemsIn(client: DynamoDBClient, table: string): Promise<Record<string, AttributeValue>[]> {
  const found: Record<string, AttributeValue>[] = [];
  for await (const page of paginateScan({ client }, { TableName: table })) found.push(...(page.Items ?? []));
  return found;
}

export async function startRestoringTable(emulator: string): Promise<RestoringTable> {
  const client = new DynamoDBClient({ endpoint: emulator });
  const moments: { readonly table: string; readonly at: number; readonly items: Record<string, AttributeValue>[] }[] =
    [];
  const creating = new Map<string, { asked: number; readonly ready: Promise<void> }>();
  const asked: z.infer<typeof Restore>[] = [];
  const state = { recovery: true };

  const say = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, code: string): void =>
    say(response, 400, { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: code });

  async function restoreTo(name: string, items: readonly Record<string, AttributeValue>[]): Promise<void> {
    await createTable(client, name);
    await copyItems(client, items, name);
  }

  function startRestore(body: string, response: ServerResponse): void {
    const wanted = Restore.parse(JSON.parse(body));
    asked.push(wanted);
    const moment = moments.findLast(
      ({ table, at }) => table === wanted.SourceTableName && at <= wanted.RestoreDateTime * 1000,
    );
    if (!moment) {
      refuse(response, 'InvalidRestoreTimeException');
      return;
    }
    creating.set(wanted.TargetTableName, { asked: 0, ready: restoreTo(wanted.TargetTableName, moment.items) });
    say(response, 200, {
      TableDescription: { TableName: wanted.TargetTableName, TableStatus: 'CREATING' },
    });
  }

  function describeBackups(response: ServerResponse, table: string): void {
    const times = moments.filter((one) => one.table === table).map(({ at }) => at / 1000);
    if (times.length === 0) {
      refuse(response, 'TableNotFoundException');
      return;
    }
    const window = { EarliestRestorableDateTime: Math.min(...times), LatestRestorableDateTime: Math.max(...times) };
    const on = { PointInTimeRecoveryStatus: 'ENABLED', ...window };
    say(response, 200, {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: state.recovery ? on : { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    });
  }

  async function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const text = body.toString('utf8');
    const target = String(request.headers['x-amz-target']).split('.')[1];
    if (target === 'RestoreTableToPointInTime') return startRestore(text, response);
    if (target === 'DescribeContinuousBackups')
      return describeBackups(response, Named.parse(JSON.parse(text)).TableName);
    const name = target === 'DescribeTable' ? Named.parse(JSON.parse(text)).TableName : '';
    const restoring = creating.get(name);
    if (restoring) {
      restoring.asked += 1;
      if (restoring.asked <= ASKED_BEFORE_ACTIVE)
        return say(response, 200, { Table: { TableName: name, TableStatus: 'CREATING' } });
      await restoring.ready;
    }
    await forward(emulator, request, body, response);
  }

  const standIn = await startStandIn(answer);
  return {
    url: standIn.url,
    asked,
    async remember(table, at) {
      moments.push({ table, at: at.getTime(), items: await itemsIn(client, table) });
    },
    get recovery() {
      return state.recovery;
    },
    set recovery(on) {
      state.recovery = on;
    },
    stop: standIn.stop,
  };
}
