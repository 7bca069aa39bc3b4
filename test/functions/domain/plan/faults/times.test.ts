import { cell, more, type Rows } from '../../../../support/plan.ts';
import { all, itTells } from './faults.ts';

const setting = (key: string, value: string | number) => (rows: Rows) =>
  rows.map((cells) => (cells[0] === key ? [key, value] : cells));
const PLAN_DATES = '2024-01-01 … 2028-12-31';

itTells([
  [
    'a plan that ends before it starts',
    'Plan',
    setting('end', '2023-12-31'),
    'error B6 plan-ends-before-start: 2023-12-31 -> 2024-01-01',
  ],
  [
    'a version in force before the plan',
    'Plan',
    setting('effectiveFrom', '2023-Q4'),
    `error B7 plan-period-outside: 2023-Q4 -> ${PLAN_DATES}`,
  ],
  ['off track above on track', 'Plan', setting('offTrackBelow', '95%'), 'error B13 plan-thresholds: 95% -> 0.9'],
  [
    'an unknown time zone',
    'Plan',
    setting('timeZone', 'Europe/Geneva'),
    'error B14 plan-unknown-time-zone: Europe/Geneva -> Europe/Zurich',
  ],
  [
    'a default language the plan has not',
    'Plan',
    setting('defaultLanguage', 'es'),
    'error B9 plan-language-not-in-plan: es -> en; fr',
  ],
  [
    'bad languages, without blaming the titles',
    'Plan',
    setting('languages', 'English'),
    'error B8 plan-not-a-language: English -> en; fr; es; ar',
  ],
  [
    'a period outside the plan',
    'Periods',
    more([2023, '2024-01-01', '2024-01-31', '2024-02-28']),
    `error A7 plan-period-outside: 2023 -> ${PLAN_DATES}`,
  ],
  [
    'a due date before the opening',
    'Periods',
    cell(2, 'opens', '2025-04-21'),
    'error C2 plan-due-before-opens: 2025-04-20 -> 2025-04-21',
  ],
  [
    'a closing before the due date',
    'Periods',
    cell(2, 'closes', '2025-04-19'),
    'error D2 plan-closes-before-due: 2025-04-19 -> 2025-04-20',
  ],
  ['a window of one day', 'Periods', all(cell(2, 'opens', '2025-04-20'), cell(2, 'closes', '2025-04-20'))],
  [
    'a window open before its period',
    'Periods',
    cell(2, 'opens', '2024-12-31'),
    'warning B2 plan-opens-before-period: 2024-12-31 -> 2025-01-01',
  ],
  [
    'figures due before the period ends',
    'Periods',
    all(cell(2, 'opens', '2025-01-01'), cell(2, 'due', '2025-03-30')),
    'warning C2 plan-due-before-period-ends: 2025-03-30 -> 2025-03-31',
  ],
  [
    'a crosswalk outside the plan',
    'Crosswalk',
    cell(2, 'effectiveFrom', 2030),
    `error C2 plan-period-outside: 2030 -> ${PLAN_DATES}`,
  ],
  [
    'a subscription in another language',
    'Subscriptions',
    cell(2, 'language', 'ar'),
    'error E2 plan-language-not-in-plan: ar -> en; fr',
  ],
  [
    'an annual report every quarter',
    'Subscriptions',
    cell(2, 'report', 'annual'),
    'error D2 plan-annual-frequency: quarterly -> annual',
  ],
  [
    'an IATI file for a region',
    'Subscriptions',
    cell(3, 'formats', 'iati'),
    'warning F3 plan-format-global-only: iati -> html; pdf; xlsx; csv; json',
  ],
]);
