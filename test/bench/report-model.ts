import { createHash } from 'node:crypto';
import { aggregate } from '../../functions/domain/aggregation/aggregate.ts';
import type { LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { buildReport } from '../../functions/domain/report/build-report.ts';
import type { Catalogue } from '../../functions/domain/report/catalogue.ts';
import type { ReportModel } from '../../functions/domain/report/schema.ts';
import { officeCode, syntheticPlan } from './synthetic.ts';

const OFFICES = 60;
const PERIOD = '2025-Q1';

function observation(orgUnit: string, indicator: string, seed: number): Observation {
  const figure = (value: number) => ({ value, numerator: null, denominator: null });
  const women = 100 + (seed % 89);
  const men = 100 + (seed % 53);
  return {
    orgUnit,
    indicator,
    period: PERIOD,
    total: figure(women + men),
    cells: [],
    sheet: null,
    breakdown: [
      { ...figure(women), categories: { sex: 'F' }, cells: [] },
      { ...figure(men), categories: { sex: 'M' }, cells: [] },
    ],
    note: null,
  };
}

function entriesOf(plan: Plan): LedgerEntry[] {
  return Array.from({ length: OFFICES }, (_, i) => ({
    period: PERIOD,
    orgUnit: officeCode(i),
    order: String(i).padStart(6, '0'),
    source: { key: '', version: '', sha256: '', planVersion: 1, uploadedAt: '2025-04-01T00:00:00.000Z' },
    observations: plan.indicators.map(({ code }, k) => observation(officeCode(i), code, i * 31 + k * 7)),
  }));
}

/** Makes, as often as it is called, the model of the whole's report on so many indicators, each reported by every office. */
export async function reportOf(indicators: number, catalogue: Catalogue): Promise<() => ReportModel> {
  const { plan } = await syntheticPlan(OFFICES, indicators);
  const actuals = aggregate({ plan, planVersion: 1, year: 2025, periods: [PERIOD], entries: entriesOf(plan) });
  const current = actuals.find(({ scope }) => scope === 'GLOBAL') ?? null;
  const regions = actuals.filter(({ scope }) => scope.startsWith('R'));
  return () =>
    buildReport({
      plan,
      planVersion: 1,
      period: PERIOD,
      scope: 'GLOBAL',
      language: catalogue.language,
      catalogue,
      current,
      children: regions,
      history: [],
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    });
}
