import type { ValidationIssue } from '../../validation/issue.ts';
import type { WrittenTarget } from '../sheets/targets.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** How far the value may lie from the quotient of its parts: half of the last digit of a value rounded to three. */
const ROUNDING = 0.0005;

function issuesOf(entry: Entry<WrittenTarget>): ValidationIssue[] {
  const { value, numerator, denominator } = entry.item;
  if (numerator === null && denominator === null)
    return value === null ? [flag(entry, 'value', 'plan-target-without-value', 'error')] : [];
  if (numerator === null) return [flag(entry, 'numerator', 'plan-half-ratio', 'error')];
  if (denominator === null) return [flag(entry, 'denominator', 'plan-half-ratio', 'error')];
  if (denominator === 0) return [flag(entry, 'denominator', 'plan-zero-denominator', 'error')];
  const quotient = numerator / denominator;
  return value !== null && Math.abs(value - quotient) > ROUNDING * Math.max(1, Math.abs(quotient))
    ? [flag(entry, 'value', 'plan-target-disagrees', 'warning', Number(quotient.toPrecision(6)))]
    : [];
}

/** A target has a value, or both parts of a ratio; where it has all three they agree. */
export const targetValuesCheck: PlanCheck = ({ targets }) =>
  targets.flatMap((entry) => (entry.sound('value', 'numerator', 'denominator') ? issuesOf(entry) : []));
