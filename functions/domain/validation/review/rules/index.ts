import type { ReviewRule } from '../rule.ts';
import { farAboveTarget } from './far-above-target.ts';
import { laterTotalLower } from './later-total-lower.ts';
import { noBreakdown } from './no-breakdown.ts';
import { nothingChanged } from './nothing-changed.ts';
import { nothingToWithdraw } from './nothing-to-withdraw.ts';
import { planRule } from './plan-rule.ts';
import { roundFigures } from './round-figures.ts';
import { suddenZero } from './sudden-zero.ts';
import { unusual } from './unusual.ts';
import { yearToDateFalls } from './year-to-date-falls.ts';

/** Every rule that needs more than a block: those that may return figures first, then those that doubt figures, then those that doubt files. */
export const REVIEW_RULES: readonly ReviewRule[] = [
  yearToDateFalls,
  planRule,
  laterTotalLower,
  unusual,
  farAboveTarget,
  suddenZero,
  nothingChanged,
  roundFigures,
  noBreakdown,
  nothingToWithdraw,
];
