import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/aggregate/step.ts';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import { ReportModel } from '../../../functions/domain/report/schema.ts';
import type { ReportMessage } from '../../../functions/events.ts';
import { report } from '../../../functions/report/step.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, entryOf, observed } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
const BASE = minimalPlan();
const PLAN: Plan = minimalPlan({
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' })),
});

let aws: TestAws;
let deps: ReturnType<typeof start>;
const start = () => ({ ...createDependencies(aws), browser, fontCss: () => '' });

beforeEach(async () => {
  aws = await startTestAws();
  deps = start();
  await deps.plans.add(PLAN, '2025-01-01');
});
afterEach(() => aws.stop());

/** Uploads of one office, each indicator, period and value a row; `file` is the day. */
async function upload(unit: string, day: string, ...rows: readonly (readonly [string, string, number | null])[]) {
  const instant = `${day}T08:00:00.000Z`;
  const periods = [...new Set(rows.map(([, period]) => period))];
  for (const period of periods) {
    const own = rows.filter((row) => row[1] === period);
    const entry = entryOf(
      unit,
      period,
      instant,
      own.map(([indicator, , value]) => ({ ...observed(unit, period, value), indicator })),
    );
    await deps.ledger.put({ ...entry, source: { ...entry.source, key: `uploads/${unit}/${day}.csv` } });
  }
  await recompute(
    periods.map((period) => ({ kind: 'observations', orgUnits: [unit], period })),
    deps,
  );
}

async function change(plan: Plan, day: string) {
  const version = await deps.plans.add(plan, day);
  await recompute([{ kind: 'plan', version }], deps);
}

async function textOf(message: Partial<ReportMessage>): Promise<string> {
  const whole = { period: '2025-Q2', scope: 'GLOBAL', language: 'en', ...message };
  await report(whole, deps);
  const time = whole.asOf === undefined ? '' : `as-of/${whole.asOf}/`;
  const key = `reports/${time}${whole.period}/${whole.scope}/${whole.language}/report.json`;
  const object = await deps.objects.get(key, null, 1e7);
  return object.kind === 'found' ? new TextDecoder().decode(object.bytes) : object.kind;
}

const reported = async (message: Partial<ReportMessage>) => ReportModel.parse(JSON.parse(await textOf(message)));
/** With the files of each figure in their places. */
async function changes(message: Partial<ReportMessage>) {
  const { since, figures, files } = (await reported(message)).changes;
  return { since, figures: figures.map((one) => ({ ...one, files: one.files.map((place) => files[place]) })), files };
}

const Q1 = { period: '2025-Q1' };
const Q2 = { period: '2025-Q2' };

