import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandlers } from '../../../infra/local/handlers.ts';
import { createTable } from '../../../infra/local/table.ts';
import { CommandFailure } from '../../../infra/operate/command.ts';
import { openPlace } from '../../../infra/operate/place.ts';
import { rebuild } from '../../../infra/operate/rebuild/rebuild.ts';
import { isSound } from '../../../infra/operate/rebuild/text.ts';
import { compareTables } from '../../../infra/operate/restore/compare.ts';
import { putBack } from '../../../infra/operate/restore/put-back.ts';
import { HELP, type RestoreOptions, readArguments, restore } from '../../../infra/operate/restore.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { minimalPlan } from '../../support/plan.ts';
import { planWorkbook } from '../../support/plan-workbook.ts';
import { copyItems, itemsIn, type RestoringTable, startRestoringTable } from '../../support/restoring-table.ts';

const BASE = minimalPlan();
const PLAN = {
  ...BASE,
  rules: [],
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' as const })),
  periods: ['2025-Q1', '2025'].map((period) => ({
    ...{ period, opens: '2024-01-01', due: '2099-12-30', closes: '2099-12-31' },
  })),
};
const THEN = new Date('2026-01-21T10:00:00Z');
const LATER = new Date('2026-01-22T10:00:00Z');

let aws: TestAws;
let standIn: RestoringTable;
let emulator: string;
let close: () => Promise<void>;
const TABLE = 'jalon-table';
const client = () => new DynamoDBClient({});
const watched: string[] = [];
const watch = { phase: (title: string) => void watched.push(title), advance: () => {} };
const keysOf = async (table: string, prefix: string) =>
  (await itemsIn(client(), table)).filter(({ pk }) => pk?.S?.startsWith(prefix));

const compare = (tables: readonly [string, string], more: Partial<RestoreOptions & { kind: 'compare' }> = {}) =>
  restore({ kind: 'compare', tables, putBack: false, write: false, json: false, ...more }, watch);
const restoring = (to: string, at: Date, more: Partial<RestoreOptions & { kind: 'restore' }> = {}) =>
  restore({ kind: 'restore', table: TABLE, to, at: at.toISOString(), write: true, json: false, ...more }, watch, 0.01);

async function copyOf(table: string, name: string): Promise<void> {
  await createTable(client(), name);
  await copyItems(client(), await itemsIn(client(), table), name);
}

beforeAll(async () => {
  aws = await startTestAws();
  emulator = process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '';
  standIn = await startRestoringTable(emulator);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = standIn.url;
  const handlers = createHandlers(aws.embedded);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = standIn.url;
  const pump = aws.startPump({ ...handlers.steps, workbook: async () => undefined }, { limits: { windowSeconds: 0 } });
  await aws.put('plan/plan.xlsx', await planWorkbook(PLAN));
  await pump.idle();
  await aws.put('uploads/KEN/first.csv', 'indicator,period,value\n1a.1,2025-Q1,40\n');
  await pump.idle();
  await standIn.remember(TABLE, THEN);
  await aws.put('uploads/COL/second.csv', 'indicator,period,value\n1a.1,2025-Q1,60\n');
  await pump.idle();
  await handlers.dispatch({ period: '2025-Q1', scopes: ['GLOBAL'], languages: ['en'] });
  await pump.idle();
  expect(await pump.deadLetters()).toEqual([]);
  await standIn.remember(TABLE, LATER);
  close = async () => {
    process.env.AWS_ENDPOINT_URL_DYNAMODB = emulator;
    await handlers.close();
    await standIn.stop();
    await aws.stop();
  };
}, 60_000);
afterAll(() => close());

