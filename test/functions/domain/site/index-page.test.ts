import { describe, expect, it } from 'vitest';
import { renderIndex } from '../../../../functions/domain/site/index-page.ts';
import { type PublishedReport, publishedOf } from '../../../../functions/domain/site/published.ts';
import { HOSTILE } from '../../../support/hostile.ts';
import {
  reportCatalogue,
  reportModel,
  reportPlan,
  templateSource,
  WHO_REPORTED,
} from '../../../support/report-data.ts';

const FILES = ['report.html', 'report.pdf', 'report.xlsx', 'report.csv', 'report.json', 'completeness.html'];
const entry = (change: Partial<PublishedReport> = {}): PublishedReport => ({
  ...publishedOf(reportModel(change.language ?? 'en'), FILES, WHO_REPORTED),
  ...change,
});
const page = (reports: readonly PublishedReport[], language = 'en', plan = reportPlan()): string =>
  renderIndex(reports, plan, { source: templateSource, catalogue: reportCatalogue(language) });
const linksOf = (html: string): string[] => [...html.matchAll(/ href="([^"#]+)"/g)].map(([, to = '']) => to);

describe('the page of reports', () => {
  it('lists them by period, the latest first, the whole before regions and offices', () => {
    const reports = [
      entry({ period: '2025-Q1' }),
      entry({ scope: 'KEN', scopeTitle: 'Kenya', scopeKind: 'country' }),
      entry({ scope: 'AFR', scopeTitle: 'Africa', scopeKind: 'region' }),
      entry(),
    ];
    const pages = linksOf(page(reports)).filter((link) => link.endsWith('report.html'));
    expect(pages).toEqual([
      '2025-Q2/GLOBAL/en/report.html',
      '2025-Q2/AFR/en/report.html',
      '2025-Q2/KEN/en/report.html',
      '2025-Q1/GLOBAL/en/report.html',
    ]);
    expect(page(reports.toReversed())).toBe(page(reports));
  });

  it('links each format there is, and no other', () => {
    const html = page([entry({ files: ['report.html', 'report.pdf', 'iati.xml'] })]);
    const links = linksOf(html.slice(0, html.indexOf('<h2>Who reported')));
    expect(links).toEqual(['report.html', 'report.pdf', 'iati.xml'].map((name) => `2025-Q2/GLOBAL/en/${name}`));
  });

  it('shows the reports of its own language, and leads to the pages of the others', () => {
    const html = page([entry(), entry({ language: 'ar' })], 'ar');
    expect(html).toContain('dir="rtl"');
    expect(linksOf(html)).toContain('index.en.html');
    expect(linksOf(html)).toContain('2025-Q2/GLOBAL/ar/report.html');
    expect(linksOf(html)).not.toContain('2025-Q2/GLOBAL/en/report.html');
  });

  it('says how the indicators stand, how old the data are, and how many figures were revised', () => {
    const html = page([entry({ revised: 2 })]);
    expect(html).toMatch(/4 On track/);
    expect(html).toContain('2 figures revised');
    expect(html).toContain('Data as of');
    expect(page([entry({ revised: 0 })])).not.toContain('revised');
  });

  it('says who had reported for each period, of the widest report there is', () => {
    const region = { scope: 'AFR', scopeTitle: 'Africa', scopeKind: 'region' } as const;
    const few = { counts: { silent: 0, returned: 0, partial: 0, complete: 1, 'not-expected': 0 }, due: null };
    const html = page([entry({ ...region, completeness: few }), entry(), entry({ ...region, period: '2025-Q1' })]);
    const rows = [...html.matchAll(/<tr><th scope="row"><a href="([^"]+)">([^<]+)<\/a> <small>([^<]+).*$/gm)].map(
      ([row, link, period, scope]) => [link, period, scope, row.replaceAll(/<th.*?<\/th>|<[^>]+>/g, ' ').match(/\S+/g)],
    );
    const figures = ['3', '1', '2', '7', '31', 'July', '2025'];
    expect(rows).toEqual([
      ['2025-Q2/GLOBAL/en/completeness.html', 'April–June 2025', 'World', figures],
      ['2025-Q1/AFR/en/completeness.html', 'January–March 2025', 'Africa', figures],
    ]);
    expect(html.match(/<th scope="col" class="figure">[^<]+/g)?.map((head) => head.split('>')[1])).toEqual([
      'Not reported',
      'Returned',
      'Partly reported',
      'Complete',
    ]);
  });

  it('tells offices where to put files, and until when', () => {
    const html = page([entry()]);
    expect(html).toContain('uploads/&lt;your office’s code&gt;/');
    expect(html).toContain('20 January 2026');
  });

  it('takes titles for text, and loads nothing', () => {
    const plan = { ...reportPlan(), title: { en: HOSTILE } };
    const html = page([entry({ scopeTitle: HOSTILE, scope: 'A"B', planTitle: HOSTILE })], 'en', plan);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/<(img|link|iframe)/);
    expect(linksOf(html)[0]).toBe('2025-Q2/A%22B/en/report.html');
    expect(html).toContain('default-src &#x27;none&#x27;');
  });
});
