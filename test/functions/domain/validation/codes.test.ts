import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { MessageValues } from '../../../../functions/domain/report/catalogue.ts';
import { SYMBOL_OF } from '../../../../functions/domain/validation/mail/issue-rows.ts';
import { readTemplates } from '../../../../functions/templates.ts';

const catalogue = readTemplates('templates').catalogue('en');
const messages: Record<string, string> = JSON.parse(readFileSync('templates/locales/en.json', 'utf8'));
const CODES = Object.keys(messages).flatMap((key) => /^issue\.(.+)\.message$/.exec(key)?.[1] ?? []);

/** What stands in an example where a file or a plan would be quoted. */
const VALUES: MessageValues = {
  ...{
    found: 'abc',
    expected: '1a.1',
    count: 3,
    cells: 'C7, C8, C9',
    first: 'C5',
    proposed: 'yes',
    list: 'Sex: C7, C8',
  },
  ...{ orgUnit: 'KEN', unit: 'KEN', indicator: '1a.1', period: '2025-Q1', dimension: 'Sex', category: 'female' },
  ...{ difference: 10, breakdown: 'complete', role: 'period', frequency: 'quarterly', reason: 'duplicateName' },
  ...{ limit: 'cells', max: 2_000_000, larger: '1234', smaller: '1.234', percent: '45%', fraction: '0.45' },
  ...{ field: 'kind', part: 'abc', language: 'fr', kind: 'score', parentKind: 'office', direction: 'increase' },
  ...{ level: 'outcome', parentLevel: 'output', above: 'objective', name: 'People reached', path: 'A → B → A' },
  ...{ targetPeriod: '2025', target: '1,000', usual: '90 – 130', gives: '1,200', indicators: '1a.1' },
  ...{
    other: '1a.1',
    bare: '1a1',
    closed: '2025-06-30',
    header: 'Donor',
    rows: 3,
    decimals: 2,
    periods: 11,
    held: '150',
    later: '2025-Q2',
    like: 'C5',
    large: 12,
    filter: 'no',
    formula: 'failed',
    share: 'yes',
    row: 9,
    before: '120',
    earlier: '2025-Q1',
    holds: 'phone',
    headed: 'yes',
  },
};

type Quoted = readonly [found: string, expected?: string];

/** What is found and expected, where a word and a code would make no sense. */
const QUOTED: Readonly<Record<string, Quoted>> = {
  ...{
    'ambiguous-column': ['Reached', '1a.1, 1a.2'],
    'unknown-column': ['Donor'],
    'header-read-as': ['Perriod', 'Period'],
  },
  ...{
    'ambiguous-number': ['1.234'],
    'not-a-number': ['about ten'],
    integer: ['12.5', '12 or 13'],
    'yes-no': ['perhaps'],
  },
  ...{
    'breakdown-total': ['90', '100'],
    'incomplete-breakdown': ['', 'male'],
    'cell-error': ['#REF!'],
    'date-for-figure': ['2025-03-01'],
    'split-number': ['1,234'],
  },
  ...{ 'duplicate-contradictory': ['110', '100'], 'duplicate-equal': ['100'], 'cell-repeated': ['110', '100'] },
  ...{ 'encoding-damaged': ['UTF-8'], 'encoding-guessed': ['Windows-1252'], 'encoding-unmarked': ['UTF-16'] },
  ...{ 'encoding-mixed': ['UTF-8, Windows-1252'], 'empty-ratio': ['0 / 0'], 'zero-denominator': ['5 / 0'] },
  ...{ 'far-above-target': ['2,600', '1,200'], 'file-too-large': ['80', '64'], 'file-unsafe': ['xl/workbook.xml'] },
  ...{ 'foreign-org-unit': ['UGA', 'KEN'], late: ['2025-Q1 (2025-04-30)'], 'later-total-lower': ['120', '150'] },
  ...{
    'missing-period': ['', '2025-Q1'],
    'unknown-period': ['soon', '2025-Q1'],
    'period-frequency': ['2025', '2025-Q1, 2025-Q2'],
  },
  ...{
    'period-reopened': ['2025-Q1'],
    'plan-reopens': ['uploads/KEN/q1.csv', '2025-Q1'],
    'plan-reopens-more': ['25'],
  },
  ...{ 'period-closed': ['2024-Q1', '2024-05-31'], 'period-not-open': ['2026-Q1', '2026-03-20'] },
  ...{
    'numerator-over-denominator': ['142', '≤ 121'],
    'ratio-mismatch': ['45%', '50%'],
    'missing-denominator': ['45'],
  },
  ...{ 'org-unit-closed': ['2025-Q4', '2020-01-01 – 2025-06-30'], 'out-of-range': ['150%', '0% – 100%'] },
  ...{ 'percentage-unclear': ['0.45'], 'scaled-figures': ['in thousands'], 'sudden-zero': ['0', '120'] },
  ...{ 'total-row-differs': ['900', '1,000'], 'total-column-differs': ['900', '1,000'], 'total-rows': ['Total'] },
  ...{
    'unknown-org-unit': ['Kenia', 'KEN (Kenya)'],
    'unknown-org-unit-folder': ['KNE', 'KEN'],
    unusual: ['167,500', '5,200 – 47,000'],
  },
  ...{
    'unknown-category': ['Femle', 'female (Female)'],
    'table-of-targets': ['Targets 2025'],
    'title-of-other': ['Uganda: results 2025', 'KEN'],
    'unread-category': ['Women'],
    'year-to-date-falls': ['100', '120'],
  },
  ...{
    'workbook-foreign-unit': ['UGA', 'KEN'],
    'workbook-stale-plan': ['plan 2', 'plan 3'],
    'hidden-sheet-read': ['Data'],
  },
  ...{
    'sheet-skipped': ['About'],
    'hidden-rows': ['8–12'],
    'hidden-columns': ['D'],
    'hidden-sheet-skipped': ['Old'],
    'nothing-changed': ['2025-Q1'],
    'total-column': ['Total'],
    'rows-alike': ['North'],
    'unknown-indicator': ['1a.l', '1a.1 (People reached)'],
    'no-org-unit-folder': ['uploads/q1.csv'],
    'no-table': ['', 'Period, Indicator, Value'],
  },
};

