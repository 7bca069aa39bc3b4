import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import { createBucket } from '../../../infra/local/bucket.ts';
import { createHandlers } from '../../../infra/local/handlers.ts';
import type { Pump } from '../../../infra/local/pump.ts';
import { saveState } from '../../../infra/local/state.ts';
import { CommandFailure } from '../../../infra/operate/command.ts';
import { openPlace, type Place } from '../../../infra/operate/place.ts';
import { HELP, type PlansOptions, plans, readArguments } from '../../../infra/operate/plans.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import type { StandIn } from '../../support/forward.ts';
import { minimalPlan } from '../../support/plan.ts';
import { planWorkbook } from '../../support/plan-workbook.ts';
import { startVersionedBucket } from '../../support/versioned-bucket.ts';

const BASE = minimalPlan();
const FIRST: Plan = minimalPlan({
  rules: [],
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' })),
  periods: ['2025-Q1', '2025-Q3', '2025'].map((period) => ({
    ...{ period, opens: '2024-01-01', due: '2099-12-30', closes: '2099-12-31' },
  })),
});
/** From the third quarter on Kenya lies in the Americas. */
const SECOND: Plan = {
  ...FIRST,
  effectiveFrom: '2025-Q3',
  orgUnits: FIRST.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit)),
};
const FILE = 'indicator,period,value\n1a.1,2025-Q1,40\n1a.1,2025-Q3,50\n';

