import { describe, expect, it } from 'vitest';
import { renderReportMail } from '../../../../functions/domain/report/report-mail.ts';
import { reportCatalogue, reportModel, templateSource } from '../../../support/report-data.ts';

function mail(language: string) {
  return renderReportMail(reportModel(language), { source: templateSource, catalogue: reportCatalogue(language) });
}

describe('renderReportMail', () => {
  it.each([
    ['en', 'Results report: World, April–June 2025'],
    ['fr', 'Rapport de résultats\u00a0: Monde, avril-juin 2025'],
    ['es', 'Informe de resultados: World, abril-junio de 2025'],
    ['ar', 'تقرير النتائج: World، أبريل–يونيو 2025'],
  ])('names scope and period in the subject in %s', (language, subject) => {
    expect(mail(language).subject).toBe(subject);
  });

  it('carries the main points and the counts by status in both forms', () => {
    const { html, text } = mail('en');
    for (const form of [html, text]) {
      expect(form).toContain('1 office has not reported: Niger.');
      expect(form).toContain('The full report is attached as a PDF.');
    }
    expect(text).toContain('On track: 4\n');
    expect(html).toMatch(/On track<\/th><td[^>]*>4<\/td>/);
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
