import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { recompute } from '../../functions/aggregate/step.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import type { ReportMessage, Upload } from '../../functions/events.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { report } from '../../functions/report/step.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

let running: TestAws[] = [];
afterEach(async () => {
  await Promise.all(running.map((aws) => aws.stop()));
  running = [];
});

const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };

/** Where a report names the files behind its figures: one worked on after a later plan was dropped was judged by that, and says so. */
const JUDGED_BY = /"planVersion": ?\d+,\s*(?="uploadedAt")/g;

/** A pipeline that works on what it is given at once, without queues. */
async function startPipeline() {
  const aws = await startTestAws();
  running.push(aws);
  const deps = { ...createDependencies(aws), browser, fontCss: () => '' };
  const read = async (key: string): Promise<string> => {
    const object = await deps.objects.get(key, null, 1e7);
    return object.kind === 'found' ? new TextDecoder().decode(object.bytes) : object.kind;
  };
  return {
    aws,
    deps,
    read,
    async take({ upload, bytes }: Drop) {
      await aws.put(upload.key, bytes);
      if (upload.key.startsWith('plan/')) {
        const { planVersion } = await acceptPlan(upload, deps);
        await recompute([{ kind: 'plan', version: planVersion ?? 0 }], deps);
        return;
      }
      const { periods } = await ingest(upload, deps);
      const orgUnits = [upload.key.split('/')[1] ?? ''];
      if (periods.length > 0)
        await recompute(
          periods.map((period) => ({ kind: 'observations', orgUnits, period })),
          deps,
        );
    },
    /** The pages and data of a report, by name. */
    async reported(message: ReportMessage) {
      await report(message, deps);
      const { period, scope, language, asOf } = message;
      const folder = `reports/${asOf === undefined ? '' : `as-of/${asOf}/`}${period}/${scope}/${language}`;
      return {
        'report.json': (await read(`${folder}/report.json`)).replaceAll(JUDGED_BY, ''),
        'completeness.json': await read(`${folder}/completeness.json`),
        'completeness.html': await read(`${folder}/completeness.html`),
      };
    },
  };
}

interface Drop {
  readonly upload: Upload;
  readonly bytes: string | Uint8Array;
}

/** Of the days of the year: instants of uploads and those asked about, between uploads and at them. */
const instant = (day: number, hour = 8): string => new Date(Date.UTC(2025, 3, 1 + day, hour)).toISOString();

const dropped = (key: string, day: number, bytes: string | Uint8Array): Drop => ({
  upload: { key, versionId: null, size: null, eventTime: instant(day), sequencer: '0A' },
  bytes,
});

const BASE = minimalPlan();
const FIRST: Plan = minimalPlan({
  rules: [],
  periods: ['2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'].map((period) => ({
    ...{ period, opens: '2024-12-01', due: '2025-05-01', closes: '2027-12-31' },
  })),
  indicators: BASE.indicators.map((indicator) => ({ ...indicator, dimensions: [], breakdown: 'optional' })),
});

/** Later versions: a renumbering from the second quarter on; an office moved and another target, for all time. */
const LATER: readonly Plan[] = [
  {
    ...FIRST,
    effectiveFrom: '2025-Q2',
    indicators: FIRST.indicators.map((one) => (one.code === '1a.3' ? { ...one, code: '1b.3' } : one)),
    crosswalk: [...FIRST.crosswalk, { oldCode: '1a.3', newCode: '1b.3', effectiveFrom: '2025-Q2' }],
  },
  {
    ...FIRST,
    orgUnits: FIRST.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit)),
    targets: FIRST.targets.map((target) => ({ ...target, value: target.value / 2 })),
  },
];

interface Office {
  readonly unit: string;
  readonly day: number;
  readonly figures: readonly { readonly indicator: string; readonly period: string; readonly value: string }[];
}

const figure = fc.record({
  indicator: fc.constantFrom('1a.1', '1a.3'),
  period: fc.constantFrom('2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3'),
  value: fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 999 }).map(String) }, fc.constant('twelve')),
});
const office: fc.Arbitrary<Office> = fc.record({
  unit: fc.constantFrom('KEN', 'NER', 'COL'),
  day: fc.nat({ max: 60 }),
  figures: fc.uniqueArray(figure, { minLength: 1, maxLength: 3, selector: (one) => `${one.indicator} ${one.period}` }),
});

