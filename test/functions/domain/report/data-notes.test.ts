import { expect, it } from 'vitest';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import type { ReportModel } from '../../../../functions/domain/report/schema.ts';
import { dataNotes } from '../../../../functions/domain/report/view/data-notes.ts';
import { pageOf } from '../../../../functions/domain/report/view/page.ts';
import { reportCatalogue, reportModel, templateSource } from '../../../support/report-data.ts';

const KENYA = { code: 'KEN', title: 'Kenya' };
const NIGER = { code: 'NER', title: 'Niger' };
const COLOMBIA = { code: 'COL', title: 'Colombia' };
const NOTE = { orgUnit: 'KEN', title: 'Kenya', indicator: '1a.1.1', period: '2025-Q2', text: 'Two sites closed' };
const QUIET = { returned: [], late: [], notes: [] };

const fileOf = ({ code, title }: typeof KENYA, name: string) => ({
  ...{ orgUnit: code, title, key: `uploads/${code}/${name}`, uploadedAt: '2025-07-02T08:00:00.000Z', sha256: 'ab' },
});
const changedBy = (...files: number[]) => ({
  ...{ indicator: '1a.1.1', period: '2025-Q1', before: 1, now: 2, difference: 1, planVersion: null, files },
});
const since = { period: '2025-Q1', asOf: '2025-04-18T22:30:00.000Z', planVersion: 1 };

const of = (language: string, changes: Partial<ReportModel>) =>
  dataNotes(pageOf({ ...reportModel(language), ...QUIET, ...changes }, reportCatalogue(language)));

it('tells of each office that its file was returned, came late and what it changed, before its remarks', () => {
  const files = [fileOf(KENYA, 'a.csv'), fileOf(KENYA, 'b.csv'), fileOf(NIGER, 'c.csv')];
  const changes = { since, figures: [changedBy(0, 1, 2), changedBy(1)], files };
  const told = of('en', { returned: [COLOMBIA, KENYA], late: [KENYA], notes: [NOTE], changes });
  expect(told.remarking).toEqual([
    {
      title: 'Kenya',
      facts: [
        'A file was returned and has not been corrected yet.',
        'Reported after the due date; its figures are included.',
        'Its files have changed 2 figures published before.',
      ],
      notes: [expect.objectContaining({ code: '1a.1.1', period: 'April–June 2025', text: 'Two sites closed' })],
    },
  ]);
  expect(told.brief).toEqual([
    { title: 'Colombia', facts: ['A file was returned and has not been corrected yet.'], notes: [] },
    { title: 'Niger', facts: ['Its files have changed 1 figure published before.'], notes: [] },
  ]);
});

it.each([
  ['fr', 'Ses fichiers ont modifié 2 chiffres déjà publiés.'],
  ['es', 'Sus archivos han modificado 2 cifras ya publicadas.'],
  ['ar', 'غيّرت ملفاته رقمين سبق نشرهما.'],
])('counts what an office changed in %s', (language, line) => {
  const changes = { since, figures: [changedBy(0), changedBy(0)], files: [fileOf(NIGER, 'a.csv')] };
  expect(of(language, { changes }).brief).toEqual([{ title: 'Niger', facts: [line], notes: [] }]);
});

it('is one line on the page where there is nothing to tell, and none where there is', () => {
  const line = 'No office added a note; no file was returned, came late or changed figures published before.';
  const page = (changes: Partial<ReportModel>) =>
    renderReport(
      { ...reportModel(), ...QUIET, ...changes },
      { source: templateSource, catalogue: reportCatalogue('en') },
    );
  expect(page({})).toContain(line);
  for (const told of [{ late: [NIGER] }, { returned: [NIGER] }, { notes: [NOTE] }])
    expect(page(told)).not.toContain(line);
});