describe('two tables', () => {
  it('that hold the same are told to', async () => {
    await copyOf(TABLE, 'same-table');
    const { text, status } = await compare([TABLE, 'same-table']);
    expect(status).toBe(0);
    expect(text).toMatch(/^ledger entries: 2 the same$/m);
    expect(text).toMatch(/\n\nNothing differs\.$/);
  });

  it('have no item of a kind that is not known, after a plan, files and a report', async () => {
    const kinds = await compareTables(TABLE, TABLE, watch);
    expect(kinds.map(({ name }) => name)).toEqual([
      ...['ledger entries', 'plan versions', 'what uploads were reviewed against'],
      ...['what became of uploads', 'figures that reports published', 'the list of reports'],
      ...['mails and reports that went', 'years with figures', 'actuals'],
    ]);
  });

  it('are compared kind by kind, in words, with the attributes in which items differ', async () => {
    await copyOf(TABLE, 'other-table');
    const [entry] = await keysOf('other-table', 'LEDGER#');
    const [actuals] = await keysOf('other-table', 'ACTUALS#AFR');
    if (!entry?.pk || !entry.sk || !actuals) throw new Error('There is one');
    await client().send(new DeleteItemCommand({ TableName: 'other-table', Key: { pk: entry.pk, sk: entry.sk } }));
    const strange = { pk: { S: 'LEDGER#2025-Q1' }, sk: { S: 'XXX#\u001b[2J#001of001' }, data: { B: Buffer.from('x') } };
    await client().send(new PutItemCommand({ TableName: 'other-table', Item: strange }));
    const plan = (await keysOf('other-table', 'PLAN')).find(({ pk }) => pk?.S === 'PLAN');
    await client().send(
      new PutItemCommand({ TableName: 'other-table', Item: { ...plan, planId: { S: 'other' }, more: { BOOL: true } } }),
    );
    await client().send(new PutItemCommand({ TableName: 'other-table', Item: { ...actuals, entries: { N: '9' } } }));
    const { text, status } = await compare([TABLE, 'other-table']);
    expect(status).toBe(1);
    expect(text).toContain(
      [
        'ledger entries: 1 the same, 1 only in jalon-table, 1 only in other-table',
        '  only in jalon-table:',
        `    LEDGER#2025-Q1  ${entry.sk.S}`,
        '  only in other-table:',
        '    LEDGER#2025-Q1  XXX#\\u{1b}[2J#001of001',
        'plan versions: 1 the same, 1 differs',
        '  differ, though such an item never changes:',
        '    PLAN  v000001  in more, planId',
      ].join('\n'),
    );
    expect(text).toMatch(/^actuals: \d+ the same, 1 differs \(npm run rebuild recomputes them\)$/m);
    expect(text).toContain('1 item of lasting value is only in other-table.');
  });

  it('give back what one lacks, but not over what came there since they were compared', async () => {
    await createTable(client(), 'poor-table');
    const kinds = await compareTables('poor-table', TABLE, watch);
    const [entry] = await keysOf(TABLE, 'LEDGER#');
    await client().send(new PutItemCommand({ TableName: 'poor-table', Item: { ...entry, since: { S: 'then' } } }));
    const lasting = (await itemsIn(client(), TABLE)).filter(({ pk }) => !pk?.S?.startsWith('ACTUALS'));
    expect(await putBack(kinds, 'poor-table', TABLE, watch)).toBe(lasting.length - 1);
    const there = await itemsIn(client(), 'poor-table');
    expect(there).toHaveLength(lasting.length);
    expect(there.filter(({ since }) => since)).toHaveLength(1);
  });

  it('one of which is not there are not compared', async () => {
    await expect(compare([TABLE, 'no-table'])).rejects.toThrow('There is no table no-table in this account and region');
  });
});

