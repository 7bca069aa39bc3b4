import type { ScopeActuals } from '../../functions/domain/aggregation/actual.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { reportInput, reportPlan, syntheticActuals } from './report-data.ts';

const [FLOW, LEVEL] = ['1a.1.1', '2a.2'];

/** Three years of which the second is reported on: flows with a target each year, a level with two of them. */
export function annualPlan(): Plan {
  const plan = reportPlan();
  const target = (indicator: string, period: string, value: number) => ({
    ...{ indicator, orgUnit: 'GLOBAL', period, value, numerator: null, denominator: null },
  });
  return {
    ...plan,
    ...{ start: '2024-01-01', end: '2026-12-31' },
    indicators: plan.indicators.map((one) =>
      one.code === LEVEL ? { ...one, overTime: 'latest', baseline: 2, baselinePeriod: '2023' } : one,
    ),
    targets: [
      ...[20_000, 40_000, 60_000].map((value, i) => target(FLOW, String(2024 + i), value)),
      target(LEVEL, '2025', 3),
      target(LEVEL, '2026', 4),
    ],
  };
}

/** The scope's actuals with other figures for one indicator. */
function withFigures(period: string, code: string, value: number | null, planToDate: number | null): ScopeActuals {
  const whole = syntheticActuals('GLOBAL', period);
  const actuals = whole.actuals.map((actual) =>
    actual.indicator === code ? { ...actual, value, yearToDate: value, planToDate } : actual,
  );
  return { ...whole, actuals };
}

/** What the annual report of 2025 is built from: 25,000 people in 2024; 30,000 in 2025, of whom none in its last quarter. */
export function annualInput(language = 'en') {
  const quarters = [5000, 10_000, 15_000, null].map((value, i) =>
    withFigures(`2025-Q${i + 1}`, FLOW, value, 25_000 + (value ?? 0)),
  );
  const [before, current] = [withFigures('2024', FLOW, 25_000, 25_000), withFigures('2025', FLOW, 30_000, 55_000)];
  return reportInput(language, {
    ...{ plan: annualPlan(), period: '2025', kind: 'annual', current, children: [], history: [before] },
    past: [before, ...quarters, current],
  });
}