describe('Changes since the last report', () => {
  it('are none in the first one, nor where nothing published before is another figure', async () => {
    await upload('KEN', '2025-04-02', ['1a.1', '2025-Q1', 100]);
    expect(await changes(Q1)).toEqual({ since: null, figures: [], files: [] });
    await upload('KEN', '2025-07-02', ['1a.1', '2025-Q2', 50]);
    await upload('KEN', '2025-07-03', ['1a.1', '2025-Q1', 100]);
    const since = { period: '2025-Q1', asOf: '2025-04-02T08:00:00.000Z', planVersion: 1 };
    expect(await changes(Q2)).toEqual({ since, figures: [], files: [] });
  });

  it('name each figure, before and now, the difference and the files it comes from now, and no other file', async () => {
    await upload('KEN', '2025-04-02', ['1a.1', '2025-Q1', 100], ['1a.3', '2025-Q1', 7]);
    await upload('COL', '2025-04-03', ['1a.1', '2025-Q1', 30]);
    await reported(Q1);
    await upload('KEN', '2025-07-02', ['1a.1', '2025-Q1', 120], ['1a.1', '2025-Q2', 5]);
    await upload('KEN', '2025-07-03', ['1a.1', '2025-Q1', 130]);
    await upload('COL', '2025-07-04', ['1a.1', '2025-Q1', 30]);
    await upload('NER', '2025-07-05', ['1a.3', '2025-Q1', 1]);
    const { since, figures } = await changes(Q2);
    expect(since).toEqual({ period: '2025-Q1', asOf: '2025-04-03T08:00:00.000Z', planVersion: 1 });
    expect(figures).toEqual([
      {
        ...{ indicator: '1a.1', period: '2025-Q1', before: 130, now: 160, difference: 30, planVersion: null },
        files: [
          {
            ...{ orgUnit: 'KEN', title: 'Kenya', key: 'uploads/KEN/2025-07-03.csv', sha256: 's' },
            uploadedAt: '2025-07-03T08:00:00.000Z',
          },
        ],
      },
      {
        ...{ indicator: '1a.3', period: '2025-Q1', before: 7, now: 8, difference: 1, planVersion: null },
        files: [expect.objectContaining({ orgUnit: 'NER', key: 'uploads/NER/2025-07-05.csv' })],
      },
    ]);
    expect((await changes({ ...Q2, scope: 'AME' })).since).toBeNull();
  });

  it('of a report made again on more data are those since it was made before, on the same data the same', async () => {
    const madeOn = (day: string): void => {
      deps = { ...start(), now: () => new Date(`${day}T12:00:00.000Z`) };
    };
    await upload('KEN', '2025-04-02', ['1a.1', '2025-Q1', 100]);
    madeOn('2025-04-03');
    const first = await textOf(Q1);
    await upload('KEN', '2025-04-09', ['1a.1', '2025-Q1', 110]);
    madeOn('2025-04-11');
    const second = await textOf(Q1);
    await upload('KEN', '2025-04-12', ['1a.1', '2025-Q1', 115]);
    expect((await changes(Q1)).figures).toMatchObject([{ period: '2025-Q1', before: 110, now: 115, difference: 5 }]);
    const third = await textOf(Q1);
    madeOn('2025-05-01');
    expect(await textOf(Q1)).toBe(third);
    for (const [day, text] of [
      ['2025-04-03', first],
      ['2025-04-11', second],
      ['2025-04-30', third],
    ])
      expect(await textOf({ ...Q1, asOf: `${day}T12:00:00.000Z` })).toBe(text);
  });

  it('are the same whatever reports were made in between of the same data, of other periods or in other languages', async () => {
    await upload('KEN', '2025-04-02', ['1a.1', '2025-Q1', 100]);
    await upload('KEN', '2025-07-02', ['1a.1', '2025-Q2', 50]);
    const first = await textOf(Q2);
    await Promise.all([textOf(Q1), textOf({ ...Q2, language: 'fr' }), textOf({ period: '2025-Q3' })]);
    expect(await textOf(Q2)).toBe(first);
  });

  it('of two languages at once are since the same report', async () => {
    await upload('KEN', '2025-04-02', ['1a.1', '2025-Q1', 100]);
    await reported(Q1);
    await upload('KEN', '2025-04-09', ['1a.1', '2025-Q1', 110]);
    const both = await Promise.all([changes(Q1), changes({ ...Q1, language: 'fr' })]);
    for (const { since, figures } of both) {
      expect(since?.asOf).toBe('2025-04-02T08:00:00.000Z');
      expect(figures).toMatchObject([{ before: 100, now: 110 }]);
    }
  });

  it('name a figure that came late, or was withdrawn, without a difference', async () => {
    await upload('KEN', '2025-04-02', ['1a.3', '2025-Q1', 7]);
    await reported(Q1);
    await upload('KEN', '2025-07-02', ['1a.1', '2025-Q1', 5], ['1a.3', '2025-Q1', null]);
    expect((await changes(Q2)).figures).toMatchObject([
      { indicator: '1a.1', before: null, now: 5, difference: null, files: [{ orgUnit: 'KEN' }] },
      { indicator: '1a.3', before: 7, now: null, difference: null, files: [{ orgUnit: 'KEN' }] },
    ]);
  });

  it('by the plan are told as such, by data as such, by both as both', async () => {
    const moved: Plan = {
      ...PLAN,
      orgUnits: PLAN.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit)),
    };
    await upload('KEN', '2025-04-02', ['1a.1', '2025-Q1', 100], ['1a.3', '2025-Q1', 4]);
    await upload('NER', '2025-04-02', ['1a.1', '2025-Q1', 9], ['1a.3', '2025-Q1', 2]);
    await reported({ ...Q1, scope: 'AFR' });
    await reported(Q1);
    await change(moved, '2025-06-01');
    await upload('NER', '2025-07-02', ['1a.1', '2025-Q1', 10], ['1a.1', '2025-Q2', 1]);
    expect((await changes({ ...Q2, scope: 'AFR' })).figures).toMatchObject([
      { indicator: '1a.1', before: 109, now: 10, difference: -99, planVersion: 2, files: [{ orgUnit: 'NER' }] },
      { indicator: '1a.3', before: 6, now: 2, difference: -4, planVersion: 2, files: [] },
    ]);
    expect((await changes(Q2)).figures).toMatchObject([
      { indicator: '1a.1', before: 109, now: 110, planVersion: null, files: [{ orgUnit: 'NER' }] },
    ]);
  });

  it('compare a renumbered indicator under its code of today, a new one with nothing', async () => {
    const [first, , third] = PLAN.indicators;
    if (!first || !third) throw new Error('The plan has no such indicators');
    const renumbered: Plan = {
      ...PLAN,
      effectiveFrom: '2025-Q2',
      indicators: [
        ...PLAN.indicators.filter(({ code }) => code !== '1a.3'),
        { ...third, code: '1b.3' },
        { ...first, code: '1a.9' },
      ],
      crosswalk: [...PLAN.crosswalk, { oldCode: '1a.3', newCode: '1b.3', effectiveFrom: '2025-Q2' }],
    };
    await upload('KEN', '2025-04-02', ['1a.3', '2025-Q1', 7]);
    await reported(Q1);
    await change(renumbered, '2025-06-01');
    await upload('KEN', '2025-07-02', ['1b.3', '2025-Q1', 8], ['1b.3', '2025-Q2', 9], ['1a.9', '2025-Q2', 4]);
    expect((await changes(Q2)).figures).toMatchObject([
      { indicator: '1b.3', period: '2025-Q1', before: 7, now: 8, planVersion: null, files: [{ orgUnit: 'KEN' }] },
    ]);
  });

  it('find the file of an earlier quarter behind a flow differenced from reports of the year to date', async () => {
    const toDate = PLAN.indicators.map((one): Plan['indicators'][number] =>
      one.code === '1a.1' ? { ...one, reportedAs: 'year-to-date' } : one,
    );
    await change({ ...PLAN, indicators: toDate }, '2025-01-02');
    await upload('KEN', '2025-07-02', ['1a.1', '2025-Q1', 100], ['1a.1', '2025-Q2', 150]);
    await reported(Q2);
    await upload('KEN', '2025-07-09', ['1a.1', '2025-Q1', 120]);
    const { figures, files } = await changes(Q2);
    expect(figures).toMatchObject([
      { period: '2025-Q1', before: 100, now: 120, files: [{ key: 'uploads/KEN/2025-07-09.csv' }] },
      { period: '2025-Q2', before: 50, now: 30, files: [{ key: 'uploads/KEN/2025-07-09.csv' }] },
    ]);
    expect(files).toHaveLength(1);
  });

  it('name no file for one uploaded before the last report and judged after it', async () => {
    await upload('KEN', '2025-04-05', ['1a.1', '2025-Q1', 100]);
    await reported(Q1);
    await upload('COL', '2025-04-02', ['1a.1', '2025-Q1', 10]);
    expect((await changes(Q1)).figures).toMatchObject([{ before: 100, now: 110, planVersion: null, files: [] }]);
  });

  it('keep nothing of a report as of another time', async () => {
    await upload('KEN', '2025-04-02', ['1a.1', '2025-Q1', 100]);
    await reported({ ...Q1, asOf: '2025-04-03T00:00:00.000Z' });
    await upload('KEN', '2025-04-09', ['1a.1', '2025-Q1', 110]);
    expect(await changes(Q1)).toEqual({ since: null, figures: [], files: [] });
  });
});
