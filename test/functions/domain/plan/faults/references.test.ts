import { cell } from '../../../../support/plan.ts';
import { itTells } from './faults.ts';

itTells([
  ['an unknown level', 'Results', cell(3, 'level', 'outcom'), 'error B3 plan-unknown-level: outcom -> outcome'],
  ['an unknown parent result', 'Results', cell(3, 'parent', '9'), 'error C3 plan-unknown-result: 9 -> 1'],
  ['an unknown result', 'Indicators', cell(2, 'result', '1aa'), 'error B2 plan-unknown-result: 1aa -> 1a'],
  ['an unknown dimension', 'Indicators', cell(2, 'dimensions', 'sexe'), 'error N2 plan-unknown-dimension: sexe -> sex'],
  ['no dimensions at all', 'Dimensions', null, 'error N2 plan-no-dimensions: sex; nationality -> '],
  [
    'an unknown reporter',
    'Indicators',
    cell(2, 'reportedBy', 'KEN; KENN'),
    'error V2 plan-unknown-org-unit: KEN; KENN -> KEN',
  ],
  ['an unknown parent', 'OrgUnits', cell(5, 'parent', 'AFRO'), 'error B5 plan-unknown-org-unit: AFRO -> AFR'],
  [
    'a target for an unknown indicator',
    'Targets',
    cell(2, 'indicator', '1a.11'),
    'error A2 plan-unknown-indicator: 1a.11 -> 1a.1',
  ],
  [
    'a target for an unknown org unit',
    'Targets',
    cell(2, 'orgUnit', 'GLOBE'),
    'error B2 plan-unknown-org-unit: GLOBE -> GLOBAL',
  ],
  [
    'a crosswalk to an unknown indicator',
    'Crosswalk',
    cell(2, 'newCode', '1a.5'),
    'error B2 plan-unknown-indicator: 1a.5 -> 1a.1',
  ],
  [
    'a subscription to an unknown scope',
    'Subscriptions',
    cell(2, 'scope', 'GLOBE'),
    'error C2 plan-unknown-org-unit: GLOBE -> GLOBAL',
  ],
  [
    'a rule over an unknown indicator',
    'Rules',
    cell(2, 'left', '1a.3 + 1a.8'),
    'error C2 plan-unknown-indicator: 1a.3 + 1a.8 -> 1a.1',
  ],
  [
    'a rule over a dimension the indicator has not',
    'Rules',
    cell(2, 'right', '1a.1[age=child]'),
    'error E2 plan-unknown-dimension: 1a.1[age=child] -> sex; nationality',
  ],
  [
    'a rule over parts of what is not broken down',
    'Rules',
    cell(2, 'left', '1a.3[sex=male]'),
    'error C2 plan-indicator-without-dimensions: 1a.3[sex=male] -> ',
  ],
  [
    'a rule over an unknown category',
    'Rules',
    cell(2, 'right', '1a.1[sex=f]'),
    'error E2 plan-unknown-category: 1a.1[sex=f] -> female; male',
  ],
  ['a rule over any word of an open list', 'Rules', cell(2, 'right', '1a.1[sex=male, nationality=SYR] * 2 - (1a.3)')],
  [
    'a rule that is no arithmetic',
    'Rules',
    cell(2, 'left', '1a.3 +'),
    'error C2 plan-bad-expression: 1a.3 + -> 1a.1[sex=female] + 1a.2',
  ],
]);
