import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction, OverOrgUnits, OverTime } from '../../../../../functions/domain/plan/model.ts';
import { type ProgressInput, progressOf } from '../../../../../functions/domain/report/progress/progress.ts';
import type { RightSide } from '../../../../../functions/domain/report/progress/right-side.ts';

const LADDER = ['off-track', 'at-risk', 'on-track', 'achieved'];
const amount = fc.integer({ min: -1000, max: 1000 });

interface Given {
  readonly direction: Direction;
  readonly overTime: OverTime;
  readonly overOrgUnits: OverOrgUnits;
  readonly keeps: RightSide | null;
  readonly period: string;
  readonly targets: Readonly<Record<string, number>>;
  readonly baseline: number | null;
}

const given: fc.Arbitrary<Given> = fc.record({
  direction: fc.constantFrom<Direction>('increase', 'decrease', 'maintain'),
  overTime: fc.constantFrom<OverTime>('sum', 'latest', 'mean', 'max'),
  overOrgUnits: fc.constantFrom<OverOrgUnits>('sum', 'mean', 'ratio', 'max', 'min'),
  keeps: fc.constantFrom<RightSide | null>('above', 'below', null),
  period: fc.constantFrom('2025-Q1', '2025-S1', '2025-11', '2025'),
  targets: fc
    .record({ '2024': amount, '2025': amount, '2025-Q1': amount }, { requiredKeys: ['2025'] })
    .map((set) => ({ ...set })),
  baseline: fc.option(amount),
});

function standing(it: Given, figure: number | null, scale = 1) {
  const { direction, overTime, overOrgUnits, keeps, period, baseline } = it;
  const targets = new Map(Object.entries(it.targets));
  const input: ProgressInput = {
    indicator: { direction, overTime, overOrgUnits, baseline: baseline === null ? null : baseline * scale },
    ...{ keeps, thresholds: { onTrackAt: 0.9, offTrackBelow: 0.5 }, period },
    targetOf: (wanted) => {
      const target = targets.get(wanted);
      return target === undefined ? null : target * scale;
    },
    actual: figure === null ? null : figure * scale,
    yearToDate: figure === null ? null : figure * scale,
  };
  return progressOf(input);
}

const law = (check: (it: Given, figure: number, other: number) => void) =>
  fc.assert(fc.property(given, amount, amount, check), { seed: 5, numRuns: 1000 });

describe('laws of progress', () => {
  it('a better figure never has a worse status', () => {
    law((it, a, b) => {
      const rises = standing(it, a).rightSide === 'above';
      const [worse, better] = a < b === rises ? [a, b] : [b, a];
      const rank = (figure: number) => LADDER.indexOf(standing(it, figure).status);
      expect(rank(worse)).toBeLessThanOrEqual(rank(better));
    });
  });

  it('the attainment of what is expected is 1, and its status on track or achieved', () => {
    law((it) => {
      const { expected } = standing(it, 0);
      const { attainment, status } = standing(it, expected);
      if (attainment !== null) expect(attainment).toBeCloseTo(1, 9);
      expect(['on-track', 'achieved']).toContain(status);
    });
  });

  it('another unit of measurement changes neither attainment nor status', () => {
    law((it, figure) => {
      for (const scale of [2 ** -20, 2 ** 10, 2 ** 30]) {
        const { attainment, status } = standing(it, figure, scale);
        expect({ attainment, status }).toEqual({
          attainment: standing(it, figure).attainment,
          status: standing(it, figure).status,
        });
      }
    });
  });

  it('a fall is a rise seen in a mirror', () => {
    law((it, figure) => {
      const level = { ...it, overTime: 'latest', baseline: it.baseline ?? 0 } as const;
      const rise = standing({ ...level, direction: 'increase' }, figure);
      const fall = standing({ ...level, direction: 'decrease' }, figure, -1);
      expect({ ...fall, expected: null, target: null, rightSide: null }).toEqual({
        ...rise,
        ...{ expected: null, target: null, rightSide: null },
      });
    });
  });

  it('there is a status of the ladder exactly where there are both target and figure', () => {
    law((it, figure) => {
      expect(LADDER).toContain(standing(it, figure).status);
      expect(standing(it, null)).toMatchObject({ status: 'no-data', attainment: null });
      expect(standing({ ...it, period: '2026' }, figure)).toMatchObject({ status: 'no-target', attainment: null });
    });
  });
});
