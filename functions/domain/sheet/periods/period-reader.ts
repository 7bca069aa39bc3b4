import type { Frequency, Plan } from '../../plan/model.ts';
import { contains, type Period, yearOf } from '../../plan/period.ts';
import { isYearPart, readPeriod } from './read-period.ts';

/** Reads the period that several texts together name, for an indicator's frequency; each distinct question is answered once. */
export type PeriodReader = (
  pieces: readonly string[],
  frequency: Frequency | undefined,
  context: Period | null,
) => Period | null;

function finest(periods: readonly Period[]): Period | null {
  return periods.find((period) => periods.every((other) => contains(other, period))) ?? null;
}

/** `2025` with `Q1` is `2025-Q1`; a part of a year without a year takes the year of the context (titles, sheet name). */
export function createPeriodReader(plan: Plan): PeriodReader {
  const known = new Map<string, { readonly period: Period | null }>();
  const read: PeriodReader = (pieces, frequency, context) => {
    const whole = pieces.map((piece) => readPeriod(piece, plan, frequency)).filter((period) => period !== null);
    const parts = pieces.filter((piece) => readPeriod(piece, plan, frequency) === null && isYearPart(piece));
    if (whole.length + parts.length < pieces.length) return null;
    const [part, ...moreParts] = parts;
    if (part === undefined) return finest(whole);
    const base = finest(whole) ?? (whole.length === 0 ? context : null);
    if (base === null || moreParts.length > 0) return null;
    const period = readPeriod(`${part} ${yearOf(base)}`, plan, frequency);
    return period !== null && contains(base, period) ? period : whole.length === 0 ? period : null;
  };
  return (pieces, frequency, context) => {
    const key = `${frequency ?? ''}|${context ?? ''}|${pieces.join('\u0000')}`;
    const before = known.get(key);
    if (before) return before.period;
    const period = read(pieces, frequency, context);
    known.set(key, { period });
    return period;
  };
}
