import type { OverTime } from '../../plan/model.ts';
import { contains, type Period } from '../../plan/period.ts';
import type { RightSide } from '../progress/right-side.ts';
import type { Figure } from './comparable-run.ts';
import { changeNeeded, type Ending, figureAtEnd } from './ending.ts';
import type { FinalTarget } from './final-target.ts';
import { placeOf } from './span.ts';

/** What the plan's end is worked out from. */
export interface Prospect {
  readonly figures: readonly Figure[];
  /** The plan's periods after the latest figure; at least one. */
  readonly ahead: readonly Period[];
  readonly target: FinalTarget;
  readonly side: RightSide;
  /** The figure of a period to come, if the trend has the slope. */
  readonly line: (slope: number, period: Period) => number;
}

export interface Projection {
  /** What has been reached: of flows all of the plan's, else the latest figure. */
  readonly soFar: number;
  readonly paceSoFar: number;
  readonly paceNeeded: number;
  /** The figure held against the final target if the trend has this slope; never falls when the slope grows. */
  readonly atSlope: (slope: number) => number;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Flows add up: what has been reached in the plan's periods so far, and what the remaining periods bring. */
export function projectFlows(
  { ahead, target, line }: Prospect,
  { soFar, periods }: { readonly soFar: number; readonly periods: number },
): Projection {
  return {
    soFar,
    paceSoFar: soFar / periods,
    paceNeeded: (target.value - soFar) / ahead.length,
    atSlope: (slope) => soFar + sum(ahead.map((period) => line(slope, period))),
  };
}

function endingOf({ figures, ahead, target, side }: Prospect, overTime: OverTime): Ending {
  const latest = figures.at(-1);
  const whole = target.period ?? '';
  const isCompared = (period: Period) => whole !== '' && contains(whole, period);
  const from = latest ? placeOf(latest.period) : 0;
  return {
    ...{ overTime, side, latest: latest?.value ?? Number.NaN },
    there: figures.filter((figure) => isCompared(figure.period)),
    ahead: ahead.filter(isCompared).map((period) => ({ period, steps: placeOf(period) - from })),
  };
}

/** Levels change from period to period: the pace so far is the slope of the trend. */
export function projectLevels(prospect: Prospect, overTime: OverTime, slope: number): Projection {
  const ending = endingOf(prospect, overTime);
  return {
    soFar: ending.latest,
    paceSoFar: slope,
    paceNeeded: changeNeeded(ending, prospect.target.value),
    atSlope: (other) =>
      figureAtEnd(
        ending,
        ending.ahead.map(({ period }) => prospect.line(other, period)),
      ),
  };
}
