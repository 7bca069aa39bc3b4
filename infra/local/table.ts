import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { TABLE_KEYS } from '../definitions.ts';
import { countRequests, nameTableRequest, type RequestCounts } from './request-counts.ts';
import { close, LOOPBACK, listen, portOf } from './servers.ts';

export interface EmbeddedTable {
  readonly url: string;
  readonly name: string;
  stop(): Promise<void>;
}

const PAUSE_MILLISECONDS = 2;

/** DynamoDB in the process, with the one table. */
export async function startTable(
  { prefix, region }: { prefix: string; region: string },
  counts: RequestCounts,
): Promise<EmbeddedTable> {
  const name = `${prefix}-table`;
  const server = dynalite({ createTableMs: 0 });
  // dynalite throws when a client hangs up in the middle of a request, which would end the process.
  server.on('request', (request) => {
    request.removeAllListeners('error');
    request.on('error', () => {});
  });
  await listen(server, 0);
  const url = `http://${LOOPBACK}:${portOf(server)}`;
  const client = new DynamoDBClient({
    ...{ endpoint: url, region },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await createTable(client, name);
  } catch (error) {
    await close(server);
    throw error;
  } finally {
    client.destroy();
  }
  countRequests(counts, server, nameTableRequest);
  return { url, name, stop: () => close(server) };
}

/** Creates the one table and waits until it can be used. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  const { partition, sort } = TABLE_KEYS;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: partition, AttributeType: 'S' },
        { AttributeName: sort, AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ],
    }),
  );
  while (!(await isActive(client, name))) await sleep(PAUSE_MILLISECONDS);
}

async function isActive(client: DynamoDBClient, name: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  return Table?.TableStatus === 'ACTIVE';
}
