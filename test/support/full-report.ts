import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { aggregate } from '../../functions/domain/aggregation/aggregate.ts';
import type { LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import type { Indicator, Plan } from '../../functions/domain/plan/model.ts';
import { readPlan } from '../../functions/domain/plan/read-plan.ts';
import { buildReport } from '../../functions/domain/report/build-report.ts';
import type { ReportModel } from '../../functions/domain/report/schema.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { reportCatalogue } from './report-data.ts';

const PERIOD = '2025-Q4';
const EVERY = 6;
const COUNTRIES = ['AFG', 'COD', 'COL', 'ETH', 'HND', 'IRQ', 'MMR', 'NER', 'SDN', 'SOM', 'SSD', 'SYR', 'TCD', 'UKR'];

/** The plan that is shipped. */
export function shippedPlan(): Plan {
  const opened = openFile(readFileSync('fixtures/plan/plan.xlsx'));
  const plan = opened.ok ? readPlan(opened.grids).plan : null;
  if (!plan) throw new Error('The shipped plan was refused');
  return plan;
}

function figure(value: number, { kind }: Indicator) {
  if (kind === 'percentage') return { value: (value % 97) / 100, numerator: value % 97, denominator: 100 };
  return {
    value: kind === 'yes-no' ? value % 2 : kind === 'score' ? value % 4 : value,
    numerator: null,
    denominator: null,
  };
}

function observation(orgUnit: string, indicator: Indicator, seed: number, plan: Plan): Observation {
  const parts = indicator.dimensions.flatMap((dimension) => {
    const known = plan.dimensions.find(({ code }) => code === dimension);
    const categories = known?.open ? COUNTRIES : (known?.categories ?? []).map(({ code }) => code);
    return categories.map((category, at) => {
      return {
        ...figure(60 + ((seed * 7 + at * 31) % 4000), indicator),
        categories: { [dimension]: category },
        cells: [],
      };
    });
  });
  const total = figure(900 + ((seed * 7919) % 60_000), indicator);
  return {
    orgUnit,
    indicator: indicator.code,
    period: PERIOD,
    total,
    cells: [],
    sheet: null,
    breakdown: parts,
    note: null,
  };
}

/** The global report of the shipped plan on a year in which such a share of its indicators has figures, broken down by every dimension. */
export function fullReport(language: string, share = 1): ReportModel {
  const plan = shippedPlan();
  const offices = plan.orgUnits.filter(({ kind }) => kind === 'country').filter((_, at) => at % EVERY === 0);
  const entries = offices.map(({ code }, at): LedgerEntry => {
    const source = { key: '', version: '', sha256: '', planVersion: 1, uploadedAt: '2026-01-10T00:00:00.000Z' };
    const reported = plan.indicators.filter((_, place) => (place * share) % 1 < share);
    const observations = reported.map((one, place) => observation(code, one, at * 31 + place * 7, plan));
    return { period: PERIOD, orgUnit: code, order: String(at).padStart(6, '0'), source, observations };
  });
  const all = aggregate({ plan, planVersion: 1, year: 2025, periods: [PERIOD], entries });
  const current = all.find(({ scope }) => scope === 'GLOBAL') ?? null;
  const regions = plan.orgUnits.filter(({ kind }) => kind === 'region').map(({ code }) => code);
  return buildReport({
    ...{
      plan,
      planVersion: 1,
      period: PERIOD,
      scope: 'GLOBAL',
      language,
      catalogue: reportCatalogue(language),
      current,
    },
    children: all.filter(({ scope }) => regions.includes(scope)),
    history: ['2025-Q1', '2025-Q2', '2025-Q3'].flatMap((period) => (current ? [{ ...current, period }] : [])),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
}
