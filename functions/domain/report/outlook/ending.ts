import type { OverTime } from '../../plan/model.ts';
import type { Period } from '../../plan/period.ts';
import type { RightSide } from '../progress/right-side.ts';
import type { Figure } from './comparable-run.ts';

/** The figures that the final target is held against: those there are, and how far off the others lie. */
export interface Ending {
  readonly overTime: OverTime;
  readonly side: RightSide;
  /** Figures already there, of the periods the final target is for. */
  readonly there: readonly Figure[];
  /** The periods of it still to come, each with the number of periods from the latest figure to it. */
  readonly ahead: readonly { readonly period: Period; readonly steps: number }[];
  readonly latest: number;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The figure of a final year or period from those of its periods: its last, its greatest or their mean, as the report will show it. */
export function figureAtEnd({ overTime, there }: Ending, predicted: readonly number[]): number {
  const values = [...there.map((figure) => figure.value), ...predicted];
  switch (overTime) {
    case 'max':
      return Math.max(...values);
    // A share of sums is about the mean of the shares of its periods.
    case 'sum':
    case 'mean':
      return mean(values);
    case 'latest':
    case 'none':
      return values.at(-1) ?? Number.NaN;
    default:
      return overTime satisfies never;
  }
}

/** The change per period, from the latest figure on, that makes the figure at the end equal the target. */
export function changeNeeded({ overTime, side, there, ahead, latest }: Ending, target: number): number {
  const steps = ahead.map((one) => one.steps);
  switch (overTime) {
    case 'max':
      return (target - latest) / (side === 'above' ? Math.max(...steps) : Math.min(...steps));
    case 'sum':
    case 'mean': {
      const known = there.reduce((sum, figure) => sum + figure.value, 0);
      const missing = target * (there.length + steps.length) - known - latest * steps.length;
      return missing / steps.reduce((sum, step) => sum + step, 0);
    }
    case 'latest':
    case 'none':
      return (target - latest) / Math.max(...steps);
    default:
      return overTime satisfies never;
  }
}
