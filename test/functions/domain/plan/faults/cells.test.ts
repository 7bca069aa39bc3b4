import { cell, type Rows } from '../../../../support/plan.ts';
import { all, itTells } from './faults.ts';

const date = (iso: string) => ({ kind: 'date', iso }) as const;
const keyed = (key: string, value: string | number) => (rows: Rows) =>
  rows.map((cells) => (cells[0] === key ? [key, value] : cells));

itTells([
  ['a blank required cell', 'Levels', cell(2, 'strand', ' '), 'error C2 plan-missing-value:  -> '],
  [
    'an error value',
    'Indicators',
    cell(2, 'min', { kind: 'error', code: '#REF!' }),
    'error S2 plan-cell-error: #REF! -> ',
  ],
  ['a code with a slash', 'Rules', cell(2, 'code', 'R/1'), 'error A2 plan-not-a-code: R/1 -> 1a.1'],
  ['an endless code', 'Rules', cell(2, 'code', 'R'.repeat(41)), `error A2 plan-not-a-code: ${'R'.repeat(41)} -> 1a.1`],
  [
    'a code that became a date',
    'Rules',
    cell(2, 'code', date('2025-01-02')),
    'error A2 plan-not-a-code: 2025-01-02 -> 1a.1',
  ],
  ['a word for a number', 'Indicators', cell(2, 'min', 'none'), 'error S2 plan-not-a-number: none -> 1234.5'],
  ['group separators', 'Targets', cell(2, 'value', '8,000'), 'error D2 plan-not-a-number: 8,000 -> 1234.5'],
  ['an infinite number', 'Targets', cell(2, 'value', '1e999'), 'error D2 plan-not-a-number: 1e999 -> 1234.5'],
  ['a percentage over 1', 'Indicators', cell(3, 'baseline', 45), 'error P3 plan-percentage-over-one: 45 -> 0.45'],
  ['a threshold over 1', 'Plan', keyed('onTrackAt', 90), 'error B12 plan-percentage-over-one: 90 -> 0.9'],
  ['half an order', 'Levels', cell(2, 'order', 1.5), 'error B2 plan-not-whole: 1.5 -> 2'],
  ['too many decimals', 'Indicators', cell(3, 'decimals', 9), 'error R3 plan-out-of-range: 9 -> 0 … 6'],
  ['a negative smallest cell', 'Plan', keyed('suppressBelow', -1), 'error B11 plan-out-of-range: -1 -> 0 … 1000'],
  [
    'a date that does not exist',
    'Periods',
    cell(2, 'closes', '2025-02-30'),
    'error D2 plan-not-a-date: 2025-02-30 -> YYYY-MM-DD',
  ],
  [
    'a date in another notation',
    'OrgUnits',
    cell(6, 'opened', '1/4/2025'),
    'error I6 plan-not-a-date: 1/4/2025 -> YYYY-MM-DD',
  ],
  [
    'a period that became a date',
    'Targets',
    cell(2, 'period', date('2025-03-01')),
    'error C2 plan-not-a-period: 2025-03-01 -> 2025; 2025-S1; 2025-Q1; 2025-03',
  ],
  [
    'two addresses in one cell',
    'OrgUnits',
    cell(4, 'email', 'a@b.org, c@b.org'),
    'error H4 plan-not-an-email: a@b.org, c@b.org -> name@example.org',
  ],
  [
    'an address with a line break',
    'Subscriptions',
    cell(2, 'email', 'a@b.org\nBcc: c@b.org'),
    'error A2 plan-not-an-email: a@b.org\nBcc: c@b.org -> name@example.org',
  ],
  [
    'a language in full',
    'OrgUnits',
    cell(4, 'language', 'français'),
    'error G4 plan-not-a-language: français -> en; fr; es; ar',
  ],
  ['a country code of two letters', 'OrgUnits', cell(5, 'iso3', 'KE'), 'error F5 plan-not-iso3: KE -> KEN'],
  [
    'a word outside the list',
    'Indicators',
    cell(2, 'direction', 'up'),
    'error I2 plan-not-allowed: up -> increase; decrease; maintain',
  ],
  [
    'an unknown role',
    'Headers',
    cell(2, 'role', 'office'),
    'error A2 plan-not-allowed: office -> orgUnit; period; indicator; value; numerator; denominator; note; ignore',
  ],
  [
    'an unknown report',
    'Subscriptions',
    cell(2, 'report', 'finance'),
    'error B2 plan-not-allowed: finance -> results; annual; completeness',
  ],
  [
    'an unknown format',
    'Subscriptions',
    cell(2, 'formats', 'html; docx'),
    'error F2 plan-not-allowed: html; docx -> html; pdf; xlsx; csv; json; iati',
  ],
  ['a title missing in a language', 'Results', cell(3, 'title.fr', null), 'error E3 plan-missing-title:  -> fr'],
  [
    'a definition missing in a language',
    'Indicators',
    cell(2, 'definition.fr', null),
    'warning F2 plan-missing-title:  -> fr',
  ],
  [
    'every bad cell of a row',
    'Levels',
    all(cell(3, 'code', ''), cell(3, 'order', 'x')),
    'error A3 plan-missing-value:  -> ',
    'error B3 plan-not-a-number: x -> 1234.5',
    'error B3 plan-unknown-level: outcome -> objective',
  ],
]);
