import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import { createFacts, type UnitFacts } from '../../../../functions/domain/completeness/facts.ts';
import type { SubmissionSummary } from '../../../../functions/domain/completeness/submission.ts';
import { createLookup } from '../../../../functions/domain/plan/lookup.ts';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { anEntry, anObservation } from '../aggregation/support.ts';

/** An org unit, an indicator and the instant of the upload that reported it. */
export type Report = readonly [orgUnit: string, indicator: string, uploadedAt?: string];

/** Facts of a period of 2025 told from the actuals that the reports give, each a file of its own. */
export function factsFrom(
  plan: Plan,
  period: string,
  reports: readonly Report[],
  submissions: Readonly<Record<string, readonly SubmissionSummary[]>> = {},
): (unit: string) => UnitFacts {
  const entries = reports.map(([orgUnit, indicator, uploadedAt], index) =>
    anEntry(
      [anObservation(orgUnit, period, indicator === '1a.2' ? [1, 2] : 7, { indicator })],
      uploadedAt ?? '2025-07-05T12:00:00.000Z',
      `uploads/${orgUnit}/${index}.csv`,
    ),
  );
  const actuals = aggregate({ plan, planVersion: 1, year: 2025, periods: [period], entries });
  return createFacts({
    lookup: createLookup(plan),
    period,
    actuals: new Map(actuals.map((one) => [one.scope, one])),
    submissions: new Map(Object.entries(submissions)),
  });
}

/** A file of which all was taken of the second quarter, unless said otherwise. */
export function aSubmission(uploadedAt: string, rest: Partial<SubmissionSummary> = {}): SubmissionSummary {
  return {
    ...{ order: uploadedAt, status: 'accepted', accepted: 1, returned: 0, periods: ['2025-Q2'], returnedPeriods: [] },
    ...{ uploadedAt, key: `uploads/KEN/${uploadedAt}.csv`, receipt: `receipts/KEN/${uploadedAt}.json` },
    ...rest,
  };
}

export const RETURNED: Partial<SubmissionSummary> = {
  ...{ status: 'partially-accepted', returned: 1, periods: [], returnedPeriods: ['2025-Q2'] },
};

/** Refused before a single period could be read. */
export const UNREAD: Partial<SubmissionSummary> = {
  ...{ status: 'rejected', accepted: 0, returned: 0, periods: [], returnedPeriods: [] },
};
