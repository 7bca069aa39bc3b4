import { describe, expect, it } from 'vitest';
import { completenessOf } from '../../../../functions/domain/completeness/completeness.ts';
import { renderCompleteness } from '../../../../functions/domain/completeness/html.ts';
import { renderCompletenessMail } from '../../../../functions/domain/completeness/mail.ts';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { reportCatalogue, templateSource } from '../../../support/report-data.ts';
import { anIndicator } from '../aggregation/support.ts';
import { aSubmission, factsFrom, RETURNED, type Report } from './support.ts';

const REPORTS: readonly Report[] = [
  ['KEN', '1a.1'],
  ['KEN', '1a.2'],
  ['KEN', '1a.3', '2025-07-25T10:00:00.000Z'],
  ['COL', '1a.1'],
];

const LOST = { since: '2025-07-02T08:00:00.000Z', why: 'refused' } as const;

function model(language: string, plan: Plan = minimalPlan(), scope = 'GLOBAL') {
  const files = { NER: [aSubmission('2025-07-06T08:00:00Z', { ...RETURNED, key: 'uploads/NER/<b>T2.csv' })] };
  const reports = plan.indicators.length > 1 ? REPORTS : [];
  const facts = factsFrom(plan, '2025-Q2', reports, files);
  const unreached = (unit: string) => (unit === 'COL' ? LOST : null);
  return completenessOf({
    ...{ plan, planVersion: 1, period: '2025-Q2', scope, language, facts, history: [], unreached },
  });
}

const options = (language: string) => ({ source: templateSource, catalogue: reportCatalogue(language) });
const page = (language = 'en', plan?: Plan, scope?: string) =>
  renderCompleteness(model(language, plan, scope), options(language));

describe('The completeness page', () => {
  it.each(['en', 'fr', 'es', 'ar'])('is made in %s, needs nothing else, and is the same each time', (language) => {
    const html = page(language);
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(html).not.toMatch(/<script|<link|src=|url\((?!data:)|https?:/);
    expect(page(language)).toBe(html);
  });

  it('lists the offices that have most left to do first, each with its state', () => {
    const rows = [...page().matchAll(/rowheader">([^<]+) <bdi class="code">([^<]+)<.*?<\/svg> ([^<]+)<\/span>/g)];
    expect(rows.map((match) => [match[2], match[3]])).toEqual([
      ['KEN-DAD', 'Not reported'],
      ['NER', 'Returned'],
      ['COL', 'Partly reported'],
      ['KEN', 'Complete'],
    ]);
  });

  it.each([
    ['2 of 4 offices', 'who reported something'],
    ['4 of 11', 'how many indicators'],
    ['<small>after the due date</small>', 'who was late'],
    ['<span>1a.2, 1a.3</span>', 'what is missing'],
    ['<span>all</span>', 'that all is missing'],
    ['25 July 2025', 'when the last file came'],
    ['0 of 3 offices', 'how it was before'],
    ['&lt;b&gt;T2.csv', 'which file was returned, as text'],
    [
      '<small>no mail has reached this office since 2 July 2025: its mail server refuses it</small>',
      'whose mail does not arrive',
    ],
  ])('says “%s”: %s', (words) => {
    expect(page()).toContain(words);
  });

  it('names the first twelve of many missing indicators', () => {
    const indicators = Array.from({ length: 20 }, (_, i) => anIndicator({ code: `X.${i + 1}` }));
    const plan = minimalPlan({ indicators });
    const facts = factsFrom(plan, '2025-Q2', [['KEN', 'X.1']]);
    const made = completenessOf({
      ...{ plan, planVersion: 1, period: '2025-Q2', scope: 'KEN', language: 'en', facts, history: [] },
    });
    expect(renderCompleteness(made, options('en'))).toContain('X.12, X.13 and 7 more');
  });

  it('says so where nobody is expected to report', () => {
    expect(page('en', minimalPlan({ indicators: [anIndicator({ reportedBy: ['NER'] })] }), 'AME')).toContain(
      'No office of this scope is expected to report in this period.',
    );
  });
});

it('The completeness mail names who has something left to do', () => {
  const { subject, text, html } = renderCompletenessMail(model('en'), options('en'));
  expect(subject).toBe('Completeness: World, April–June 2025 · 2 of 4 offices');
  expect(text).toContain('2 of 4 offices expected to report did so.\nLeft to do: 1 not reported, 1 returned');
  expect(html).toContain('opacity:0">2 of 4 offices expected to report did so. Left to do: ');
  expect(text).toContain('\n\nWITH SOMETHING LEFT TO DO\n- Niger (NER): Returned\n');
  expect(text).not.toContain('Kenya');
  expect(html).toContain('The full report is attached.');
});
