import type { Lookup } from '../../plan/lookup.ts';
import type { Frequency } from '../../plan/model.ts';
import type { Period } from '../../plan/period.ts';
import type { CodedTable } from '../../sheet/coded/find-coded-table.ts';
import type { Measure } from '../../sheet/layout/measures.ts';
import { isOwnUnit } from '../../sheet/numbers/units.ts';
import { mayReport, type SettledPlan, settlePlan, takesFiles } from './settled.ts';

/** Org units and indicators by their place in the plan, periods as they are met; -1 for those that no figure can be settled of. */
export interface PlanNumbers {
  readonly settled: SettledPlan;
  readonly periods: readonly Period[];
  readonly unit: (code: string | null) => number;
  /** The indicator that a row and a measure name together. */
  readonly indicator: (inRow: string | null, measure: Measure) => number;
  /** The period that a row's texts and a measure name together, for indicators of a frequency. */
  readonly period: (pieces: readonly string[], measure: Measure, frequency: Frequency) => number;
}

/** Numbers what a table's rows name. `folder` is the unit of the folder, `today` the day of the upload. */
export function createPlanNumbers(
  { found: { table }, reader }: CodedTable,
  lookup: Lookup,
  { orgUnit: folder, today }: { readonly orgUnit: string; readonly today: string },
): PlanNumbers {
  const { plan } = reader;
  const units = new Map(plan.orgUnits.map(({ code }, index) => [code, mayReport(lookup, code, folder) ? index : -1]));
  const settled = settlePlan(plan);
  const periods: Period[] = [];
  return {
    settled,
    periods,
    unit: (code) => (code === null ? -1 : (units.get(code) ?? -1)),
    indicator(inRow, { indicator, value }) {
      const inHeader = indicator?.code ?? null;
      if (inHeader !== null && inRow !== null && inHeader !== inRow) return -1;
      const number = settled.numbers.get(inHeader ?? inRow ?? '') ?? -1;
      const unit = value?.unit ?? null;
      return unit === null || isOwnUnit(unit, plan.indicators[number] ?? null) ? number : -1;
    },
    period(pieces, measure, frequency) {
      const all = [...pieces, ...measure.periods];
      const titled = table.period?.code ?? null;
      const code = all.length === 0 ? titled : reader.periods(all, frequency, titled);
      if (code === null || !takesFiles(lookup, code, frequency, today)) return -1;
      const known = periods.indexOf(code);
      return known >= 0 ? known : periods.push(code) - 1;
    },
  };
}
