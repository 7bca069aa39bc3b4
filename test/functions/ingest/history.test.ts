import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/aggregate/step.ts';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import type { Receipt } from '../../../functions/domain/validation/receipt.ts';
import type { Upload } from '../../../functions/events.ts';
import { ingest } from '../../../functions/ingest/step.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { Crash, createDependencies, type Dependencies, snapshot, withCrash } from '../../support/pipeline.ts';
import { indicator, planOf } from '../domain/validation/review/support.ts';

const plan = planOf([
  indicator('1a.1', { reportedAs: 'year-to-date' }),
  indicator('1a.2', { kind: 'amount', unit: 'USD', decimals: 2 }),
]);

let aws: TestAws;
let deps: Dependencies;

beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
  await takePlan(plan, 0);
});
afterEach(() => aws.stop());

async function takePlan(version: Plan, minute: number): Promise<void> {
  await deps.plans.add(version, `2025-12-01T08:${String(minute).padStart(2, '0')}`);
}

/** Puts a file of `indicator,period,value` lines in a folder; gives the upload to be judged. */
async function dropped(folder: string, minute: number, ...lines: readonly string[]): Promise<Upload> {
  const key = `uploads/${folder}/${minute}.csv`;
  const rows = lines.map((line) => (line.split(',').length === 4 ? line : `${folder},${line}`));
  await aws.put(key, ['Office,Indicator,Period,Value', ...rows].join('\n'));
  const eventTime = `2026-01-10T08:${String(minute).padStart(2, '0')}:00.000Z`;
  return { key, versionId: null, size: null, eventTime, sequencer: '0A' };
}

async function sent(folder: string, minute: number, ...lines: readonly string[]): Promise<Receipt> {
  return ingest(await dropped(folder, minute, ...lines), deps);
}

const replacedIn = ({ replaced = [] }: Receipt): string[] =>
  replaced.map(({ orgUnit, indicator: code, period, before, after }) =>
    [orgUnit, code, period, before, after].join(' '),
  );

const queries = (): number => aws.embedded.requests.dynamodb?.Query?.count ?? 0;

describe('An upload is compared with what was taken before it', () => {
  it('from the same folder: what is replaced is told with its cell, what is not is counted', async () => {
    await sent('KEN', 1, '1a.1,2025-Q1,10', '1a.2,2025-Q1,5');
    const receipt = await sent('KEN', 2, '1a.1,2025-Q1,12', '1a.2,2025-Q1,5', '1a.1,2025-Q2,15');
    expect(receipt.replaced).toEqual([
      {
        ...{ orgUnit: 'KEN', indicator: '1a.1', period: '2025-Q1', before: 10, after: 12, difference: 2 },
        ...{ sheet: null, row: 2, column: 'D' },
      },
    ]);
    expect(receipt).toMatchObject({ status: 'accepted', unchanged: 1 });
    expect(replacedIn(await sent('KEN', 3, '1a.1,2025-Q1,11'))).toEqual(['KEN 1a.1 2025-Q1 12 11']);
  });

  it('from the folder above, and from one below', async () => {
    await sent('AFR', 1, 'KEN,1a.1,2025-Q1,10');
    expect(replacedIn(await sent('KEN', 2, '1a.1,2025-Q1,12'))).toEqual(['KEN 1a.1 2025-Q1 10 12']);
    expect(replacedIn(await sent('AFR', 3, 'KEN,1a.1,2025-Q1,13'))).toEqual(['KEN 1a.1 2025-Q1 12 13']);
  });

  it('by its rules: a running total below the last one is returned', async () => {
    await sent('KEN', 1, '1a.1,2025-Q1,10');
    const receipt = await sent('KEN', 2, '1a.1,2025-Q2,8', '1a.2,2025-Q2,5');
    expect(receipt).toMatchObject({ status: 'partially-accepted', accepted: 1, returned: 1, periods: ['2025-Q2'] });
    expect(receipt.issues).toMatchObject([{ code: 'year-to-date-falls', row: 2, column: 'D' }]);
    const [, entry] = await deps.ledger.entries('2025-Q2');
    expect(entry).toBeUndefined();
  });

  it('by its doubts, in the language of the office, until the figure is corrected', async () => {
    const year = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'];
    await sent('AFR', 1, ...['1a.2,2024-Q4,90', ...year.slice(0, 3).map((period) => `1a.2,${period},100`)]);
    await sent('AFR', 2, ...year.map((period) => `1a.2,${period},${period === '2025-Q4' ? 1000 : 100}`));
    const doubted = await sent('AFR', 3, '1a.2,2025-Q4,1010');
    expect(doubted).toMatchObject({ status: 'accepted-with-warnings', language: 'fr', accepted: 1 });
    expect(doubted.issues.map((issue) => issue.message)).toEqual([
      'Indicateur 1a.2 (AFR, 2025-Q4)\u00a0: 1010, alors que ses 4 dernières périodes laissaient attendre 33 – 300.',
    ]);
    expect(await sent('AFR', 4, '1a.2,2025-Q4,101')).toMatchObject({ status: 'accepted', issues: [] });
  });

  it('under the codes of its own plan, whatever they were then', async () => {
    await sent('KEN', 1, '1a.1,2025-Q1,10');
    const renamed = plan.indicators.map((one) => (one.code === '1a.1' ? { ...one, code: '1b.1' } : one));
    const crosswalk = [{ oldCode: '1a.1', newCode: '1b.1', effectiveFrom: '2025-Q1' }];
    await takePlan({ ...plan, indicators: renamed, crosswalk }, 1);
    expect(replacedIn(await sent('KEN', 2, '1b.1,2025-Q1,12'))).toEqual(['KEN 1b.1 2025-Q1 10 12']);
  });
});

