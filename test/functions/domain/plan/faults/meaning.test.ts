import { cell, more } from '../../../../support/plan.ts';
import { all, itTells } from './faults.ts';

const row = (indicator: string, unit: string, period: string | number, value: number) => [
  indicator,
  unit,
  period,
  value,
];

itTells([
  [
    'a ratio of counts',
    'Indicators',
    cell(4, 'overOrgUnits', 'ratio'),
    'error J4 plan-meaningless-aggregation: ratio -> sum; mean; max; min; none',
  ],
  [
    'a sum of percentages over org units',
    'Indicators',
    cell(3, 'overOrgUnits', 'sum'),
    'error J3 plan-meaningless-aggregation: sum -> ratio; mean; max; min; none',
  ],
  [
    'a sum of means over time',
    'Indicators',
    all(cell(3, 'overOrgUnits', 'mean'), cell(3, 'overTime', 'sum')),
    'error K3 plan-meaningless-aggregation: sum -> latest; mean; max; none',
  ],
  ['no harm in a ratio of sums over time', 'Indicators', cell(3, 'overTime', 'sum')],
  [
    'a running total of a stock',
    'Indicators',
    cell(4, 'reportedAs', 'year-to-date'),
    'error L4 plan-meaningless-aggregation: year-to-date -> per-period',
  ],
  [
    'a complete breakdown by nothing',
    'Indicators',
    cell(4, 'breakdown', 'complete'),
    'warning O4 plan-breakdown-without-dimensions: complete -> optional',
  ],
  [
    'parts that do not add up',
    'Indicators',
    all(cell(5, 'breakdown', 'partial'), cell(5, 'dimensions', 'sex')),
    'warning O5 plan-breakdown-cannot-add: partial -> optional',
  ],
  ['a count with decimals', 'Indicators', cell(2, 'decimals', 2), 'error R2 plan-count-with-decimals: 2 -> 0'],
  ['limits the wrong way round', 'Indicators', cell(4, 'max', -1), 'error T4 plan-max-below-min: -1 -> 0'],
  ['a baseline below the limits', 'Indicators', cell(2, 'baseline', -5), 'error P2 plan-outside-limits: -5 -> 0 … '],
  [
    'a baseline above the limits',
    'Indicators',
    cell(3, 'baseline', '101%'),
    'error P3 plan-outside-limits: 101% -> 0 … 1',
    'warning E4 plan-target-against-direction: 3 -> 1.01',
  ],
  ['no harm in a total above one unit’s limit', 'Indicators', cell(2, 'max', 500)],
  ['a target outside the limits', 'Targets', cell(4, 'numerator', 5), 'error E4 plan-outside-limits: 5 -> 0 … 1'],
  [
    'a frequency without periods',
    'Indicators',
    cell(4, 'frequency', 'half-yearly'),
    'warning M4 plan-frequency-without-period: half-yearly -> quarterly; annual',
    'warning C2 plan-rule-frequencies: 1a.3 -> quarterly; semiannual',
  ],
  ['a target without a value', 'Targets', cell(2, 'value', null), 'error D2 plan-target-without-value:  -> '],
  ['a numerator alone', 'Targets', cell(4, 'denominator', null), 'error F4 plan-half-ratio:  -> '],
  ['a denominator alone', 'Targets', cell(4, 'numerator', null), 'error E4 plan-half-ratio:  -> '],
  ['a division by zero', 'Targets', cell(4, 'denominator', 0), 'error F4 plan-zero-denominator: 0 -> '],
  [
    'a value that is not the quotient',
    'Targets',
    cell(4, 'value', '70%'),
    'warning D4 plan-target-disagrees: 70% -> 0.75',
  ],
  [
    'no harm in a rounded quotient',
    'Targets',
    all(cell(4, 'value', 0.667), cell(4, 'numerator', 2), cell(4, 'denominator', 3)),
  ],
  [
    'a target outside the plan',
    'Targets',
    cell(3, 'period', 2029),
    'error C3 plan-period-outside: 2029 -> 2024-01-01 … 2028-12-31',
  ],
  [
    'a target for too short a period',
    'Targets',
    cell(3, 'period', '2025-03'),
    'warning C3 plan-target-too-fine: 2025-03 -> quarterly',
  ],
  [
    'a target below the baseline',
    'Targets',
    cell(2, 'value', 900),
    'warning D2 plan-target-against-direction: 900 -> 1000',
  ],
  ['no harm in an office’s target below the baseline', 'Targets', cell(3, 'value', 900)],
  [
    'a later target below',
    'Targets',
    more(row('1a.1', 'KEN', 2026, 3999)),
    'warning D5 plan-target-against-direction: 3999 -> 4000',
  ],
  [
    'a later target above of what should decrease',
    'Targets',
    more(row('1a.3', 'KEN', 2027, 7), row('1a.3', 'KEN', 2026, 6)),
    'warning D5 plan-target-against-direction: 7 -> 6',
  ],
  [
    'a target of the world for what is not rolled up',
    'Indicators',
    cell(3, 'overOrgUnits', 'none'),
    'warning B4 plan-target-not-rolled-up: GLOBAL -> ',
  ],
]);
