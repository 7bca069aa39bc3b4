import type { Period } from '../../functions/domain/plan/period.ts';
import { type OutlookInput, outlookOf } from '../../functions/domain/report/outlook/outlook.ts';
import { periodsBetween } from '../../functions/domain/report/outlook/span.ts';

export interface Case extends Partial<OutlookInput['indicator']> {
  /** Year of the first figure; the rest follow one another. */
  readonly from?: string;
  readonly values: readonly (number | null)[];
  readonly targets?: Readonly<Record<Period, number>>;
  readonly start?: string;
  readonly end?: string;
  readonly side?: 'above' | 'below';
  readonly reported?: readonly number[];
  readonly expected?: number;
  readonly planToDate?: number;
}

/** The input of an outlook: by default a level by quarter from 2024 on, of twenty offices, all of which reported, in a plan of 2024 and 2025. */
export function outlookInput(given: Case): OutlookInput {
  const { values, from = '2024', targets = { '2025': 80 }, start = '2024-01-01', end = '2025-12-31' } = given;
  const { kind = 'count', overOrgUnits = 'sum', overTime = 'latest', frequency = 'quarterly' } = given;
  const { min = null, max = null, expected = 20, reported = [] } = given;
  const periods = periodsBetween(`${from}-01-01`, '2040-12-31', frequency);
  return {
    indicator: { kind, overOrgUnits, overTime, frequency, min, max },
    plan: { start, end },
    stated: values.map((value, i) => ({
      period: periods[i] ?? '',
      value,
      coverage: { reported: value === null ? 0 : (reported[i] ?? expected), expected },
    })),
    planToDate: given.planToDate ?? null,
    targetOf: (period) => targets[period] ?? null,
    sideOf: () => given.side ?? 'above',
  };
}

export function outlook(given: Case) {
  return outlookOf(outlookInput(given));
}