describe('An upload is judged alike however often and whenever it is delivered', () => {
  it('one made later does not count, though it was judged first', async () => {
    const early = await dropped('KEN', 1, '1a.1,2025-Q2,8');
    await sent('KEN', 2, '1a.1,2025-Q1,10', '1a.1,2025-Q2,11');
    expect(await ingest(early, deps)).toMatchObject({ status: 'accepted', replaced: [] });
  });

  it('one that came in between two deliveries does not count either', async () => {
    const early = await dropped('KEN', 1, '1a.1,2025-Q1,10');
    const late = await dropped('KEN', 2, '1a.1,2025-Q2,8');
    const first = await ingest(late, deps);
    expect(first).toMatchObject({ status: 'accepted' });
    await ingest(early, deps);
    const once = await snapshot(aws);
    expect(await ingest(late, deps)).toEqual(first);
    expect(await snapshot(aws)).toEqual(once);
  });
});

it('A correction judged by a process that dies, wherever, ends as in a quiet run', async () => {
  const first = ['1a.1,2025-Q1,10', '1a.2,2025-Q1,5', '1a.2,2025-Q2,5'];
  const correction = ['1a.1,2025-Q1,12', '1a.1,2025-Q2,11', '1a.2,2025-Q2,6'];
  await sent('KEN', 1, ...first);
  const { deps: quiet, calls } = withCrash(deps, null);
  const receipt = await ingest(await dropped('KEN', 2, ...correction), quiet);
  expect(receipt).toMatchObject({ accepted: 2, returned: 1, replaced: [{ after: 12 }, { after: 6 }] });
  const expected = await snapshot(aws);
  for (let at = 1; at <= calls(); at += 1) {
    await aws.stop();
    aws = await startTestAws();
    deps = createDependencies(aws);
    await takePlan(plan, 0);
    await sent('KEN', 1, ...first);
    const upload = await dropped('KEN', 2, ...correction);
    const dying = withCrash(deps, { at, when: 'after' }).deps;
    await ingest(upload, dying).catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
    expect(await ingest(upload, deps), `after call ${at}`).toEqual(receipt);
    expect(await snapshot(aws), `after call ${at}`).toEqual(expected);
  }
}, 300_000);

describe('The queries it costs, beside the one for the plan', () => {
  beforeEach(async () => {
    await deps.plans.latest();
  });

  async function queriesOf(minute: number, ...lines: readonly string[]): Promise<number> {
    const start = queries();
    await sent('KEN', minute, ...lines);
    return queries() - start - 1;
  }

  it('are one for each folder from the office up, and one for each period reported before', async () => {
    expect(await queriesOf(1, '1a.2,2025-Q1,10')).toBe(3);
    expect(await queriesOf(2, '1a.2,2025-Q2,10', '1a.2,2025-Q3,10')).toBe(3 + 1);
    expect(await queriesOf(3, '1a.2,2025-Q4,11')).toBe(3 + 3);
    expect(await queriesOf(4, '1a.2,2022-Q1,12')).toBe(3);
  });

  it('are none where nothing can be taken', async () => {
    expect(await queriesOf(1, '1a.2,2025-Q1,ten')).toBe(0);
  });
});

describe('A figure taken back', () => {
  const actual = async () =>
    (await deps.actuals.get('GLOBAL', '2025-Q1'))?.actuals.find((one) => one.indicator === '1a.2');
  const recomputed = () => recompute([{ kind: 'observations', orgUnits: ['KEN'], period: '2025-Q1' }], deps);

  it('counts as not reported, whichever upload is worked on first, and is kept in the ledger', async () => {
    const first = await dropped('KEN', 1, '1a.2,2025-Q1,5');
    const back = await dropped('KEN', 2, '1a.2,2025-Q1,withdraw');
    await ingest(back, deps);
    await ingest(first, deps);
    await recomputed();
    expect(await actual()).toMatchObject({ value: null, coverage: { reported: 0 } });
    expect(await deps.ledger.entries('2025-Q1')).toHaveLength(2);
    await sent('KEN', 3, '1a.2,2025-Q1,7');
    await recomputed();
    expect(await actual()).toMatchObject({ value: 7, coverage: { reported: 1 } });
  });

  it('is told in the receipt with what it replaces', async () => {
    await sent('KEN', 1, '1a.2,2025-Q1,5');
    const receipt = await sent('KEN', 2, '1a.2,2025-Q1,withdraw');
    expect(receipt).toMatchObject({
      status: 'accepted',
      accepted: 1,
      issues: [{ code: 'withdrawn', column: 'D', row: 2 }],
    });
    expect(replacedIn(receipt)).toEqual(['KEN 1a.2 2025-Q1 5 ']);
  });
});
