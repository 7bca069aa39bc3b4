import type { BreakdownRow, Figure, LedgerEntry, Observation } from '../../../../functions/domain/ledger/entry.ts';
import { orderOf } from '../../../../functions/domain/ledger/order.ts';
import type { Indicator } from '../../../../functions/domain/plan/model.ts';
import type { Period } from '../../../../functions/domain/plan/period.ts';
import { minimalPlan } from '../../../support/plan.ts';

/** A quarterly count, added up everywhere, with some rules changed. */
export function anIndicator(rules: Partial<Indicator> = {}): Indicator {
  return {
    ...{ code: 'X', result: '1a', title: { en: 'X' }, definition: {}, unit: 'people', kind: 'count' },
    ...{ direction: 'increase', overOrgUnits: 'sum', overTime: 'sum', reportedAs: 'per-period' },
    ...{ frequency: 'quarterly', dimensions: [], breakdown: 'optional', baseline: null, baselinePeriod: null },
    ...{ decimals: 0, min: null, max: null, synonyms: [], reportedBy: [] },
    ...rules,
  };
}

/** The small plan with this one indicator. */
export function planWith(rules: Partial<Indicator>) {
  return minimalPlan({ indicators: [anIndicator(rules)] });
}

/** A figure: a number is a value, a pair a ratio's numerator and denominator. */
export type Told = number | null | readonly [number, number];

export function figure(told: Told): Figure {
  return told === null || typeof told === 'number'
    ? { value: told, numerator: null, denominator: null }
    : { value: null, numerator: told[0], denominator: told[1] };
}

export function row(categories: Readonly<Record<string, string>>, told: Told): BreakdownRow {
  return { ...figure(told), categories, cells: [] };
}

export function anObservation(
  orgUnit: string,
  period: Period,
  told: Told,
  rest: Partial<Pick<Observation, 'breakdown' | 'note' | 'indicator'>> = {},
): Observation {
  return {
    orgUnit,
    indicator: 'X',
    period,
    total: figure(told),
    cells: [],
    sheet: null,
    breakdown: [],
    note: null,
    ...rest,
  };
}

/** The entry of an upload; by default made on the first of April 2025 at noon UTC. */
export function anEntry(
  observations: readonly [Observation, ...Observation[]],
  uploadedAt = '2025-04-01T12:00:00.000Z',
  key = 'uploads/file.csv',
): LedgerEntry {
  const { orgUnit, period } = observations[0];
  return {
    ...{ orgUnit, period, observations, order: orderOf({ eventTime: uploadedAt, sequencer: '0', key }) },
    source: { key, version: 'v1', sha256: '', planVersion: 1, uploadedAt },
  };
}