const out = mkdtempSync(join(tmpdir(), 'jalon-plans-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

let aws: TestAws;
let pump: Pump;
let place: Place;
let versioned: StandIn;
let close: () => Promise<void>;
const where = () =>
  ({ kind: 'aws', table: aws.embedded.environment.TABLE_NAME ?? '', bucket: aws.bucket, prefix: 'jalon' }) as const;
const run = (more: Partial<PlansOptions> = {}) =>
  plans({ where: where(), retire: null, write: false, json: false, ...more });
const local = (more: Partial<PlansOptions> = {}) =>
  plans({ where: { kind: 'local', out }, retire: null, write: false, json: false, ...more }, { windowSeconds: 0 });
const figure = async (scope: string, period: string, from = place) =>
  (await from.actuals.get(scope, period))?.actuals.find(({ indicator }) => indicator === '1a.1')?.value ?? null;

async function drop(key: string, plan: Plan): Promise<void> {
  await createBucket(aws.bucket).drop(key, await planWorkbook(plan));
  await pump.idle();
}

beforeAll(async () => {
  aws = await startTestAws();
  versioned = await startVersionedBucket(process.env.AWS_ENDPOINT_URL_S3 ?? '');
  const handlers = createHandlers(aws.embedded);
  process.env.AWS_ENDPOINT_URL_S3 = versioned.url;
  pump = aws.startPump({ ...handlers.steps, workbook: async () => undefined }, { limits: { windowSeconds: 0 } });
  place = await openPlace(where());
  close = async () => {
    await handlers.close();
    await versioned.stop();
    await aws.stop();
  };
}, 60_000);
afterAll(() => close());

describe('the versions of the plan', () => {
  it('are none at first', async () => {
    expect(await run()).toBe('There is no plan in the table jalon-table yet: drop the plan workbook under plan/.');
  });

  it('are listed with when each was dropped, as which file, and what it governs', async () => {
    await drop('plan/plan.xlsx', FIRST);
    expect(await run()).toMatch(
      /\n\n {2}version 1 {2}effective from 2024 {2}dropped 20.* UTC {2}plan\/plan\.xlsx {2}governs every period, in use$/,
    );
    await createBucket(aws.bucket).drop('uploads/KEN/figures.csv', Buffer.from(FILE));
    await pump.idle();
    await drop('plan/second\u001b[2J.xlsx', SECOND);
    const [, , first, second] = (await run()).split('\n');
    expect(first).toMatch(
      /^ {2}version 1 {2}effective from 2024 .* plan\/plan\.xlsx +governs the periods before 2025-Q3$/,
    );
    expect(second).toMatch(
      /^ {2}version 2 {2}effective from 2025-Q3 .* plan\/second\\u\{1b\}\[2J\.xlsx {2}governs 2025-Q3 and later, in use$/,
    );
    expect(JSON.parse(await run({ json: true }))).toMatchObject([
      { version: 1, governs: { from: null, before: '2025-Q3' }, isInUse: false, workbook: { key: 'plan/plan.xlsx' } },
      { version: 2, governs: { from: '2025-Q3', before: null }, isInUse: true },
    ]);
  });
});

describe('retiring a version', () => {
  it('is told with what it would change, and not done, without --write', async () => {
    const text = await run({ retire: 2 });
    expect(text).toContain('Version 2 is retired by dropping the workbook of version 1 again');
    expect(text).toContain('moved from AME to AFR');
    expect(text).toContain(
      'Nothing was done yet: npm run plans -- --retire 2 --write --table jalon-table --bucket jalon-bucket',
    );
    expect(await place.plans.list()).toHaveLength(2);
    expect(aws.embedded.objects.under('plan/instead')).toEqual([]);
  });

  it.each([
    [1, 'Plan version 1 is not in use any more: version 2 was dropped after it'],
    [9, 'There is no plan version 9'],
  ])('%i is refused with what to do', async (retire, message) => {
    await expect(run({ retire })).rejects.toThrow(message);
    await expect(run({ retire })).rejects.toThrow(CommandFailure);
  });

  it('of which the one before governed less is refused, as it would not be gone', async () => {
    await saveState(out, aws.embedded);
    const before = await figure('AME', '2025-Q3');
    await drop('plan/third.xlsx', { ...FIRST, effectiveFrom: '2025-Q1' });
    await expect(run({ retire: 3 })).rejects.toThrow(
      'Version 2 is effective from 2025-Q3 only, version 3 from 2025-Q1: dropped again it would leave what is before 2025-Q3 to version 3. Set effectiveFrom to 2025-Q1',
    );
    expect(before).toBe(50);
  });

  it('has the version before govern again, and every figure recomputed', async () => {
    const again: Plan = { ...SECOND, effectiveFrom: '2025-Q1' };
    await drop('plan/plan.xlsx', again);
    expect([await figure('AFR', '2025-Q1'), await figure('AME', '2025-Q1')]).toEqual([null, 40]);
    const text = await run({ retire: 4, write: true });
    expect(text).toContain('Dropped as plan/instead-of-version-4/third.xlsx.');
    await pump.idle();
    expect([await figure('AFR', '2025-Q1'), await figure('AME', '2025-Q1')]).toEqual([40, null]);
    expect((await place.plans.latest())?.plan).toEqual((await place.plans.get(3)).plan);
    expect(await run()).toMatch(
      /version 4 .* governs no period any more\n.*version 5 .* governs 2025-Q1 and later, in use$/,
    );
    expect(await pump.deadLetters()).toEqual([]);
  });

  it('finds the workbook of the version before by its version in the bucket, where another took its name', async () => {
    await drop('plan/same.xlsx', { ...FIRST, effectiveFrom: '2025-Q1', suppressBelow: 7 });
    await drop('plan/same.xlsx', { ...FIRST, effectiveFrom: '2025-Q1', suppressBelow: 8 });
    await run({ retire: 7, write: true });
    await pump.idle();
    expect(await place.plans.latest()).toMatchObject({ version: 8, plan: { suppressBelow: 7 } });
  });

  describe('whose predecessor', () => {
    const bucket = () => createBucket(aws.bucket);
    /** The receipt of version 8, by another workbook. */
    async function rewrite(key: string, sha256: string): Promise<void> {
      const [name = ''] = await bucket().list('receipts/plan/instead-of-version-7/');
      const receipt = JSON.parse(new TextDecoder().decode(await bucket().fetch(name)));
      expect(receipt.planVersion).toBe(8);
      await bucket().drop(name, Buffer.from(JSON.stringify({ ...receipt, key, version: 'none', sha256 })));
    }

    it('is not in the bucket any more is refused, saying which', async () => {
      await drop('plan/other.xlsx', { ...FIRST, effectiveFrom: '2025-Q1', suppressBelow: 9 });
      await rewrite('plan/none.xlsx', 'none');
      await expect(run({ retire: 9 })).rejects.toThrow('version 8 is not in the bucket any more (plan/none.xlsx)');
      await rewrite('plan/other.xlsx', 'none');
      await expect(run({ retire: 9 })).rejects.toThrow('is not in the bucket any more (plan/other.xlsx)');
    });

    it('would be refused by now is refused with the reasons', async () => {
      const broken = await planWorkbook({
        ...FIRST,
        crosswalk: [{ oldCode: '1a.2', newCode: '1a.1', effectiveFrom: '2025' }],
      });
      await bucket().drop('elsewhere/broken.xlsx', broken);
      await rewrite('elsewhere/broken.xlsx', createHash('sha256').update(broken).digest('hex'));
      await expect(run({ retire: 9 })).rejects.toThrow(
        /^The workbook of version 8 would be refused after version 9:\n {2}The old code 1a\.2[\s\S]*\nCorrect it \(elsewhere\/broken\.xlsx\)/,
      );
    });

    it('has no receipt is refused, as nobody knows its workbook', async () => {
      const [Key] = await bucket().list('receipts/plan/instead-of-version-7/');
      await new S3Client({}).send(new DeleteObjectCommand({ Bucket: aws.bucket, Key }));
      await expect(run({ retire: 9 })).rejects.toThrow(
        'The workbook of version 8 is not in the bucket any more: drop your own',
      );
      expect(await run()).toContain('its receipt is not in the bucket');
    });
  });
});

describe('of a local run', () => {
  it('a version is retired by the functions working here, and its figures are there', async () => {
    const text = await local({ retire: 2, write: true });
    expect(text).toMatch(
      /version 1 .*governs no period any more\n.*version 2 .*governs no period any more\n.*version 3 .*governs 2024 and later, in use$/,
    );
    const kept = await openPlace({ kind: 'local', out });
    expect([await figure('AFR', '2025-Q3', kept), await figure('AME', '2025-Q3', kept)]).toEqual([50, null]);
    await kept.close(false);
  });
});

describe('the command line', () => {
  it.each([
    [['--retire', 'x'], '--retire x: write the number of a version'],
    [['--write'], '--write goes with --retire'],
    [['3'], "Unexpected argument '3'"],
    [['--table', 't'], '--bucket is missing'],
  ])('%j is refused: %s', (given, message) => {
    expect(readArguments(given)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it('is understood, and has a help', () => {
    expect(readArguments(['--retire', '3', '--write', '--out', 'x'])).toEqual({
      kind: 'run',
      options: { where: { kind: 'local', out: 'x' }, retire: 3, write: true, json: false },
    });
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    expect(HELP).toContain('Exit status');
  });
});
