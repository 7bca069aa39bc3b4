import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/aggregate/step.ts';
import type { ReportModel } from '../../../functions/domain/report/schema.ts';
import { type AddLineage, createLineage } from '../../../functions/report/lineage.ts';
import { report } from '../../../functions/report/step.ts';
import { createBucket } from '../../../infra/local/bucket.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, type Dependencies, entryOf, observed, uploadedFigures } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

const PERIOD = '2025-Q1';

let aws: TestAws;
let deps: Dependencies;

beforeAll(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
  await deps.plans.add(minimalPlan(), '2025-01-01T00:00:00.000Z-0');
  await uploadedFigures(deps, 'KEN', PERIOD, '2025-04-03T09:00:00.000Z', 10);
  await uploadedFigures(deps, 'COL', PERIOD, '2025-04-04T09:00:00.000Z', 7);
});

afterAll(() => aws.stop());

/** The dependencies with a count of what is read of the ledger for lineages, which may fail. */
function counting(fails: Error | null = null) {
  const read: string[] = [];
  const ledger = {
    ...deps.ledger,
    entries: async (...[period, folder]: Parameters<typeof deps.ledger.entries>) => {
      read.push(period);
      if (fails) throw fails;
      return deps.ledger.entries(period, folder);
    },
  };
  const own = createLineage();
  const addLineage: AddLineage = (model, inForce, stores) => own(model, inForce, { ...stores, ledger });
  return { read, deps: { ...deps, addLineage } };
}

const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };

async function written(scope: string, language: string, with_: Dependencies = deps): Promise<ReportModel> {
  await report({ period: PERIOD, scope, language }, { ...with_, storesAsOf: () => with_, browser, fontCss: () => '' });
  const json = await createBucket(aws.bucket).fetch(`reports/${PERIOD}/${scope}/${language}/report.json`);
  return JSON.parse(new TextDecoder().decode(json));
}

const lineageOf = (model: ReportModel) => model.indicators.find(({ code }) => code === '1a.1')?.lineage;

describe('where the figures of a report come from', () => {
  let counted: ReturnType<typeof counting>;

  beforeEach(() => {
    counted = counting();
  });

  it('is in report.json, down to file, sheet and cell', async () => {
    const model = await written('GLOBAL', 'en');
    expect(lineageOf(model)).toMatchObject({
      complete: true,
      tree: {
        value: 17,
        below: [{ scope: 'AFR', below: [{ scope: 'KEN', counted: [{ value: 10, cells: ['B2'] }] }] }, {}],
      },
    });
    expect(model.files.map(({ key }) => key)).toEqual(['uploads/KEN/figures.csv', 'uploads/COL/figures.csv']);
  });

  it('is read from the ledger once for all scopes and languages of a period', async () => {
    const models = [
      await written('GLOBAL', 'en', counted.deps),
      await written('GLOBAL', 'fr', counted.deps),
      await written('AFR', 'en', counted.deps),
    ];
    expect(models.map((model) => lineageOf(model)?.tree?.value)).toEqual([17, 17, 10]);
    expect(counted.read.sort()).toEqual(['2025-01', '2025-02', '2025-03', '2025-Q1']);
  });

  it('counts no upload that the figures do not count yet, and is read again once they do', async () => {
    await written('GLOBAL', 'en', counted.deps);
    const [before] = [counted.read.length];
    await deps.ledger.put(entryOf('KEN', PERIOD, '2025-04-09T09:00:00.000Z', [observed('KEN', PERIOD, 11)]));
    expect(lineageOf(await written('GLOBAL', 'en', counted.deps))).toMatchObject({
      complete: true,
      tree: { value: 17 },
    });
    expect(counted.read.length).toBe(before);
    await recompute([{ kind: 'observations', orgUnits: ['KEN'], period: PERIOD }], deps);
    expect(lineageOf(await written('GLOBAL', 'en', counted.deps))).toMatchObject({
      complete: true,
      tree: { value: 18 },
    });
    expect(counted.read.length).toBe(2 * before);
  });

  it('is named incomplete where an upload made before has not been counted', async () => {
    await deps.ledger.put(entryOf('COL', PERIOD, '2025-04-05T09:00:00.000Z', [observed('COL', PERIOD, 8)]));
    expect(lineageOf(await written('GLOBAL', 'en', counted.deps))).toMatchObject({
      complete: false,
      tree: { value: 19 },
    });
    await recompute([{ kind: 'observations', orgUnits: ['COL'], period: PERIOD }], deps);
    expect(lineageOf(await written('GLOBAL', 'en', counted.deps))).toMatchObject({
      complete: true,
      tree: { value: 19 },
    });
  });

  it('is not left out for a failure of AWS: the report is made again', async () => {
    const throttled = Object.assign(new Error('Throttled'), { $metadata: { attempts: 6 } });
    await expect(written('AFR', 'fr', counting(throttled).deps)).rejects.toThrow('Throttled');
  });

  it('never keeps a report from being written', async () => {
    const failing = counting(new Error('The ledger holds what no trace can bear'));
    const model = await written('GLOBAL', 'en', failing.deps);
    expect(lineageOf(model)).toBeNull();
    expect(model.indicators.find(({ code }) => code === '1a.1')?.actual).toBe(19);
  });
});