/** Uploads in the order they are worked on; plan versions among them, in the order of their drops, the first before all. */
const histories = fc.record({
  offices: fc.uniqueArray(office, { minLength: 3, maxLength: 6, selector: ({ day }) => day }),
  plans: fc.uniqueArray(fc.record({ day: fc.nat({ max: 60 }), place: fc.nat({ max: 6 }) }), {
    maxLength: 2,
    selector: ({ day }) => day,
  }),
  asked: fc.tuple(fc.nat({ max: 61 }), fc.constantFrom(7, 8, 9)).map(([day, hour]) => instant(day, hour)),
});

function fileOf({ unit, day, figures }: Office): Drop {
  const rows = figures.map(({ indicator, period, value }) => `${indicator},${period},${value}`);
  return dropped(`uploads/${unit}/${day}.csv`, day, ['indicator,period,value', ...rows].join('\n'));
}

async function dropsOf({ offices, plans }: { offices: Office[]; plans: { day: number; place: number }[] }) {
  const drops = offices.map(fileOf);
  const days = plans.map(({ day }) => day).sort((a, b) => a - b);
  const places = plans.map(({ place }) => place).sort((a, b) => a - b);
  for (const [i, day] of [...days.entries()].reverse())
    drops.splice(places[i] ?? 0, 0, dropped(`plan/${day}.xlsx`, day, await planWorkbook(LATER[i] ?? FIRST)));
  return [dropped('plan/first.xlsx', -1, await planWorkbook(FIRST)), ...drops];
}

const ASKED = ['2025-Q2 GLOBAL', '2025-Q3 AFR', '2025-Q3 AME', '2025-S1 KEN', '2025 GLOBAL'];

/** What a pipeline of its own reports after these drops. */
async function reportsOf(drops: readonly Drop[], at: Pick<ReportMessage, 'asOf'>) {
  const pipeline = await startPipeline();
  for (const drop of drops) await pipeline.take(drop);
  const reports: unknown[] = [];
  for (const [period = '', scope = ''] of ASKED.map((one) => one.split(' ')))
    reports.push(await pipeline.reported({ period, scope, language: 'en', ...at }));
  await pipeline.aws.stop();
  running = [];
  return reports;
}

describe('A report as of an instant', () => {
  it('is kept apart from the one as things stand, and mailed to nobody', async () => {
    const { aws, deps, take, reported, read } = await startPipeline();
    await take(dropped('plan/first.xlsx', -1, await planWorkbook(FIRST)));
    const row = (value: string) => ({ indicator: '1a.1', period: '2025-Q1', value });
    await take(fileOf({ unit: 'KEN', day: 5, figures: [row('10')] }));
    await take(fileOf({ unit: 'KEN', day: 9, figures: [row('12')] }));
    const message = { period: '2025-Q1', scope: 'GLOBAL', language: 'en' };
    const asOf = instant(5);
    const mails = async () => (await aws.embedded.readInbox()).filter(({ to }) => to.includes('hq@example.org')).length;
    const before = await mails();
    const then = await reported({ ...message, asOf });
    expect(then['report.json']).toContain('"actual": 10');
    expect(await read(`reports/as-of/${asOf}/2025-Q1/GLOBAL/en/report.html`)).toContain(asOf);
    expect(await read('reports/2025-Q1/GLOBAL/en/report.json')).toBe('gone');
    expect(await mails()).toBe(before);
    const now = await reported(message);
    expect(now['report.json']).toContain('"actual": 12');
    expect(now['report.json']).toBe((await reported({ ...message, asOf: instant(9) }))['report.json']);
    await expect(report({ ...message, asOf: instant(-2) }, deps)).rejects.toThrow('There was no plan yet');
  });

  it('is, byte for byte, that of a pipeline which got only what was uploaded by then, whatever the order of work', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { asked } = history;
        const drops = await dropsOf(history);
        const byTime = drops.toSorted((a, b) => (a.upload.eventTime < b.upload.eventTime ? -1 : 1));
        const then = await reportsOf(
          byTime.filter(({ upload }) => upload.eventTime <= asked),
          {},
        );
        expect(await reportsOf(drops, { asOf: asked })).toEqual(then);
      }),
      { numRuns: 2, endOnFailure: true, seed: 20251101 },
    );
  }, 120_000);
});
