import type { Cube, Window } from '../aggregation/cube.ts';
import type { RollUpRules } from '../aggregation/roll-up.ts';
import type { Entering } from './lineage.ts';

/** A stated period that takes part in a unit's figure, by its index in the calendar. */
export interface Choice {
  readonly period: number;
  readonly enters: Entering;
  readonly of: number;
}

const bitsOf = (bits: number): number[] =>
  Array.from({ length: 32 }, (_, p) => p).filter((p) => (bits & (1 << p)) !== 0);

const last = (bits: number): number => 31 - Math.clz32(bits);

const one = (period: number, enters: Entering): Choice => ({ period, enters, of: 1 });

/** The total stated for a period, as it ranks among others: one that cannot be computed comes last, one that is missing not at all. */
function rankOf(cube: Cube, unit: number, period: number): number {
  const at = (period * cube.units + unit) * cube.series;
  const value = cube.value[at] ?? Number.NaN;
  if (!cube.denominator || Number.isNaN(value)) return value;
  const denominator = cube.denominator[at] ?? 0;
  return denominator === 0 ? Number.NEGATIVE_INFINITY : value / denominator;
}

function greatest(cube: Cube, unit: number, periods: readonly number[]): Choice[] {
  let best = -1;
  for (const period of periods) {
    const rank = rankOf(cube, unit, period);
    if (!Number.isNaN(rank) && (best < 0 || rank > rankOf(cube, unit, best))) best = period;
  }
  return periods.map((period) => ({ period, enters: period === best ? 'greatest' : 'compared', of: periods.length }));
}

function differenced(reported: number, window: Window): Choice[] {
  const latest = last(reported & window.inside);
  if (window.before === null) return [one(latest, 'to-date')];
  const before = last(reported & window.before);
  if (before < 0) return [one(latest, 'undifferenced')];
  return [one(before, 'subtracted'), one(latest, 'to-date')];
}

/** Which of a unit's reported periods make its figure in a window, and how: what `rollOverTime` computes with, told apart. */
export function choicesOf(cube: Cube, unit: number, window: Window, rules: RollUpRules): Choice[] {
  const reported = cube.reported[unit] ?? 0;
  const inside = reported & window.inside;
  if (inside === 0) return [];
  const periods = bitsOf(inside);
  const all = (enters: Entering): Choice[] => periods.map((period) => ({ period, enters, of: periods.length }));
  switch (rules.overTime) {
    case 'sum':
      return rules.reportedAs === 'year-to-date' ? differenced(reported, window) : all('added');
    case 'mean':
      // The parts of ratios are added up, so that the larger period weighs more.
      return all(cube.denominator ? 'added' : 'averaged');
    case 'latest':
      return [one(last(inside), 'latest')];
    case 'max':
      return greatest(cube, unit, periods);
    case 'none':
      return bitsOf(inside & window.itself).map((period) => one(period, 'itself'));
    default:
      return rules.overTime satisfies never;
  }
}
