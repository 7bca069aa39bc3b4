import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../functions/domain/plan/read-plan.ts';
import { createCatalogue } from '../../../../functions/domain/report/catalogue.ts';
import { cell, minimalPlanGrids } from '../../../support/plan.ts';

const DOMAIN = new URL('../../../../functions/domain/plan/', import.meta.url);
const LOCALES = new URL('../../../../templates/locales/', import.meta.url);

function messages(language: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`${language}.json`, LOCALES), 'utf8'));
}

const emitted = new Set(
  readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(new URL(name, DOMAIN), 'utf8').match(/'plan-[a-z0-9-]+'/g) ?? [])
    .map((quoted) => quoted.slice(1, -1)),
);

/** Values for every parameter a message of the plan may name. */
const VALUES = {
  ...{ found: '2', expected: '1a.1', field: 'kind', part: 'x', language: 'pt', first: 'Results!A2', other: '1a.1' },
  ...{ bare: '1a1', name: 'People', path: 'A > B > A', level: 'output', parentLevel: 'output', above: 'none' },
  ...{
    kind: 'count',
    parentKind: 'office',
    closed: '2023-12-31',
    frequency: 'monthly',
    direction: 'increase',
    period: '2025-Q1',
  },
};

describe.each(['en', 'fr', 'es', 'ar'])('in %s', (language) => {
  const catalogue = createCatalogue(language, messages(language));

  it.each([...emitted].sort())('%s has a message and a remedy', (code) => {
    for (const part of ['message', 'remedy']) {
      const text = catalogue.text(`issue.${code}.${part}`, VALUES);
      expect(text.length).toBeGreaterThan(5);
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  it('the messages of real issues take the parameters these bring', () => {
    const { issues } = readPlan(
      minimalPlanGrids({
        Indicators: (rows) => cell(2, 'decimals', 2)(cell(3, 'kind', 'share')(cell(4, 'dimensions', 'sex, x')(rows))),
        Results: cell(2, 'parent', '1a'),
        OrgUnits: (rows) => cell(3, 'parent', 'AME')(cell(4, 'parent', 'AFR')(cell(7, 'parent', 'KEN-DAD')(rows))),
        Periods: (rows) => cell(2, 'opens', '2024-12-01')(cell(3, 'due', '2025-06-01')(rows)),
        Targets: (rows) => cell(2, 'value', 9)(cell(3, 'period', '2025-03')(rows)),
        Extra: [['x']],
      }),
    );
    expect(issues.length).toBeGreaterThan(10);
    for (const { code, params, found, expected } of issues)
      for (const part of ['message', 'remedy'])
        catalogue.text(`issue.${code}.${part}`, { ...params, found: found ?? '', expected: expected ?? '' });
  });
});

it('says how many decimals in the right plural', () => {
  const say = (language: string, found: string) =>
    createCatalogue(language, messages(language)).text('issue.plan-count-with-decimals.message', { ...VALUES, found });
  expect(say('en', '1')).toContain('1 decimal is');
  expect(say('fr', '2')).toContain('2 décimales sont');
  expect(say('ar', '3')).toContain('3 منازل');
});
