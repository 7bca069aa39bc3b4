import { createHash } from 'node:crypto';
import { aggregate } from '../../functions/domain/aggregation/aggregate.ts';
import type { LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import { orderOf } from '../../functions/domain/ledger/order.ts';
import { tracePeriod } from '../../functions/domain/lineage/trace-period.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { buildReport } from '../../functions/domain/report/build-report.ts';
import type { ReportModel } from '../../functions/domain/report/schema.ts';
import { withLineage } from '../../functions/domain/report/with-lineage.ts';
import { reportInput, reportPlan } from './report-data.ts';

const PERIOD = '2025-Q2';

export interface OfficeFile {
  readonly unit: string;
  readonly value: number;
  readonly file?: string;
  readonly sheet?: string | null;
  readonly day?: number;
}

const figure = (value: number) => ({ value, numerator: null, denominator: null });

/** The entry of an office's file: the value for the first indicator, one more for each other one; broken down by sex, three of them women. */
export function officeEntry(indicators: readonly string[], office: OfficeFile): LedgerEntry {
  const { unit, value, file = 'figures.xlsx', sheet = 'Data', day = 1 } = office;
  const uploadedAt = `2025-07-${String(day).padStart(2, '0')}T09:30:00.000Z`;
  const key = `uploads/${unit}/${file}`;
  const digest = createHash('sha256').update(key).digest('hex');
  const observations = indicators.map((indicator, i): Observation => {
    const [row, total] = [i + 2, value + i];
    return {
      ...{ orgUnit: unit, indicator, period: PERIOD, total: figure(total), cells: [`C${row}`], sheet, note: null },
      breakdown: [
        { ...figure(3), categories: { sex: 'female' }, cells: [`D${row}`] },
        { ...figure(total - 3), categories: { sex: 'male' }, cells: [`E${row}`] },
      ],
    };
  });
  return {
    ...{ period: PERIOD, orgUnit: unit, order: orderOf({ eventTime: uploadedAt, sequencer: '0', key }), observations },
    source: { key, version: digest.slice(32), sha256: digest, planVersion: 2, uploadedAt },
  };
}

/** Two offices, one of which sent a correction that is named to do harm. */
export const OFFICE_FILES: readonly OfficeFile[] = [
  { unit: 'KEN', value: 4210 },
  { unit: 'COL', value: 130, day: 1 },
  { unit: 'COL', value: 140, day: 2, file: 'corrected <b>.xlsx', sheet: '</script><img src=x>' },
];

/** The trees of all indicators behind a report's figures. */
export const traceOf = (entries: readonly LedgerEntry[], plan: Plan = reportPlan()) =>
  tracePeriod({ plan, period: PERIOD, entries });

/** The global report on these entries, with lineage. */
export function reportWithLineage(
  entries: readonly LedgerEntry[],
  plan: Plan = reportPlan(),
  language = 'en',
): ReportModel {
  const all = aggregate({ plan, planVersion: 2, year: 2025, periods: [PERIOD], entries });
  const current = all.find(({ scope }) => scope === 'GLOBAL') ?? null;
  const model = buildReport(reportInput(language, { plan, current, children: [], history: [] }));
  return withLineage(model, traceOf(entries, plan), plan);
}

/** The same of the two offices. */
export const modelWithLineage = (language: string): ReportModel =>
  reportWithLineage(
    OFFICE_FILES.map((office) => officeEntry(['1a.1.1', '2a.1'], office)),
    reportPlan(),
    language,
  );
