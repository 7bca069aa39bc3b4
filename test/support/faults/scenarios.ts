import type { Indicator, Plan } from '../../../functions/domain/plan/model.ts';
import { eventRecord } from '../../../infra/local/notifications.ts';
import { minimalPlan } from '../plan.ts';
import { planWorkbook } from '../plan-workbook.ts';
import type { Start } from './deliver.ts';
import type { Sameness } from './oracle.ts';

/** A file that is dropped, or was. */
export interface Dropped {
  readonly key: string;
  readonly bytes: Uint8Array | string;
  /** Minutes after the first, by which uploads are ordered. */
  readonly minute: number;
}

export interface Scenario {
  readonly name: string;
  /** Worked on in quiet before every run. */
  readonly before: readonly Dropped[];
  readonly dropped: readonly Dropped[];
  /** What schedules start at the same time, reports among them. */
  readonly started?: readonly Start[];
  readonly sameness: Sameness;
}

const indicator = (code: string, change: Partial<Indicator>): Indicator => ({
  ...{
    code,
    result: '1a',
    title: { en: `Title of ${code}`, fr: `Titre de ${code}` },
    definition: {},
    unit: 'people',
    kind: 'count',
  },
  ...{ direction: 'increase', overOrgUnits: 'sum', overTime: 'sum', reportedAs: 'per-period' },
  ...{ frequency: 'quarterly', dimensions: [], breakdown: 'optional', baseline: null, baselinePeriod: null },
  ...{ decimals: 0, min: null, max: null, synonyms: [], reportedBy: [] },
  ...change,
});

const wide = { opens: '2026-01-01', due: '2026-02-01', closes: '2026-03-31' };

const PLAN = minimalPlan({
  ...{ start: '2025-01-01', end: '2025-12-31', effectiveFrom: '2025' },
  indicators: [
    indicator('1a.1', { dimensions: ['sex'], breakdown: 'partial' }),
    indicator('1a.2', {
      kind: 'percentage',
      unit: '%',
      decimals: 1,
      min: 0,
      max: 1,
      overOrgUnits: 'ratio',
      overTime: 'latest',
    }),
    indicator('1a.3', { overOrgUnits: 'max', overTime: 'latest' }),
  ],
  periods: ['2025-Q3', '2025-Q4', '2025'].map((period) => ({ period, ...wide })),
  rules: [],
  targets: [],
  crosswalk: [],
});

/** The next plan: Kenya reports to the Americas, and the indicators are numbered anew. */
const NEXT: Plan = {
  ...PLAN,
  title: { en: 'The plan revised', fr: 'Le plan révisé' },
  orgUnits: PLAN.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, parent: 'AME' } : unit)),
};

/** And the one after it: an office more. */
const LAST: Plan = {
  ...NEXT,
  orgUnits: [
    ...NEXT.orgUnits,
    ...NEXT.orgUnits.filter(({ code }) => code === 'COL').map((unit) => ({ ...unit, code: 'PER', iso3: 'PER' })),
  ],
};

const TWO_YEARS: Plan = {
  ...PLAN,
  ...{ start: '2024-01-01', effectiveFrom: '2024' },
  periods: [...PLAN.periods, { period: '2024-Q4', ...wide }],
};

const file = (office: string, minute: number, ...lines: readonly string[]): Dropped => ({
  key: `uploads/${office}/figures ${minute}.csv`,
  bytes: ['Office,Indicator,Period,Sex,Value,Numerator,Denominator', ...lines.map((line) => `${office},${line}`)].join(
    '\n',
  ),
  minute,
});

export const planFile = async (name: string, minute: number, plan: Plan): Promise<Dropped> => ({
  key: `plan/${name}.xlsx`,
  bytes: await planWorkbook(plan),
  minute,
});

