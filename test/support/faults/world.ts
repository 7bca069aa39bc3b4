import { type AttributeValue, BatchWriteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startEmbeddedAws } from '../../../infra/local/embedded-aws.ts';
import { freshContainers, keptContainers } from './containers.ts';
import { deliver, QUIET, type Run, type Schedule } from './deliver.ts';
import { type Dropped, type Scenario, startOf } from './scenarios.ts';

type Item = Record<string, AttributeValue>;

/** What a run left behind. */
export interface Left extends Run {
  readonly table: ReadonlyMap<string, string>;
}

export interface World {
  /** Runs a scenario from its beginning. */
  run(scenario: Scenario, schedule?: Schedule): Promise<Left>;
  stop(): Promise<void>;
}

const nameOf = (item: Item): string => `${item.pk?.S} ${item.sk?.S}`;
const BATCH = 25;

const textOf = (item: Item): string =>
  JSON.stringify(
    Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
    (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  );

/** One embedded AWS for run after run, each with a table as its scenario begins and functions just started. */
export async function createWorld(): Promise<World> {
  const embedded = await startEmbeddedAws();
  Object.assign(process.env, embedded.environment);
  const client = new DynamoDBClient({});
  const s3 = new S3Client({});
  const table = embedded.environment.TABLE_NAME ?? '';
  const kept = keptContainers(embedded);
  const bases = new Map<string, Promise<readonly Item[]>>();
  const uploaded = new Map<string, Dropped['bytes']>();

  async function items(): Promise<Item[]> {
    const found: Item[] = [];
    for await (const page of paginateScan({ client }, { TableName: table })) found.push(...(page.Items ?? []));
    return found;
  }

  /** Makes the table hold these items and no others. */
  async function reset(base: readonly Item[]): Promise<void> {
    const wanted = new Map(base.map((item) => [nameOf(item), item]));
    const there = new Map((await items()).map((item) => [nameOf(item), item]));
    const requests = [
      ...[...there].flatMap(([name, { pk, sk }]) =>
        wanted.has(name) || !pk || !sk ? [] : [{ DeleteRequest: { Key: { pk, sk } } }],
      ),
      ...[...wanted].flatMap(([name, item]) => {
        const known = there.get(name);
        return known && textOf(known) === textOf(item) ? [] : [{ PutRequest: { Item: item } }];
      }),
    ];
    for (let at = 0; at < requests.length; at += BATCH)
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests.slice(at, at + BATCH) } }));
  }

  async function upload(dropped: readonly Dropped[]): Promise<void> {
    for (const { key, bytes } of dropped) {
      if (uploaded.get(key) === bytes) continue;
      await s3.send(new PutObjectCommand({ Bucket: embedded.environment.BUCKET_NAME, Key: key, Body: bytes }));
      uploaded.set(key, bytes);
    }
  }

  async function runFrom(
    base: readonly Item[],
    { dropped, started = [] }: Pick<Scenario, 'dropped' | 'started'>,
    schedule: Schedule,
  ): Promise<Left> {
    await reset(base);
    await upload(dropped);
    const containers = started.length > 0 ? kept : freshContainers(embedded);
    const run = await deliver([...dropped.map(startOf), ...started], containers, schedule);
    return { ...run, table: new Map((await items()).map((item) => [nameOf(item), textOf(item)])) };
  }

  async function baseOf({ before }: Scenario): Promise<readonly Item[]> {
    if (before.length === 0) return [];
    await runFrom([], { dropped: before }, QUIET);
    return items();
  }

  return {
    async run(scenario, schedule = QUIET) {
      const base = bases.get(scenario.name) ?? baseOf(scenario);
      bases.set(scenario.name, base);
      return runFrom(await base, scenario, schedule);
    },
    async stop() {
      await kept.close();
      await embedded.stop();
    },
  };
}
