import type { PlanCheck } from '../workbook/draft.ts';
import { aggregationMeaningCheck } from './aggregation-meaning.ts';
import { ambiguousCodesCheck } from './ambiguous-codes.ts';
import { breakdownsCheck } from './breakdowns.ts';
import { codeHistoryCheck } from './code-history.ts';
import { crosswalkCheck } from './crosswalk.ts';
import { crosswalkPathsCheck } from './crosswalk-paths.ts';
import { decimalsCheck } from './decimals.ts';
import { depthCheck } from './depth.ts';
import { dimensionCategoriesCheck } from './dimension-categories.ts';
import { dimensionTitlesCheck } from './dimension-titles.ts';
import { duplicateCodesCheck } from './duplicate-codes.ts';
import { frameworkLinksCheck } from './framework-links.ts';
import { languagesCheck } from './languages.ts';
import { limitsCheck } from './limits.ts';
import { orgUnitContactCheck } from './org-unit-contact.ts';
import { orgUnitCyclesCheck } from './org-unit-cycles.ts';
import { orgUnitDatesCheck } from './org-unit-dates.ts';
import { orgUnitTreeCheck } from './org-unit-tree.ts';
import { orgUnitsGoneCheck } from './org-units-gone.ts';
import { periodFrequenciesCheck } from './period-frequencies.ts';
import { periodGapsCheck } from './period-gaps.ts';
import { periodWindowsCheck } from './period-windows.ts';
import { planDatesCheck } from './plan-dates.ts';
import { reportersCheck } from './reporters.ts';
import { resultParentsCheck } from './result-parents.ts';
import { ruleFiguresCheck } from './rule-figures.ts';
import { ruleFrequenciesCheck } from './rule-frequencies.ts';
import { sharedNamesCheck } from './shared-names.ts';
import { subscriptionsCheck } from './subscriptions.ts';
import { targetDirectionCheck } from './target-direction.ts';
import { targetPeriodsCheck } from './target-periods.ts';
import { targetScopeCheck } from './target-scope.ts';
import { targetValuesCheck } from './target-values.ts';
import { thresholdsCheck } from './thresholds.ts';
import { timeZoneCheck } from './time-zone.ts';

/** Every rule over the whole workbook, in the order its issues are told. */
export const PLAN_CHECKS: readonly PlanCheck[] = [
  planDatesCheck,
  thresholdsCheck,
  timeZoneCheck,
  languagesCheck,
  duplicateCodesCheck,
  ambiguousCodesCheck,
  sharedNamesCheck,
  resultParentsCheck,
  frameworkLinksCheck,
  dimensionTitlesCheck,
  dimensionCategoriesCheck,
  orgUnitTreeCheck,
  orgUnitCyclesCheck,
  depthCheck,
  orgUnitContactCheck,
  orgUnitDatesCheck,
  orgUnitsGoneCheck,
  aggregationMeaningCheck,
  breakdownsCheck,
  decimalsCheck,
  limitsCheck,
  reportersCheck,
  targetValuesCheck,
  targetPeriodsCheck,
  targetDirectionCheck,
  targetScopeCheck,
  periodWindowsCheck,
  periodGapsCheck,
  periodFrequenciesCheck,
  ruleFiguresCheck,
  ruleFrequenciesCheck,
  crosswalkCheck,
  crosswalkPathsCheck,
  codeHistoryCheck,
  subscriptionsCheck,
];
