import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import type { ReportModel } from '../../../../functions/domain/report/schema.ts';
import { fullReport } from '../../../support/full-report.ts';
import {
  digest,
  reportCatalogue,
  reportModel,
  reportPlan,
  syntheticActuals,
  templateSource,
} from '../../../support/report-data.ts';

const HOSTILE = '</style><script>alert("1")</script><img src=x onerror=alert(1)>';

function render(language: string, model: ReportModel = reportModel(language)): string {
  return renderReport(model, { source: templateSource, catalogue: reportCatalogue(language) });
}

function hostile(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(hostile);
  const worded = ['title', 'text', 'unit', 'description', 'scopeTitle'];
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, worded.includes(key) ? HOSTILE : hostile(part)]),
  );
}

describe('renderReport', () => {
  it.each(['en', 'fr', 'es', 'ar'])('writes every word of the page in %s', (language) => {
    const html = render(language);
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(html).not.toMatch(/report\.[a-z-]+\.[a-z-]+/);
    expect(html).not.toContain('undefined');
    expect(html).not.toContain('[object');
  });

  it('needs nothing but itself', () => {
    const html = render('en');
    expect(html).not.toMatch(/<script|<link|<iframe|\ssrc=|url\(|@import|https?:/i);
    expect(html).toContain('default-src &#x27;none&#x27;');
    expect(html).not.toContain('script-src');
  });

  it('lets its own scripts run and no others, after all there is to read; nothing in it moves', () => {
    const html = renderReport(reportModel(), { source: templateSource, catalogue: reportCatalogue('en'), digest });
    const [own = ''] = [...(/<script>(.*?)<\/script>/s.exec(html)?.slice(1) ?? [])];
    expect(html).toContain(`&#x27;sha256-${digest(own).replaceAll('=', '&#x3D;')}&#x27;`);
    expect(html.indexOf('<script')).toBeGreaterThan(html.indexOf('</main>'));
    expect(html).not.toMatch(/transition|animation|scroll-behavior/);
  });

  it('gives the same text for the same model', () => {
    expect(render('en')).toBe(render('en'));
  });

  it('lets no title, note or unit of the data become markup', async () => {
    const { ReportModel } = await import('../../../../functions/domain/report/schema.ts');
    const html = render('en', ReportModel.parse(hostile({ ...reportModel(), mainPoints: [HOSTILE] })));
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });

  it('names an indicator without any figure, but gives it no row', () => {
    const html = render('en');
    const silent = /<p class="silent">Without a figure so far:(.*?)<\/p>/.exec(html)?.[1] ?? '';
    expect(silent).toContain('Staff trained in safety');
    expect(silent.match(/class="listed"/g)).toHaveLength(1);
    expect(html).not.toMatch(/<th scope="row"[^>]*><bdi class="code">E1\.1<\/bdi>/);
    expect(html).toMatch(/<th scope="row"[^>]*><bdi class="code">2a\.2<\/bdi>/);
  });

  it('says whose file was returned and not corrected', () => {
    expect(render('en')).not.toContain('Returned and not yet corrected');
    expect(render('en', reportModel('en', { returned: ['COL'] }))).toContain(
      'Returned and not yet corrected (1): Colombia.',
    );
  });

  it('says the status in a word and a shape, and prints the rule with the plan’s thresholds', () => {
    const html = render('en');
    expect(html).toMatch(/<span class="status fg-off-track"><svg[^>]*aria-hidden="true".*?<\/svg> Off track<\/span>/);
    expect(html).toContain('on track at an attainment of 90% or more; off track below 60%');
  });

  it('shows ten categories of an open list, the sum of the others, and folds those away', () => {
    const html = render('en');
    expect(html).toContain('<th scope="row">6 others</th>');
    expect(html).toMatch(/<details>\s*<summary>Show the other 6<\/summary>/);
  });

  it('says in a line what has no data', () => {
    const html = render('en', reportModel('en', { current: null, children: [], history: [] }));
    for (const line of [
      'no data received yet',
      'No indicator of a cross-cutting priority is reported',
      'There are no figures from units below this one to compare.',
      'No office added a note; no file was returned, came late or changed figures published before.',
    ])
      expect(html).toContain(line);
  });

  it.each([
    [1, 'The office has reported.'],
    [0, 'The office has not reported yet.'],
  ])('speaks of a single office in its own words: %d', (reported, line) => {
    expect(render('en', { ...reportModel(), coverage: { reported, expected: 1 } })).toContain(line);
  });

  it('says where a figure is shown for each office only', () => {
    const plan = {
      ...reportPlan(),
      indicators: reportPlan().indicators.map((i) => ({ ...i, overOrgUnits: 'none' as const })),
    };
    const current = syntheticActuals('GLOBAL', '2025-Q2');
    const actuals = current.actuals.map((actual) => ({ ...actual, value: null }));
    const model = reportModel('en', { plan, current: { ...current, actuals } });
    expect(render('en', model)).toContain('shown for each office only');
    expect(render('en')).not.toContain('shown for each office only');
  });

  it('draws a trend from three periods on', () => {
    const short = reportModel('en', { history: [syntheticActuals('GLOBAL', '2025-Q1')] });
    expect(render('en')).toContain('class="chart spark"');
    expect(render('en', short)).not.toContain('class="chart spark"');
  });

  it('puts plan, scope and page numbers on each printed page', () => {
    const html = render('fr');
    expect(html).toContain('"Page " counter(page) " sur " counter(pages)');
    expect(html).toMatch(/@top-left \{ content: "Plan stratégique/);
  });

  it('compares few units across and many down', () => {
    const children = ['AFR', 'AME', 'KEN', 'NER', 'COL', 'KEN-DAD', 'GLOBAL'].map((scope) =>
      syntheticActuals(scope, '2025-Q2', 0.1),
    );
    const many = render('en', reportModel('en', { children }));
    expect(render('en')).toMatch(/<th scope="col" class="figure">Africa<\/th>/);
    expect(many).toMatch(/<th scope="row">Africa<\/th>/);
  });
});

describe('the page of the shipped plan', () => {
  const render = (share: number) => {
    const options = { source: templateSource, catalogue: reportCatalogue('en'), digest };
    return Buffer.byteLength(renderReport(fullReport('en', share), options));
  };

  it('stays below 300 KB with figures on half of its 213 indicators, their trends and all their breakdowns', () => {
    expect(render(1 / 2)).toBeLessThan(300_000);
  });

  it('stays below 400 KB with figures on all of them', () => {
    expect(render(1)).toBeLessThan(400_000);
  });
});
