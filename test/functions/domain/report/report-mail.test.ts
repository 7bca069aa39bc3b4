import { describe, expect, it } from 'vitest';
import { type Enclosed, renderReportMail } from '../../../../functions/domain/report/report-mail.ts';
import { reportCatalogue, reportModel, templateSource } from '../../../support/report-data.ts';

function mail(language: string, enclosed?: Enclosed) {
  const options = { source: templateSource, catalogue: reportCatalogue(language) };
  return renderReportMail(reportModel(language), options, enclosed);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;');

describe('renderReportMail', () => {
  it.each([
    ['en', 'Results report: World, April–June 2025 · 1 off track, 4 on track'],
    ['fr', 'Rapport de résultats\u00a0: Monde, avril-juin 2025 · 1 en retard, 4 en bonne voie'],
    ['es', 'Informe de resultados: World, abril-junio de 2025 · '],
    ['ar', 'تقرير النتائج: World، أبريل–يونيو 2025 · '],
  ])('carries scope, period and finding in the subject in %s, the worst first', (language, subject) => {
    expect(mail(language).subject.startsWith(subject)).toBe(true);
    expect(mail(language).html).toContain(`opacity:0">${escaped(reportModel(language).mainPoints[0] ?? '')}`);
  });

  it('names what is attached with its size, and what was too large with its folder, or a link and how long it holds', () => {
    const enclosed = {
      attached: [
        { name: 'a.pdf', bytes: 1_130_000 },
        { name: 'b.csv', bytes: 400 },
      ],
      left: [
        { name: 'c.json', bytes: 36_000_000, link: null },
        { name: 'd.pdf', bytes: 9_000_000, link: 'https://links.example.org/?t=c.d' },
      ],
      until: '2026-02-14T10:00:00.000Z',
      unsubscribe: 'https://links.example.org/?t=a.b',
      folder: 'reports/2025/GLOBAL/en',
    };
    const { html, text } = mail('en', enclosed);
    for (const form of [html, text]) {
      expect(form).toContain('Attached: a.pdf (1.1\u00a0MB), b.csv (1\u00a0KB).');
      expect(form).toContain('c.json (36\u00a0MB). They are kept in the bucket, under reports/2025/GLOBAL/en/.');
    }
    expect(text).toContain('until 14 February 2026:\nd.pdf (9\u00a0MB)\nhttps://links.example.org/?t=c.d\n');
    expect(html).toMatch(/<a class="head" href="https:\/\/links.example.org\/\?t&#x3D;c.d"[^>]*>d.pdf/);
    expect(text).toContain('Unsubscribe: https://links.example.org/?t=a.b\n');
    expect(mail('en').text).not.toContain('Attached');
    expect(mail('en').text).not.toContain('Unsubscribe');
  });

  it('draws its bars as cells that fill their row, takes no image, and stays small', () => {
    const { html } = mail('en');
    expect(html).not.toMatch(/<(img|svg)|url\(/);
    for (const [, bar, rest] of html.matchAll(/width="(\d+)%" style="height:10px[^>]*><\/td><td width="(\d+)%"/g))
      expect(Number(bar) + Number(rest)).toBe(100);
    expect(html.match(/class="bar-on-track" width="67%"/)).not.toBeNull();
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });

  it('carries the main points and the counts by status in both forms', () => {
    const { html, text } = mail('en');
    for (const form of [html, text]) {
      expect(form).toContain('1 office has not reported: Niger.');
    }
    expect(text).toContain('On track: 4\n');
    expect(html).toMatch(/On track<\/th><td[^>]*>4<\/td>/);
    expect(html).toContain('prefers-color-scheme: dark');
  });

  it('reads from right to left in Arabic', () => {
    expect(mail('ar').html).toContain('<html lang="ar" dir="rtl">');
  });

  it('keeps markup of the data out of the mail', () => {
    const model = { ...reportModel(), scopeTitle: '<b>World</b>', mainPoints: ['<i>one</i>'] };
    const { html } = renderReportMail(model, { source: templateSource, catalogue: reportCatalogue('en') });
    expect(html).not.toMatch(/<b>|<i>/);
  });
});
