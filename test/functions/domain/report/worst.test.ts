import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import { worstOf } from '../../../../functions/domain/report/ranking.ts';
import type { ReportIndicator } from '../../../../functions/domain/report/schema.ts';
import { reportCatalogue, reportModel, templateSource } from '../../../support/report-data.ts';

const [pattern] = reportModel().indicators;

function standing(
  code: string,
  status: ReportIndicator['status'],
  attainment: number | null,
  rest: Partial<ReportIndicator> = {},
) {
  if (!pattern) throw new Error('The model has no indicator');
  return { ...pattern, code, status, attainment, baseline: null, expected: 100, ...rest };
}

const ceiling = { direction: 'decrease', rightSide: 'below' } as const;

describe('the indicator that stands worst', () => {
  it.each([
    {
      of: 'off track before at risk, whatever the attainment',
      among: [standing('a', 'at-risk', 0.1), standing('b', 'off-track', 0.4)],
      worst: 'b',
    },
    {
      of: 'the furthest behind of those off track',
      among: [standing('a', 'off-track', 0.3), standing('b', 'off-track', -0.2), standing('c', 'achieved', 9)],
      worst: 'b',
    },
    {
      of: 'the least ahead where all are on track',
      among: [standing('a', 'achieved', 1), standing('b', 'on-track', 0.98), standing('c', 'on-track', 0.95)],
      worst: 'c',
    },
    {
      of: 'a limit passed by more before one passed by less',
      among: [standing('a', 'off-track', 2.1, ceiling), standing('b', 'off-track', 4, ceiling)],
      worst: 'b',
    },
    {
      of: 'the first of the plan among equals',
      among: [standing('a', 'at-risk', 0.6), standing('b', 'at-risk', 0.6)],
      worst: 'a',
    },
    {
      of: 'one of known attainment, wherever the others stand',
      among: [standing('a', 'at-risk', 0.6), standing('b', 'at-risk', null), standing('c', 'at-risk', 0.7)],
      worst: 'a',
    },
    {
      of: 'one of unknown attainment last',
      among: [standing('a', 'at-risk', null), standing('b', 'at-risk', 0.6)],
      worst: 'b',
    },
    {
      of: 'none without figures',
      among: [standing('a', 'no-data', null), standing('b', 'no-target', null)],
      worst: undefined,
    },
    { of: 'none of none', among: [], worst: undefined },
  ])('is $of', ({ among, worst }) => {
    expect(worstOf(among)?.code).toBe(worst);
  });

  it.each([
    ['en', 'Weakest:', 'Off track', '30.5% of the progress expected'],
    ['fr', 'Le plus faible :', 'En retard', '30,5 % de l’avancement attendu'],
    ['es', 'El más débil:', 'Con retraso', '30,5 % del avance previsto'],
    ['ar', 'الأضعف:', 'خارج المسار', '30.5‎%‎ من التقدم المتوقع'],
  ])('is named in %s in the table of objectives and under the heading of each', (language, label, word, way) => {
    const html = renderReport(reportModel(language), { source: templateSource, catalogue: reportCatalogue(language) });
    const lines = [...html.matchAll(/<span class="worst">(.*?)\n/g)].map((match) =>
      (match[1] ?? '')
        .replace(/<svg.*?<\/svg>/g, '')
        .replace(/<[^>]*>/g, '')
        .replace(/[\u00a0\u202f]/g, ' '),
    );
    const line = lines.filter((one) => one.includes('2a.1 '));
    expect(line.length).toBeGreaterThanOrEqual(3);
    for (const one of line) {
      expect(one.startsWith(`${label} 2a.1 `)).toBe(true);
      expect(one.endsWith(`:  ${word}${language === 'ar' ? '،' : ','} ${way}`)).toBe(true);
    }
  });
});
