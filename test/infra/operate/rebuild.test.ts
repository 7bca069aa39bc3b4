import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actualsKey } from '../../../functions/aws/actuals.ts';
import { createCarries } from '../../../functions/aws/carries.ts';
import type { ScopeActuals } from '../../../functions/domain/aggregation/actual.ts';
import { createHandlers } from '../../../infra/local/handlers.ts';
import { openPlace, type Place } from '../../../infra/operate/place.ts';
import { type Rebuilt, rebuild } from '../../../infra/operate/rebuild/rebuild.ts';
import { isSound, rebuiltText } from '../../../infra/operate/rebuild/text.ts';
import { type RebuildOptions, readArguments } from '../../../infra/operate/rebuild.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { entryOf, observed } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';
import { planWorkbook } from '../../support/plan-workbook.ts';

const BASE = minimalPlan();
const always = (period: string) => ({ period, opens: '2024-01-01', due: '2099-12-30', closes: '2099-12-31' });
const FIRST = {
  ...BASE,
  rules: [],
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' as const })),
  periods: ['2025-Q1', '2025-Q2', '2026-Q1'].map(always),
};
/** From the second quarter on Kenya lies in the Americas. */
const SECOND = {
  ...FIRST,
  effectiveFrom: '2025-Q2',
  orgUnits: FIRST.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit)),
};
const FILES = [
  ['KEN', 'indicator,period,value\n1a.1,2025-Q1,40\n1a.1,2026-Q1,7\n'],
  ['KEN', 'indicator,period,value\n1a.1,2025-Q1,41\n1a.3,2025-Q2,5\n'],
  ['NER', 'indicator,period,value\n1a.1,2025-Q2,100\n'],
] as const;

let aws: TestAws;
let place: Place;
let close: () => Promise<void>;
const client = () => new DynamoDBClient({});
const quiet = { phase: () => {}, advance: () => {} };
const rebuilt = (write = false): Promise<Rebuilt> => rebuild(place, write, quiet);

beforeAll(async () => {
  aws = await startTestAws();
  const handlers = createHandlers(aws.embedded);
  const pump = aws.startPump(handlers.steps, { limits: { windowSeconds: 0 } });
  await aws.put('plan/first.xlsx', await planWorkbook(FIRST));
  await pump.idle();
  for (const [at, [unit, text]] of FILES.entries()) {
    await aws.put(`uploads/${unit}/${at}.csv`, text);
    await pump.idle();
  }
  await aws.put('plan/second.xlsx', await planWorkbook(SECOND));
  await pump.idle();
  const table = aws.embedded.environment.TABLE_NAME ?? '';
  place = await openPlace({ kind: 'aws', table, bucket: aws.bucket, prefix: 'jalon' });
  close = async () => {
    await handlers.close();
    await aws.stop();
  };
}, 60_000);
afterAll(() => close());

/** Puts what is stored of a scope and period on record otherwise, as nobody should. */
async function tamper(scope: string, period: string, change: (actuals: ScopeActuals) => ScopeActuals): Promise<void> {
  const stored = await place.actuals.get(scope, period);
  if (!stored) throw new Error(`Nothing is stored of ${scope} ${period}`);
  const changed = change(stored);
  await remove(changed.scope, changed.period);
  await place.actuals.put(changed);
}

const remove = (scope: string, period: string) =>
  client().send(new DeleteItemCommand({ TableName: place.table.name, Key: actualsKey(scope, period) }));

const withValue = (actuals: ScopeActuals, value: number): ScopeActuals => ({
  ...actuals,
  actuals: actuals.actuals.map((one) => (one.indicator === '1a.1' ? { ...one, value } : one)),
});

it('what the functions stored, with a correction, two plan versions and two years, is what the ledger gives', async () => {
  const found = await rebuilt();
  expect(found).toMatchObject({ differences: [], incomplete: [], withoutReceipt: [], entries: 5, years: 2 });
  expect(found.compared).toBeGreaterThan(10);
  expect(isSound(found)).toBe(true);
  expect(rebuiltText(found, 'it', false, 1)).toMatch(
    /^Recomputed it from 5 ledger entries of 2 years in 1\.0 s\.\nCompared \d+ periods of \d+ scopes: 0 differences\.$/,
  );
});

