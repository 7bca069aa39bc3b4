import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../../functions/domain/report/catalogue.ts';
import type { Cell } from '../../../../functions/domain/sheet/grid.ts';
import { readSheets } from '../../../../functions/domain/sheet/read-sheets.ts';
import type { ValidationIssue } from '../../../../functions/domain/validation/issue.ts';
import { judge } from '../../../../functions/domain/validation/judge.ts';
import { RULES } from '../../../../functions/domain/validation/rules/index.ts';
import { minimalPlan } from '../../../support/plan.ts';

const LANGUAGES = ['en', 'fr', 'es', 'ar'];
const STRUCTURE = [
  ...[
    'no-table',
    'no-period',
    'no-indicator',
    'sheet-skipped',
    'hidden-sheet-read',
    'unknown-column',
    'ambiguous-column',
  ],
  ...['total-column', 'total-rows', 'header-read-as', 'column-inferred', 'column-without-header'],
  ...['nothing-accepted', 'nothing-reported', 'all-or-nothing'],
];

function messages(language: string): Record<string, string> {
  return JSON.parse(readFileSync(`templates/locales/${language}.json`, 'utf8'));
}

const plan = minimalPlan();
const HEADER = ['Office', 'Period', 'Indicator', 'Sex', 'Value', 'Numerator', 'Denominator', 'Donor', 'Perriod'];

/** A file with nearly every fault there is. */
function everyIssue(): ValidationIssue[] {
  const rows: Cell[][] = [
    ['KEN', '2025-Q1', 'zz', null, 1],
    ['KEN', '2025-Q1', 'People in camp', null, 1],
    ['KEN', '2025-Q1', 'People in camp', null, 1],
    ['KEN', '2025-Q1', null, null, 1],
    ['KEN', null, '1a.3', null, 1],
    ['Atlantis', '2025-Q1', '1a.3', null, 1],
    ['COL', '2025-Q1', '1a.3', null, 1],
    ['NER', '2025-Q1', '1a.3', null, 1],
    ['KEN', 'soon', '1a.3', null, 1],
    ['KEN', '2025', '1a.3', null, 1],
    ['KEN', '2025-Q4', '1a.3', null, 'x'],
    ['KEN', '2025-Q1', '1a.3', null, '1.234'],
    ['KEN', '2025-Q1', '1a.3', null, '1.235'],
    ['KEN', '2025-Q2', '1a.3', null, '#REF!'],
    ['KEN', '2025-Q2', '1a.3', null, 1.5],
    ['KEN', '2025-Q2', '1a.3', null, -1],
    ['KEN', '2025-Q3', '1a.3', 'x', 1],
    ['KEN', '2025-Q3', '1a.3', 'F', 1],
    ['KEN', '2025-Q2', '1a.1', null, 10],
    ['KEN', '2025-Q2', '1a.1', 'F', 9],
    ['KEN', '2025-Q2', '1a.1', 'F', 9],
    ['KEN', '2025-Q3', '1a.1', 'F', 9],
    ['KEN', '2025-Q3', '1a.1', 'F', 8],
    ['KEN', '2025-Q1', '1a.2', null, 45, 5],
    ['KEN', '2025-Q2', '1a.2', null, 0.9, 5, 10],
    ['KEN', '2025-Q3', '1a.2', null, null, 50, 10],
    ['KEN', '2025-Q3', '1a.2', 'F', null, 50, 0],
    ['KEN-DAD', '2025-Q2', '1a.2', null, null, 0, 0],
    ['KEN', '2025', '1a.4', null, 'x'],
    ['Total', null, null, null, 99],
  ];
  const grids = [
    { sheet: 'Data', hidden: false, rows: [HEADER, ...rows] },
    { sheet: 'About', hidden: false, rows: [['About']] },
  ];
  return ['KEN', 'GLOBAL', 'COL'].flatMap((orgUnit) =>
    ['2025-04-10', '2025-07-25'].flatMap((today) => {
      const reading = readSheets(grids, plan, { orgUnit });
      return [...judge(reading, plan, { orgUnit, today }).issues];
    }),
  );
}

describe.each(LANGUAGES)('The words in %s', (language) => {
  const known = messages(language);

  it('say every problem and what to do about it', () => {
    const codes = [...RULES.map(({ code }) => code), ...STRUCTURE];
    const missing = codes
      .flatMap((code) => [`issue.${code}.message`, `issue.${code}.remedy`])
      .filter((key) => !known[key]);
    expect(missing).toEqual([]);
  });

  it('need nothing that an issue does not bring', () => {
    const catalogue = createCatalogue(language, known);
    for (const { code, params, found, expected } of everyIssue()) {
      const values = { ...params, found: found ?? '', expected: expected ?? '' };
      for (const part of ['message', 'remedy']) {
        const text = catalogue.text(`issue.${code}.${part}`, values);
        expect(text.trim(), `${code} ${part}`).not.toBe('');
        expect(text, `${code} ${part}`).not.toMatch(/[{}]|: *$|undefined/);
      }
    }
  });
});

it('The file with every fault has at least thirty kinds', () => {
  expect(new Set(everyIssue().map(({ code }) => code)).size).toBeGreaterThanOrEqual(30);
});
