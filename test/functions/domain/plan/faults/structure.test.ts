import { cell, more } from '../../../../support/plan.ts';
import { all, itTells } from './faults.ts';

const OUTPUT = ['output', 3, 'objective', 'Output', 'Produit'];

itTells([
  [
    'a level declared twice',
    'Levels',
    more(['Outcome', 3, 'objective', 'a', 'b']),
    'error A4 plan-duplicate-code: Outcome -> ',
  ],
  ['a code of a result and an indicator', 'Indicators', cell(5, 'code', '1A'), 'error A5 plan-duplicate-code: 1A -> '],
  [
    'an org unit declared twice',
    'OrgUnits',
    all(cell(6, 'code', 'ken'), cell(6, 'synonyms', null)),
    'error A6 plan-duplicate-code: ken -> ',
  ],
  [
    'a category declared twice',
    'Dimensions',
    more(['Sex', 'Male', 'Boys', 'Garçons', null]),
    'error B6 plan-duplicate-code: Male -> ',
  ],
  [
    'a period declared twice',
    'Periods',
    more(['2025-q1', '2025-04-01', '2025-04-20', '2025-05-31']),
    'error A7 plan-duplicate-period: 2025-q1 -> ',
  ],
  [
    'a target given twice',
    'Targets',
    more(['1A1', 'global', '2025', 8000, null, null]),
    'error A5 plan-duplicate-target: 1A1 -> ',
  ],
  [
    'two codes alike without dots',
    'Indicators',
    cell(5, 'code', '1.a1'),
    // And the target written without dots would no longer be understood; here it has them.
    'warning A5 plan-ambiguous-code: 1.a1 -> ',
  ],
  [
    'two indicators of one title',
    'Indicators',
    cell(4, 'title.en', 'people  REACHED'),
    'warning C4 plan-shared-name: people  REACHED -> ',
  ],
  [
    'two org units of one name',
    'OrgUnits',
    cell(7, 'synonyms', 'Colombie; niger (The)'),
    'warning K7 plan-shared-name: Colombie; niger (The) -> ',
  ],
  [
    'two categories of one name',
    'Dimensions',
    cell(4, 'synonyms', 'W; women'),
    'warning E4 plan-shared-name: W; women -> ',
  ],
  [
    'a dimension without a title',
    'Dimensions',
    (rows) => rows.toSpliced(1, 1),
    'warning A2 plan-dimension-without-title: sex -> ',
  ],
  [
    'a dimension without categories',
    'Dimensions',
    more(['age', null, 'Age', 'Âge', null]),
    'error B6 plan-dimension-without-categories:  -> *',
  ],
  ['a retired code in use', 'Crosswalk', cell(2, 'oldCode', '1a.2'), 'error A2 plan-crosswalk-current-code: 1a.2 -> '],
  ['a code replaced by itself', 'Crosswalk', cell(2, 'oldCode', '1A.1'), 'error B2 plan-crosswalk-same-code: 1a.1 -> '],
  [
    'a result that is its own parent',
    'Results',
    cell(3, 'parent', '1a'),
    'error C3 plan-parent-level: 1a -> objective',
  ],
  ['a first-level result with a parent', 'Results', cell(2, 'parent', '1a'), 'error C2 plan-parent-level: 1a -> '],
  ['a result without a parent', 'Results', cell(3, 'parent', null), 'error C3 plan-orphan-result:  -> objective'],
  ['a level between that is left out', 'Levels', more(OUTPUT)],
  [
    'no global org unit',
    'OrgUnits',
    cell(2, 'kind', 'region'),
    'error  plan-no-global-unit:  -> global',
    'error B2 plan-orphan-unit:  -> global; region',
  ],
  [
    'a second global org unit',
    'OrgUnits',
    all(cell(4, 'kind', 'global'), cell(4, 'parent', null)),
    'error C4 plan-second-global-unit: global -> ',
  ],
  [
    'an org unit without a parent',
    'OrgUnits',
    cell(4, 'parent', null),
    'error B4 plan-orphan-unit:  -> global; region',
  ],
  [
    'a global org unit below another',
    'OrgUnits',
    cell(2, 'parent', 'AFR'),
    'error B2 plan-global-with-parent: AFR -> ',
    'error B2 plan-cycle: AFR -> ',
  ],
  [
    'a country below a country',
    'OrgUnits',
    cell(7, 'parent', 'KEN'),
    'error B7 plan-parent-kind: KEN -> global; region',
  ],
  [
    'org units in a ring',
    'OrgUnits',
    all(cell(3, 'parent', 'AME'), cell(4, 'parent', 'AFR')),
    'error B3 plan-cycle: AME -> ',
  ],
  ['an org unit without an address', 'OrgUnits', cell(6, 'email', null), 'warning H6 plan-no-email:  -> '],
  [
    'an org unit of another language',
    'OrgUnits',
    cell(7, 'language', 'es'),
    'warning G7 plan-language-not-in-plan: es -> en; fr',
  ],
  [
    'an org unit closed before it opened',
    'OrgUnits',
    cell(8, 'opened', '2025-07-01'),
    'error J8 plan-closed-before-opened: 2025-06-30 -> 2025-07-01',
  ],
]);
