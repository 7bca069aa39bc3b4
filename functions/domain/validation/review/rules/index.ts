import type { ReviewRule } from '../rule.ts';
import { planRule } from './plan-rule.ts';
import { yearToDateFalls } from './year-to-date-falls.ts';

/** Every rule that needs more than a block: those that may return figures before those that only doubt them. */
export const REVIEW_RULES: readonly ReviewRule[] = [yearToDateFalls, planRule];