describe('a restore', () => {
  it('is checked and told, but not asked for, without --write', async () => {
    const { text, status } = await restoring('dry-table', THEN, { write: false });
    expect({ text, status }).toEqual({ status: 0, text: expect.stringContaining('With --write it is done') });
    expect(standIn.asked.filter(({ TargetTableName }) => TargetTableName === 'dry-table')).toEqual([]);
  });

  it('makes the table as it was then, waits for it, and tells what came since', async () => {
    const { text, status } = await restoring('then-table', THEN);
    expect(status).toBe(0);
    expect(standIn.asked.at(-1)).toEqual({
      ...{ SourceTableName: TABLE, TargetTableName: 'then-table', RestoreDateTime: THEN.getTime() / 1000 },
    });
    expect(watched).toContain('DynamoDB restores then-table, which takes from some minutes to some hours');
    expect(text).toContain('then-table holds what jalon-table held at 2026-01-21T10:00:00.000Z.');
    expect(text).toMatch(/^ledger entries: 1 the same, 1 only in jalon-table$/m);
    expect(text).toContain('then-table has nothing of lasting value that jalon-table lacks.');
    expect(text).toContain('npx cdk deploy -c table=then-table');
  });

  it.each([
    [
      'a time that is not kept',
      () => restoring('x-table', new Date('2026-01-01T00:00Z')),
      /as it was from 2026-01-21T10:00:00Z to 2026-01-22T10:00:00Z/,
    ],
    ['a table that is there', () => restoring(TABLE, THEN), /There is a table jalon-table already \(ACTIVE\)/],
    [
      'a table that is not there',
      () => restoring('x-table', THEN, { table: 'no-table' }),
      /There is no table no-table/,
    ],
  ])('into or of %s is refused with what to do', async (_, run, message) => {
    await expect(run()).rejects.toThrow(CommandFailure);
    await expect(run()).rejects.toThrow(message);
  });

  it('of a table without point-in-time recovery is refused', async () => {
    standIn.recovery = false;
    await expect(restoring('x-table', THEN)).rejects.toThrow('Point-in-time recovery of jalon-table is off');
    standIn.recovery = true;
  });

  it('brings back what was lost, and after a rebuild every figure is there again', async () => {
    const place = await openPlace({ kind: 'aws', table: TABLE, bucket: aws.bucket, prefix: 'jalon' });
    const before = await place.actuals.get('GLOBAL', '2025-Q1');
    expect(before?.actuals[0]?.value).toBe(100);
    const lost = [...(await keysOf(TABLE, 'LEDGER#')), ...(await keysOf(TABLE, 'ACTUALS#'))];
    for (const { pk, sk } of lost)
      if (pk && sk) await client().send(new DeleteItemCommand({ TableName: TABLE, Key: { pk, sk } }));
    await restoring('later-table', LATER);
    const tables = [TABLE, 'later-table'] as const;
    expect((await compare(tables, { putBack: true })).text).toContain(
      '2 items of lasting value are only in later-table',
    );
    expect(await keysOf(TABLE, 'LEDGER#')).toEqual([]);
    expect(await compare(tables, { putBack: true, write: true })).toEqual({
      status: 0,
      text: expect.stringContaining('2 items of 2 put into jalon-table'),
    });
    const quiet = { phase: () => {}, advance: () => {} };
    expect(isSound(await rebuild(place, true, quiet))).toBe(true);
    expect(await place.actuals.get('GLOBAL', '2025-Q1')).toEqual(before);
    expect((await compare(tables)).status).toBe(0);
  });
});

describe('the command line', () => {
  const NOW = new Date('2026-02-01T00:00Z');
  it.each([
    [[], '--table is missing'],
    [['--table', 'abc'], '--to is missing'],
    [['--table', 'abc', '--to', 'def'], '--at is missing'],
    [['--table', 'abc', '--to', 'def', '--at', '2026-01-21'], 'write a time with its zone'],
    [['--table', 'abc', '--to', 'def', '--at', '2026-03-01T00:00Z'], 'is yet to come'],
    [['--table', 'abc', '--to', 'd/f', '--at', '2026-01-01T00:00Z'], 'no table has such a name'],
    [['--compare', 'abc'], '--compare goes with the names of two tables'],
    [['--compare', 'abc', 'def', '--at', '2026-01-01T00:00Z'], '--compare goes with the names of two tables'],
    [['--compare', 'abc', 'def', '--write'], '--write goes with --put-back'],
    [['--put-back'], '--put-back goes with --compare'],
    [['abc'], "Unexpected argument 'abc'"],
  ])('%j is refused: %s', (given, message) => {
    expect(readArguments(given, NOW)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it.each([
    [
      ['--table', 'abc', '--to', 'def', '--at', '2026-01-21T10:00Z', '--write'],
      { kind: 'restore', table: 'abc', to: 'def', at: '2026-01-21T10:00:00.000Z', write: true, json: false },
    ],
    [
      ['--compare', 'abc', 'def', '--put-back'],
      { kind: 'compare', tables: ['abc', 'def'], putBack: true, write: false, json: false },
    ],
  ])('%j is understood', (given, options) => {
    expect(readArguments(given, NOW)).toEqual({ kind: 'run', options });
  });

  it('has a help', () => {
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    expect(HELP).toContain('Exit status');
  });
});