const KENYA = file('KEN', 10, '1a.1,2025-Q4,,120,,', '1a.1,2025-Q4,female,70,,', '1a.2,2025-Q4,,,3,4');
const KENYA_AGAIN = file('KEN', 20, '1a.1,2025-Q4,,150,,', '1a.1,2025-Q4,female,90,,');
const NIGER = file('NER', 11, '1a.1,2025-Q4,,40,,', '1a.3,2025-Q3,,7,,');
const COLOMBIA = file('COL', 12, '1a.1,2025-Q4,,9,,', '1a.2,2025-Q4,,,1,8');
const RETURNED = file('COL', 13, '1a.2,2025-Q4,,,9,8', '1a.3,2025-Q4,,5,,', '9z.9,2025-Q4,,5,,');
const LAST_YEAR = file('KEN', 12, '1a.1,2024-Q4,,33,,', '1a.1,2024-Q4,female,20,,');
const REGION: Dropped = {
  key: 'uploads/AFR/region.csv',
  bytes: 'Office,Indicator,Period,Value\nKEN,1a.3,2025-Q4,11\nNER,1a.3,2025-Q4,12\n',
  minute: 10,
};

const OFFICES = ['KEN', 'NER', 'COL', 'AFR'];

const oneOfMany = (i: number): Dropped =>
  file(OFFICES[i % OFFICES.length] ?? '', 10 + i, `1a.1,2025-Q4,,${100 + i},,`, `1a.3,2025-Q3,,${i},,`);

const REPORT = { period: '2025-Q4', scopes: ['GLOBAL'], languages: ['en'] };

/** A report that headquarters subscribes to, asked for twice, and the reminders of a day after the due date. */
const MAILS: readonly Start[] = [
  { step: 'dispatch', body: JSON.stringify(REPORT) },
  { step: 'dispatch', body: JSON.stringify(REPORT) },
  { step: 'remind', body: JSON.stringify({ date: '2026-02-02' }) },
];

/** Every scenario with the plan that it begins with. */
export async function scenarios(): Promise<readonly Scenario[]> {
  const plan = await planFile('plan', 0, PLAN);
  const next = await planFile('next', 5, NEXT);
  const last = await planFile('last', 6, LAST);
  const two = await planFile('two years', 0, TWO_YEARS);
  const before = [plan];
  const same = (name: string, ...dropped: readonly Dropped[]): Scenario => ({
    name,
    before,
    dropped,
    sameness: 'same',
  });
  const figures = (...given: Parameters<typeof same>): Scenario => ({ ...same(...given), sameness: 'same-figures' });
  return [
    same('one file', KENYA),
    same('two offices', KENYA, COLOMBIA),
    same('a file of which some is returned', RETURNED),
    { ...same('the first plan', plan), before: [] },
    { ...same('the first plan with a file behind it', plan, KENYA), before: [] },
    figures('a file and the one that corrects it', KENYA, KENYA_AGAIN),
    figures('a region that speaks for its countries', REGION, NIGER),
    { ...figures('the next plan between files', next, NIGER), before: [plan, KENYA] },
    { ...figures('two plans at once, and a file', next, last, NIGER), before: [plan, KENYA] },
    { ...same('a year after a later one', KENYA, LAST_YEAR), before: [two] },
    figures('fifty files at once', ...Array.from({ length: 50 }, (_, i) => oneOfMany(i))),
    { ...same('a report and reminders'), before: [plan, KENYA], started: MAILS },
  ];
}

export function startOf({ key, bytes, minute }: Dropped): Start {
  const created = {
    ...{ key, size: bytes.length, eTag: 'e', how: 'Put' as const },
    at: new Date(Date.UTC(2026, 0, 10, 8, minute)),
  };
  const record = eventRecord({ bucket: 'jalon-bucket', region: 'eu-west-1' }, created, `0${minute}A`);
  return { step: key.startsWith('plan/') ? 'plan' : 'ingest', body: JSON.stringify({ Records: [record] }) };
}
