import type { Direction } from '../model.ts';
import { comparePeriods, frequencyOf } from '../period.ts';
import { figureColumn, targetValue, type WrittenTarget } from '../sheets/targets.ts';
import { type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

function isContrary(direction: Direction, from: number, to: number): boolean {
  switch (direction) {
    case 'increase':
      return to < from;
    case 'decrease':
      return to > from;
    case 'maintain':
      return false;
    default:
      return direction satisfies never;
  }
}

/** Targets of one indicator, org unit and length of period, in the order of time. */
function sequences({ targets }: Draft): Entry<WrittenTarget>[][] {
  const sound = targets.filter((e) => e.sound('indicator', 'orgUnit', 'period', 'value', 'numerator', 'denominator'));
  const groups = Map.groupBy(sound, ({ item }) => [item.indicator, item.orgUnit, frequencyOf(item.period)].join('\n'));
  return [...groups.values()].map((group) => group.sort((a, b) => comparePeriods(a.item.period, b.item.period)));
}

/** Successive targets, and the first global one after the baseline, do not go against the indicator's direction. */
export const targetDirectionCheck: PlanCheck = (draft) => {
  const indicators = new Map(draft.indicators.map((entry) => [entry.item.code, entry]));
  const root = draft.orgUnits.find(({ item }) => item.kind === 'global')?.item.code;
  return sequences(draft).flatMap((sequence) => {
    const indicator = indicators.get(sequence[0]?.item.indicator ?? '');
    if (!indicator?.sound('direction', 'baseline', 'kind')) return [];
    const { direction, baseline, overTime } = indicator.item;
    const [start] = sequence;
    const comparable = overTime !== 'sum' || (start && frequencyOf(start.item.period) === 'annual');
    let before = start?.item.orgUnit === root && comparable ? baseline : null;
    return sequence.flatMap((entry) => {
      const value = targetValue(entry.item);
      if (value === null) return [];
      const from = before;
      before = value;
      return from !== null && isContrary(direction, from, value)
        ? [flag(entry, figureColumn(entry.item), 'plan-target-against-direction', 'warning', from, { direction })]
        : [];
    });
  });
};
