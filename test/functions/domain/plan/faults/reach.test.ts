import { cell, more, type Rows } from '../../../../support/plan.ts';
import { all, itTells } from './faults.ts';

const unit = (code: string, parent: string) =>
  [code, parent, 'office', code, code, null, 'en', 'a@example.org', null, null, null] as const;

const chain = (length: number): Rows =>
  Array.from({ length }, (_, index) => unit(`D${index + 1}`, index === 0 ? 'KEN' : `D${index}`));

const PERIOD = ['2026-01-01', '2028-12-31', '2028-12-31'] as const;

itTells([
  [
    'a quarter left out between others',
    'Periods',
    (rows) => rows.toSpliced(2, 2),
    'warning A3 plan-period-gap: 2025-Q4 -> 2025-Q2; 2025-Q3',
  ],
  [
    'a gap, whatever the order of rows',
    'Periods',
    (rows) => [...rows.slice(0, 1), ...rows.slice(4), ...rows.slice(1, 3)],
    'warning A2 plan-period-gap: 2025-Q4 -> 2025-Q3',
  ],
  [
    'a long gap by its last periods',
    'Periods',
    more(['2028-Q1', ...PERIOD]),
    'warning B7 plan-opens-before-period: 2026-01-01 -> 2028-01-01',
    'warning A7 plan-period-gap: 2028-Q1 -> …; 2026-Q3; 2026-Q4; 2027-Q1; 2027-Q2; 2027-Q3; 2027-Q4',
  ],
  ['no gap between periods of other lengths', 'Periods', more(['2026-12', '2027-01-01', '2027-01-31', '2027-02-28'])],
  [
    'a repeated period, as repeated only',
    'Periods',
    more(['2025-Q1', '2025-04-01', '2025-04-20', '2025-05-31']),
    'error A7 plan-duplicate-period: 2025-Q1 -> ',
  ],
  ['an indicator of an office that closes later: not a thing', 'Indicators', cell(2, 'reportedBy', 'KEN-DAD')],
  [
    'an indicator of a kind that no org unit is of',
    'OrgUnits',
    (rows) => rows.filter((row) => row[2] !== 'country' && row[2] !== 'office'),
    'error V5 plan-unknown-org-unit: KEN; COL -> AFR',
    'error B3 plan-unknown-org-unit: KEN -> AFR',
    'warning V2 plan-nobody-reports:  -> ',
    'warning V3 plan-nobody-reports:  -> ',
    'warning V4 plan-nobody-reports: country -> ',
  ],
  [
    'an indicator of units that are closed for good',
    'OrgUnits',
    all(cell(5, 'closed', '2023-12-31'), cell(7, 'closed', '2023-12-31')),
    'warning V5 plan-nobody-reports: KEN; COL -> ',
  ],
  ['org units as deep as they may be', 'OrgUnits', more(...chain(9))],
  ['org units too deep, once a branch', 'OrgUnits', more(...chain(12)), 'error B18 plan-too-deep: D9 -> 12'],
  [
    'a goal that is none',
    'Results',
    cell(2, 'sdg', '10.7; 18; 16.b'),
    'warning H2 plan-unknown-sdg: 10.7; 18; 16.b -> 1 … 17',
  ],
  [
    'a goal in words',
    'Results',
    cell(2, 'sdg', 'SDG 10; peace'),
    'warning H2 plan-unknown-sdg: SDG 10; peace -> 1 … 17',
  ],
  [
    'each objective of the Compact that is none',
    'Results',
    cell(3, 'gcm', '0; 23; 24'),
    'warning I3 plan-unknown-gcm: 0; 23; 24 -> 1 … 23',
    'warning I3 plan-unknown-gcm: 0; 23; 24 -> 1 … 23',
  ],
  [
    'a subscription for periods that never come',
    'Subscriptions',
    cell(2, 'frequency', 'monthly'),
    'warning D2 plan-subscription-without-period: monthly -> quarterly; annual',
  ],
  [
    'a subscription to a unit closed before this version',
    'OrgUnits',
    cell(3, 'closed', '2023-12-31'),
    'warning C3 plan-subscription-closed-unit: AFR -> ',
  ],
  [
    'a rule over figures that no period has together',
    'Rules',
    cell(2, 'left', '1a.3 + 1a.4'),
    'warning C2 plan-rule-frequencies: 1a.3 + 1a.4 -> annual; quarterly',
  ],
  ['a rule over a retired code', 'Rules', cell(2, 'left', '0a.9'), 'error C2 plan-unknown-indicator: 0a.9 -> 1a.1'],
]);
