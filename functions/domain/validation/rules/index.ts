import type { Rule } from '../rule.ts';
import { ambiguousNumber } from './ambiguous-number.ts';
import { breakdownTotal } from './breakdown-total.ts';
import { cellError } from './cell-error.ts';
import { dateForFigure } from './date-for-figure.ts';
import { duplicateContradictory } from './duplicate-contradictory.ts';
import { duplicateEqual } from './duplicate-equal.ts';
import { emptyRatio } from './empty-ratio.ts';
import { foreignOrgUnit } from './foreign-org-unit.ts';
import { incompleteBreakdown } from './incomplete-breakdown.ts';
import { integer } from './integer.ts';
import { late } from './late.ts';
import { missingBreakdown } from './missing-breakdown.ts';
import { missingDenominator } from './missing-denominator.ts';
import { missingIndicator } from './missing-indicator.ts';
import { missingPeriod } from './missing-period.ts';
import { missingTotal } from './missing-total.ts';
import { notANumber } from './not-a-number.ts';
import { numeratorOverDenominator } from './numerator-over-denominator.ts';
import { orgUnitClosed } from './org-unit-closed.ts';
import { outOfRange } from './out-of-range.ts';
import { percentageUnclear } from './percentage-unclear.ts';
import { periodClosed } from './period-closed.ts';
import { periodFrequency } from './period-frequency.ts';
import { periodNotOpen } from './period-not-open.ts';
import { ratioMismatch } from './ratio-mismatch.ts';
import { rowsAlike } from './rows-alike.ts';
import { splitNumber } from './split-number.ts';
import { unexpectedDimension } from './unexpected-dimension.ts';
import { unknownCategory } from './unknown-category.ts';
import { unknownIndicator } from './unknown-indicator.ts';
import { unknownOrgUnit } from './unknown-org-unit.ts';
import { unknownPeriod } from './unknown-period.ts';
import { unplacedPart } from './unplaced-part.ts';
import { unreadCategory } from './unread-category.ts';
import { unreadPlan } from './unread-plan.ts';
import { withdrawn } from './withdrawn.ts';
import { withdrawnInPart } from './withdrawn-in-part.ts';
import { yesNo } from './yes-no.ts';
import { zeroDenominator } from './zero-denominator.ts';

/** Every rule, in the order in which problems are told: who, what and when before how much. */
export const RULES: readonly Rule[] = [
  unknownIndicator,
  missingIndicator,
  unknownOrgUnit,
  foreignOrgUnit,
  orgUnitClosed,
  unknownPeriod,
  missingPeriod,
  periodFrequency,
  periodNotOpen,
  periodClosed,
  late,
  withdrawn,
  withdrawnInPart,
  notANumber,
  dateForFigure,
  yesNo,
  ambiguousNumber,
  cellError,
  splitNumber,
  unreadCategory,
  unreadPlan,
  rowsAlike,
  percentageUnclear,
  integer,
  outOfRange,
  unknownCategory,
  unexpectedDimension,
  missingBreakdown,
  breakdownTotal,
  missingTotal,
  incompleteBreakdown,
  unplacedPart,
  missingDenominator,
  numeratorOverDenominator,
  zeroDenominator,
  emptyRatio,
  ratioMismatch,
  duplicateContradictory,
  duplicateEqual,
];
