import { describe, expect, it } from 'vitest';
import { planSoFar, planSoFarPoint } from '../../../../functions/domain/report/annual/plan-so-far.ts';
import type { AnnualIndicator } from '../../../../functions/domain/report/annual/schema.ts';
import { buildReport } from '../../../../functions/domain/report/build-report.ts';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import { renderReportMail } from '../../../../functions/domain/report/report-mail.ts';
import { annualInput, annualPlan } from '../../../support/annual-data.ts';
import { reportCatalogue, templateSource } from '../../../support/report-data.ts';

const model = buildReport(annualInput());
const partOf = (code: string) => model.annual?.indicators.find((one) => one.code === code);
const options = (language: string) => ({ source: templateSource, catalogue: reportCatalogue(language) });

describe('the year, and the plan so far', () => {
  it('holds each year of the plan against its own target', () => {
    expect(model.annual?.years).toEqual(['2024', '2025']);
    expect(partOf('1a.1.1')?.years).toEqual([
      { period: '2024', actual: 25_000, target: 20_000, attainment: 1.25, status: 'achieved' },
      { period: '2025', actual: 30_000, target: 40_000, attainment: 0.75, status: 'at-risk' },
    ]);
  });

  it('says the same of the report’s own year as the report itself', () => {
    for (const indicator of model.indicators) {
      const { actual, target, attainment, status } = indicator;
      expect(partOf(indicator.code)?.years.at(-1)).toEqual({ period: '2025', actual, target, attainment, status });
    }
  });

  it('adds flows up over the plan, towards the targets of all its years together', () => {
    expect(partOf('1a.1.1')).toMatchObject({ soFar: 55_000, planTarget: 120_000, planTargetPeriod: null });
    expect(partOf('1a.1.1')?.share).toBeCloseTo(55 / 120, 12);
  });

  it('takes a level as it stands, on its way from the baseline to the target of the last year', () => {
    expect(partOf('2a.2')).toMatchObject({ soFar: 3.4, planTarget: 4, planTargetPeriod: '2026' });
    expect(partOf('2a.2')?.share).toBeCloseTo((3.4 - 2) / (4 - 2), 12);
  });

  it('names no target of the plan where a year has none, and no share without a figure', () => {
    const [first, ...others] = annualPlan().targets;
    expect(first?.period).toBe('2024');
    const without = buildReport({ ...annualInput(), plan: { ...annualPlan(), targets: others } });
    const flow = without.annual?.indicators.find(({ code }) => code === '1a.1.1');
    expect(flow).toMatchObject({ soFar: 55_000, planTarget: null, share: null });
    const silent = buildReport({ ...annualInput(), current: null, past: [] });
    expect(silent.annual?.indicators.every(({ soFar, share }) => soFar === null && share === null)).toBe(true);
  });

  it('shows the course of the year in the indicator’s own periods, the empty ones too', () => {
    expect(partOf('1a.1.1')?.parts).toEqual([
      { period: '2025-Q1', actual: 5000 },
      { period: '2025-Q2', actual: 10_000 },
      { period: '2025-Q3', actual: 15_000 },
      { period: '2025-Q4', actual: null },
    ]);
  });

  it('is in no other report, whose hash and page do not know of it', () => {
    const results = buildReport({ ...annualInput(), kind: 'results' });
    expect(results.annual).toBeNull();
    expect(results.hash).not.toBe(model.hash);
    expect(renderReport(results, options('en'))).not.toContain('The year, and the plan so far');
  });
});

describe('the main point on the plan so far', () => {
  const share = (value: number | null) => (one: AnnualIndicator, place: number) =>
    place === 0 ? { ...one, share: value } : one;
  const told = (
    language: string,
    { years = ['2024', '2025'], first = (55 / 120) as number | null, end = '2026-12-31' } = {},
  ) => {
    const { annual, indicators, plan } = buildReport(annualInput(language));
    if (annual === null) throw new Error('The report is not annual');
    const facts = {
      indicators,
      plan: { ...plan, end },
      annual: { years, indicators: annual.indicators.map(share(first)) },
    };
    return planSoFarPoint(facts, reportCatalogue(language))?.replace(/[\u00a0\u202f]/g, ' ');
  };

  it.each([
    [
      'en',
      'After 2 of the plan’s 3 years, 1 of 2 indicators with a target for its end has gone at least 67% of the way.',
    ],
    [
      'fr',
      'Après 2 des 3 années du plan, 1 indicateur sur 2 doté d’une cible finale a parcouru au moins 67 % du chemin.',
    ],
    ['es', 'Tras 2 de los 3 años del plan, 1 indicador de 2 con meta final ha recorrido al menos el 67 % del camino.'],
    [
      'ar',
      'بعد انقضاء 2 من سنوات الخطة البالغ عددها 3، بلغ عدد المؤشرات التي قطعت ما لا يقل عن 67‎%‎ من الطريق إلى قيمتها المستهدفة لنهاية الخطة 1 من أصل 2.',
    ],
  ])('counts in %s those that have gone as much of the way as the time has', (language, sentence) => {
    expect(told(language)).toBe(sentence);
    expect(buildReport(annualInput(language)).mainPoints.map((one) => one.replace(/[\u00a0\u202f]/g, ' '))).toContain(
      sentence,
    );
  });

  it('counts those that are there already, and after the last year those alone', () => {
    expect(told('en', { first: 1 })).toMatch(
      /2 of 2 indicators .* have gone at least 67% of the way, 1 of them all of it\.$/,
    );
    expect(told('en', { first: 1, end: '2025-12-31' })).toBe(
      'At the end of the plan, 1 of 2 indicators with a target for it has reached that target.',
    );
  });

  it('leaves out what has no figure, and what is only to be kept', () => {
    const whole = buildReport(annualInput());
    const keeping = whole.indicators.map((one) => ({ ...one, direction: 'maintain' as const }));
    expect(planSoFar({ ...whole, indicators: keeping })).toBeNull();
    expect(told('en', { first: null })).toMatch(/, 1 of 1 indicator /);
    expect(planSoFar({ ...whole, annual: null })).toBeNull();
  });

  it('stands above its table too', () => {
    expect(renderReport(model, options('en')).split('has gone at least 67% of the way.')).toHaveLength(3);
  });
});

describe.each([
  ['en', 'Annual report: World, 2025', '55,000', '120,000', '45.8%'],
  ['fr', 'Rapport annuel : Monde, 2025', '55 000', '120 000', '45,8 %'],
  ['ar', 'التقرير السنوي: World، 2025', '55,000', '120,000', '45.8'],
])('the annual report in %s', (language, title, soFar, planTarget, share) => {
  const own = buildReport(annualInput(language));
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

  it('is called so, on its page and in its mail', () => {
    expect(plain(renderReport(own, options(language)))).toContain(`<h1>${title}</h1>`);
    expect(plain(renderReportMail(own, options(language)).subject)).toContain(title);
  });

  it('shows a row an indicator with a figure: its years, the plan so far, its target and the share', () => {
    const page = plain(renderReport(own, options(language)));
    const table = page.slice(
      page.indexOf('<table class="annual">'),
      page.indexOf('</table>', page.indexOf('"annual"')),
    );
    const row = table.split('<tr>').find((one) => one.includes('1a.1.1')) ?? '';
    for (const figure of [soFar, planTarget, share]) expect(row).toContain(figure);
    expect(row.match(/class="status /g)).toHaveLength(2);
    expect(table).not.toContain('E1.1');
  });
});
