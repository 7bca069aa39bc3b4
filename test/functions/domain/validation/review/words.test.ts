import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../../../functions/domain/report/catalogue.ts';
import type { ValidationIssue } from '../../../../../functions/domain/validation/issue.ts';
import { REVIEW_RULES } from '../../../../../functions/domain/validation/review/rules/index.ts';
import { type FigureRow, indicator, planOf, reviewed, upTo } from './support.ts';

const CODES = ['1a.1', '1a.2', '1a.3', '1a.4', '1a.5', '1a.6', '1a.7', '1b.1', '1b.2', '1a.8'];
const message = { en: 'These do not fit.', fr: 'Cela ne va pas.' };
const plan = planOf(
  CODES.map((code) =>
    indicator(code, {
      reportedAs: code === '1a.8' ? 'year-to-date' : 'per-period',
      dimensions: code === '1a.1' ? ['sex'] : [],
    }),
  ),
  {
    rules: [{ code: 'R1', severity: 'warning', left: '1a.7', operator: '<=', right: '1a.1', message }],
    targets: [{ indicator: '1a.1', orgUnit: 'KEN', period: '2025', value: 40 }],
  },
);

const each = (period: string, value: number, codes = CODES): FigureRow[] =>
  codes.map((code): FigureRow => [code, period, value]);
const history = upTo('2024-Q4', 4).flatMap((period) => each(period, 40, CODES.slice(0, 9)));

/** Files that raise every doubt there is. */
function everyIssue(): ValidationIssue[] {
  const files: [FigureRow[], FigureRow[]][] = [
    [[...each('2025-Q1', 2000, [...CODES.slice(0, 6), '1b.1', '1b.2']), ['1a.7', '2025-Q1', 3000]], history],
    [each('2025-Q1', 40, CODES.slice(0, 7)), history],
    [each('2025-Q1', 0, ['1a.2', '1a.3']), history],
    [[['1a.1', '2025-Q1', 90]], []],
    [each('2025-Q1', 9000, ['1a.8']), [['1a.8', '2025-Q2', 50]]],
    [[['1a.8', '2025-Q2', 40]], [['1a.8', '2025-Q1', 50]]],
    [[['1a.2', '2025-Q1', 'withdraw']], []],
  ];
  return files.flatMap(([figures, before]) => reviewed(figures, plan, { before: [before] }).issues);
}

it('The files raise every doubt there is', () => {
  const codes = [...REVIEW_RULES.map(({ code }) => code), 'more-doubts', 'nothing-accepted', 'withdrawn'];
  expect([...new Set(everyIssue().map(({ code }) => code))].sort()).toEqual(codes.sort());
});

describe.each(['en', 'fr', 'es', 'ar'])('The words of a doubt in %s', (language) => {
  const catalogue = createCatalogue(language, JSON.parse(readFileSync(`templates/locales/${language}.json`, 'utf8')));

  it('need nothing that it does not bring', () => {
    for (const { code, params, found, expected } of everyIssue())
      for (const part of ['message', 'remedy']) {
        const text = catalogue.text(`issue.${code}.${part}`, {
          ...params,
          found: found ?? '',
          expected: expected ?? '',
        });
        expect(text, `${code} ${part}`).toMatch(/\S/);
        expect(text, `${code} ${part}`).not.toMatch(/[{}]|: *$|undefined|\(\)|NaN/);
      }
  });
});
