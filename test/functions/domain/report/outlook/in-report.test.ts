import { describe, expect, it } from 'vitest';
import type { ReportInput } from '../../../../../functions/domain/report/build-report.ts';
import { renderReport } from '../../../../../functions/domain/report/html.ts';
import { ReportModel } from '../../../../../functions/domain/report/schema.ts';
import {
  reportCatalogue,
  reportModel,
  reportPlan,
  syntheticActuals,
  templateSource,
} from '../../../../support/report-data.ts';

const QUARTERS = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2'];

/** Six quarters of growing figures, in a plan that ends in 2026. */
function withPast(language: string, changes: Partial<ReportInput> = {}): ReportModel {
  const years = ['2024', '2025', '2026'];
  const targets = years.flatMap((period) =>
    (
      [
        ['1a.1.1', 20000],
        ['1a.1.2', 5000],
        ['1a.2.1', 0.8],
        ['2a.2', 4],
      ] as const
    ).map(([indicator, value]) => {
      return { indicator, orgUnit: 'GLOBAL', period, value };
    }),
  );
  return reportModel(language, {
    plan: { ...reportPlan(), start: '2024-01-01', end: '2026-12-31', targets },
    past: QUARTERS.map((period, i) => syntheticActuals('GLOBAL', period, (i + 5) / 10)),
    ...changes,
  });
}

const of = (model: ReportModel, code: string) => model.indicators.find((indicator) => indicator.code === code);

describe('outlooks in the report', () => {
  it('stand beside the figures, or the reason why there is none', () => {
    const model = withPast('en');
    expect(ReportModel.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
    expect(of(model, '1a.1.2')).toMatchObject({
      withoutOutlook: null,
      outlook: { figures: 6, soFar: 6820, rightSide: 'below', verdict: 'unlikely' },
    });
    expect(of(model, '1a.1.1')).toMatchObject({ outlook: null, withoutOutlook: 'seasons' });
    expect(of(model, '2a.2')).toMatchObject({ outlook: null, withoutOutlook: 'kind' });
    expect(of(model, 'E1.1')).toMatchObject({ outlook: null, withoutOutlook: 'no-figure' });
  });

  it('leave the fingerprint of the data as it is', () => {
    expect(withPast('en').hash).toBe(withPast('en', { past: [] }).hash);
    expect(withPast('en').hash).toBe(withPast('fr').hash);
  });

  it('are in the main points where a target is missed', () => {
    expect(withPast('en').mainPoints).toContain(
      'On the trend so far 1 indicator misses its target for the end of the plan: People still living in collective centres (1a.1.2).',
    );
  });

  it('run over quarters in the report of a year', () => {
    const current = syntheticActuals('GLOBAL', '2025');
    const past = [...QUARTERS, '2025-Q3', '2025-Q4'].map((period, i) =>
      syntheticActuals('GLOBAL', period, (i + 5) / 10),
    );
    const model = withPast('en', { period: '2025', current, history: [], past: [...past, current] });
    expect(of(model, '1a.1.2')?.outlook).toMatchObject({
      frequency: 'quarterly',
      to: '2025-Q4',
      figures: 8,
      remaining: 4,
    });
  });

  it('are held against a region’s own targets, never against those of the whole plan', () => {
    const past = QUARTERS.map((period, i) => syntheticActuals('AFR', period, (i + 5) / 10));
    const model = withPast('en', { scope: 'AFR', current: syntheticActuals('AFR', '2025-Q2'), past });
    expect(of(model, '1a.1.2')).toMatchObject({ outlook: null, withoutOutlook: 'no-final-target' });
  });

  it('do not look past the report’s own period', () => {
    const later = syntheticActuals('GLOBAL', '2025-Q3', 9);
    const past = [...QUARTERS.map((period, i) => syntheticActuals('GLOBAL', period, (i + 5) / 10)), later];
    expect(withPast('en', { past })).toEqual(withPast('en'));
  });

  it.each([
    [
      'en',
      'Outlook to the end of the plan',
      'Target not met on this trend',
      'Too few years to tell a trend from the seasons (1):',
    ],
    [
      'fr',
      'Perspectives jusqu’à la fin du plan',
      'Cible non atteinte selon la tendance',
      'Trop peu d’années pour distinguer',
    ],
    [
      'es',
      'Perspectivas hasta el final del plan',
      'Meta no alcanzada según la tendencia',
      'Muy pocos años para distinguir',
    ],
    ['ar', 'التوقعات حتى نهاية الخطة', 'الاتجاه لا يحقق المستهدف', 'عدد السنوات أقل من أن يُميَّز'],
  ])('have a section in %s, the others by reason', (language, title, verdict, reason) => {
    const model = withPast(language);
    const html = renderReport(model, { source: templateSource, catalogue: reportCatalogue(language) });
    const section = html.slice(html.indexOf(`<h2>${title}</h2>`));
    expect(section).toContain(`<strong class="verdict unlikely">${verdict}</strong>`);
    expect(section).toContain(of(model, '1a.1.2')?.outlook?.sentence.slice(0, 40));
    expect(section).toContain(reason);
  });

  it('say so where there is none at all', () => {
    const html = renderReport(reportModel(), { source: templateSource, catalogue: reportCatalogue('en') });
    expect(html).toContain('No indicator has figures that bear an outlook yet.');
  });
});
