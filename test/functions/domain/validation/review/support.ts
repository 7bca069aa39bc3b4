import type { LedgerEntry, Observation } from '../../../../../functions/domain/ledger/entry.ts';
import type { Indicator, Plan } from '../../../../../functions/domain/plan/model.ts';
import { frequencyOf, periodsWithin } from '../../../../../functions/domain/plan/period.ts';
import type { Cell, Grid } from '../../../../../functions/domain/sheet/grid.ts';
import { readSheets } from '../../../../../functions/domain/sheet/read-sheets.ts';
import type { Judgement } from '../../../../../functions/domain/validation/conclude.ts';
import { examine } from '../../../../../functions/domain/validation/judge.ts';
import { createHistory, type History } from '../../../../../functions/domain/validation/review/history.ts';
import { minimalPlan } from '../../../../support/plan.ts';

const YEARS = ['2022', '2023', '2024', '2025'];

const windows = (['monthly', 'quarterly', 'semiannual', 'annual'] as const).flatMap((frequency) =>
  YEARS.flatMap((year) => periodsWithin(year, frequency)).map((period) => ({
    period,
    ...{ opens: '2022-01-01', due: '2029-12-31', closes: '2030-12-31' },
  })),
);

/** An indicator of the review's plan: a quarterly count without breakdown unless said otherwise. */
export function indicator(code: string, change: Partial<Indicator> = {}): Indicator {
  return {
    ...{ code, result: '1a', title: { en: `Title of ${code}` }, definition: {}, unit: 'people', kind: 'count' },
    ...{ direction: 'increase', overOrgUnits: 'sum', overTime: 'sum', reportedAs: 'per-period' },
    ...{ frequency: 'quarterly', dimensions: [], breakdown: 'optional', baseline: null, baselinePeriod: null },
    ...{ decimals: 0, min: null, max: null, synonyms: [], reportedBy: [] },
    ...change,
  };
}

/** A plan with all periods of four years open, and the indicators given. */
export function planOf(indicators: readonly Indicator[], change: Partial<Plan> = {}): Plan {
  return minimalPlan({ periods: windows, targets: [], rules: [], crosswalk: [], indicators, ...change });
}

/** A figure: indicator, period, value, then sex and office where they are not nobody's and Kenya's. */
export type FigureRow = readonly [indicator: string, period: string, value: Cell, sex?: string | null, office?: string];

const HEADER = ['Office', 'Period', 'Indicator', 'Sex', 'Value', 'Numerator', 'Denominator'];

/** The sheet of a long table: its first figure is in row 2, values in column E. */
export function gridsOf(figures: readonly FigureRow[]): Grid[] {
  const rows = figures.map(([code, period, value, sex = null, office = 'KEN']): Cell[] => {
    const [numerator, denominator] = typeof value === 'string' ? value.split('/') : [];
    const share = denominator === undefined ? [value] : [null, Number(numerator), Number(denominator)];
    return [office, period, code, sex, ...share];
  });
  return [{ sheet: 'Data', hidden: false, rows: [HEADER, ...rows] }];
}

export interface ReviewSetting {
  readonly orgUnit?: string;
  /** Files taken before this one, the first one first. */
  readonly before?: readonly (readonly FigureRow[])[];
}

/** A long table, each block of it judged for itself. */
export function examined(figures: readonly FigureRow[], plan: Plan, orgUnit = 'KEN') {
  const reading = readSheets(gridsOf(figures), plan, { orgUnit });
  return examine(reading, plan, { orgUnit, today: '2026-01-15' });
}

const source = { key: 'k', version: 'v', sha256: 's', planVersion: 1, uploadedAt: '2025-01-01T00:00:00Z' };

/** The ledger entries of an upload. */
export function entriesOf(observations: readonly Observation[], orgUnit: string, order: string): LedgerEntry[] {
  return [...Map.groupBy(observations, ({ period }) => period)].map(([period, own]) => ({
    ...{ period, orgUnit, order, source, observations: own },
  }));
}

/** The history that files leave. */
export function historyOf(files: readonly (readonly FigureRow[])[], plan: Plan, orgUnit = 'KEN'): History {
  const taken = files.map((file) => examined(file, plan, orgUnit).observations);
  return createHistory(taken.flatMap((observations, at) => entriesOf(observations, orgUnit, `order ${at}`)));
}

/** Judges a long table as sent by KEN after the files before it. */
export function reviewed(figures: readonly FigureRow[], plan: Plan, setting: ReviewSetting = {}): Judgement {
  const { orgUnit = 'KEN', before = [] } = setting;
  return examined(figures, plan, orgUnit).conclude(historyOf(before, plan, orgUnit));
}

/** The periods of a frequency up to one and including it, the earliest first. */
export function upTo(period: string, count: number): string[] {
  const all = YEARS.flatMap((year) => periodsWithin(year, frequencyOf(period)));
  return all.slice(0, all.indexOf(period) + 1).slice(-count);
}