it('a figure changed, one lost, one nobody would compute, one garbled and a carry are found, put right, and then no more', async () => {
  const carries = createCarries(place.table);
  await tamper('KEN', '2025-Q1', (actuals) => withValue(actuals, 42));
  await tamper('AFR', '2025-Q1', (actuals) => ({ ...actuals, missing: ['NER'] }));
  await remove('GLOBAL', '2025-Q1');
  const planted = await place.actuals.get('AFR', '2025-Q2');
  if (!planted) throw new Error('Nothing is stored');
  await place.actuals.put({ ...planted, scope: 'OLD' });
  await client().send(
    new PutItemCommand({
      TableName: place.table.name,
      Item: {
        ...actualsKey('NER', '2025-Q2'),
        planVersion: { N: '1' },
        entries: { N: '1' },
        basis: { N: '1' },
        data: { B: Buffer.from('?') },
      },
    }),
  );
  const carry = await carries.get(2, 2025);
  if (!carry) throw new Error('No carry is kept');
  await carries.put(2, { ...carry, entries: carry.entries.map((count) => count + 1) });

  const found = await rebuilt();
  expect(found.differences).toEqual(
    expect.arrayContaining([
      { kind: 'figure', scope: 'KEN', period: '2025-Q1', indicator: '1a.1', stored: 42, recomputed: 41 },
      { kind: 'other', scope: 'AFR', period: '2025-Q1', what: ['missing'] },
      { kind: 'not-stored', scope: 'GLOBAL', period: '2025-Q1' },
      { kind: 'orphan', scope: 'OLD', period: '2025-Q2' },
      { kind: 'unreadable', scope: 'NER', period: '2025-Q2', reason: expect.any(String) },
      { kind: 'carry', version: 2, year: 2025 },
    ]),
  );
  expect(found.differences).toHaveLength(6);
  expect(isSound(found)).toBe(false);
  expect(rebuiltText(found, 'it', false, 1)).toContain('KEN 2025-Q1: 1a.1 is stored as 42, recomputed 41');
  expect((await rebuilt()).differences).toHaveLength(6);

  const repaired = await rebuilt(true);
  expect(repaired).toMatchObject({ written: 6, unwritten: 0 });
  expect(isSound(repaired)).toBe(true);
  expect(await rebuilt()).toMatchObject({ differences: [], compared: expect.any(Number) });
  expect((await place.actuals.get('KEN', '2025-Q1'))?.actuals[0]?.value).toBe(41);
});

it('what rests on more than there is in the ledger is told and never written over', async () => {
  const before = await place.actuals.get('KEN', '2025-Q2');
  if (!before) throw new Error('Nothing is stored');
  await tamper('KEN', '2025-Q2', (actuals) => ({ ...actuals, entries: actuals.entries + 1 }));
  const repaired = await rebuilt(true);
  expect(repaired.differences).toEqual([expect.objectContaining({ kind: 'newer', scope: 'KEN', period: '2025-Q2' })]);
  expect(repaired).toMatchObject({ written: 0, unwritten: 1 });
  expect(isSound(repaired)).toBe(false);
  expect((await place.actuals.get('KEN', '2025-Q2'))?.entries).toBe(before.entries + 1);
  await tamper('KEN', '2025-Q2', () => before);
});

it('entries cut off and uploads without a receipt are told', async () => {
  await place.ledger.put(entryOf('NER', '2025-Q1', '2025-05-01T08:00:00.000Z', [observed('NER', '2025-Q1', null)]));
  const [whole] = await place.ledger.entries('2025-Q1', 'NER');
  const source = { S: JSON.stringify({ ...whole?.source, key: 'uploads/COL/cut.csv' }) };
  await client().send(
    new PutItemCommand({
      TableName: place.table.name,
      Item: {
        pk: { S: 'LEDGER#2025-Q1' },
        sk: { S: `COL#${whole?.order}#001of002` },
        source,
        data: { B: Buffer.from('half') },
      },
    }),
  );
  const { incomplete, withoutReceipt } = await rebuilt();
  expect(incomplete.map(({ key }) => key)).toEqual(['uploads/COL/cut.csv']);
  expect(withoutReceipt.map(({ key }) => key).sort()).toEqual(['uploads/COL/cut.csv', 'uploads/NER/figures.csv']);
});

it.each<[string[], Partial<RebuildOptions> | string]>([
  [[], { write: false, json: false, where: { kind: 'local', out: 'out' } }],
  [['--write', '--json', '--out', 'x'], { write: true, json: true, where: { kind: 'local', out: 'x' } }],
  [['2025'], "Unexpected argument '2025'"],
])('the command line %j is understood or refused', (given, expected) => {
  expect(readArguments(given)).toEqual(
    typeof expected === 'string' ? { kind: 'wrong', message: expected } : { kind: 'run', options: expected },
  );
});