/** Every `'code', 'severity'` in the source; what is not written so refuses the file. */
function severities(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of globSync('functions/**/*.ts'))
    for (const [, code = '', severity = ''] of readFileSync(file, 'utf8').matchAll(
      /'([a-z0-9-]+)',\s*(?:\S+ === '\w+' \? )?'(error|warning|info)'/g,
    ))
      found.set(code, (found.get(code) ?? new Set()).add(severity));
  return found;
}

const SYMBOLS = severities();
const IN_ORDER = ['error', 'warning', 'info'] as const;
/** Told with the severity of what they stand for, or of the rule that finds them. */
const OTHERWISE: Readonly<Record<string, readonly (typeof IN_ORDER)[number][]>> = {
  'more-alike': IN_ORDER,
  'plan-unknown-column': ['warning'],
  'plan-unknown-setting': ['warning'],
  'total-rows': ['info'],
  'word-rows': ['info'],
  'year-to-date-falls': ['error', 'warning'],
};

function symbols(code: string): string {
  const found = OTHERWISE[code] ?? IN_ORDER.filter((severity) => SYMBOLS.get(code)?.has(severity));
  return (found.length > 0 ? found : (['error'] as const)).map((severity) => SYMBOL_OF[severity]).join(' ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();

/** A message with made-up values; a value nobody thought of here is an ellipsis. */
function example(code: string, part: string): string {
  const key = `issue.${code}.${part}`;
  const named = [...(messages[key] ?? '').matchAll(/\{(\w+) *[,}]/g)].map(([, name = '']) => [name, '…'] as const);
  const [found = VALUES.found ?? '', expected = VALUES.expected ?? ''] = QUOTED[code] ?? [];
  return catalogue.text(key, { ...Object.fromEntries(named), ...VALUES, found, expected });
}

function row(code: string): string {
  const [message, remedy] = ['message', 'remedy'].map((part) => example(code, part));
  return `| <a id="${code}"></a>\`${code}\` | ${symbols(code)} | ${cell(message ?? '')} | ${cell(remedy ?? '')} |`;
}

const table = (codes: readonly string[]): string =>
  ['| code | | what is said, for example | what to do |', '|---|---|---|---|', ...codes.map(row)].join('\n');

const page = `# What the codes mean

Every point of a receipt, of its mail and of the file returned with its cells marked carries a code. The words are those of the English
catalogue with made-up values; each language says the same in \`templates/locales/<language>.json\`, under \`issue.<code>.message\` and
\`issue.<code>.remedy\`.

- ${SYMBOL_OF.error} is returned: the figure, the table or the whole file is not taken until it is corrected.
- ${SYMBOL_OF.warning} is taken, and somebody should look.
- ${SYMBOL_OF.info} is taken, and good to know.

A test writes this page: after a change of codes or words, \`npx vitest run test/functions/domain/validation/codes.test.ts -u\`.

## Office files

${table(CODES.filter((code) => !code.startsWith('plan-')))}

## Plan workbooks

${table(CODES.filter((code) => code.startsWith('plan-')))}
`;

it('The page of codes explains every code there is, in the words of today', async () => {
  expect(CODES.length).toBeGreaterThan(150);
  await expect(page).toMatchFileSnapshot('../../../../functions/domain/validation/README.md');
});

it('The page of codes has an example for every value a message takes', () => {
  for (const line of page.split('\n')) expect(line).not.toMatch(/undefined|\{\w+\}/);
});
