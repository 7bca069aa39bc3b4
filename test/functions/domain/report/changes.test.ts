import { describe, expect, it } from 'vitest';
import { editionOf, isSame, revisionsSince } from '../../../../functions/domain/report/edition.ts';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import { renderReportMail } from '../../../../functions/domain/report/report-mail.ts';
import type { ChangedFigure, ReportModel, RevisingFile } from '../../../../functions/domain/report/schema.ts';
import { changesSection, revisedLine } from '../../../../functions/domain/report/view/changes.ts';
import { pageOf } from '../../../../functions/domain/report/view/page.ts';
import { reportCatalogue, reportModel, syntheticActuals, templateSource } from '../../../support/report-data.ts';

const file = (orgUnit: string, title: string, key: string, day: string): RevisingFile => ({
  ...{ orgUnit, title, key: `uploads/${orgUnit}/${key}`, uploadedAt: `2025-07-${day}T22:30:00.000Z`, sha256: 'ab' },
});
const changed = (change: Partial<ChangedFigure>): ChangedFigure => ({
  ...{ indicator: '1a.1.1', period: '2025-Q1', before: 4960, now: 5200, difference: 240, planVersion: null },
  files: [0],
  ...change,
});
const CORRECTED = file('KEN', 'Kenya', 'Q1 corrected (final).xlsx', '03');
const FILES = [CORRECTED, ...['01', '02', '03', '04', '05'].map((day) => file('KEN', 'Kenya', day, day))];

function revised(language: string, figures: readonly ChangedFigure[], period = '2025-Q1', files = FILES): ReportModel {
  const since = { period, asOf: '2025-04-18T22:30:00.000Z', planVersion: 2 };
  return { ...reportModel(language), changes: { since, figures: [...figures], files } };
}

function section(language: string, ...figures: readonly ChangedFigure[]) {
  return changesSection(pageOf(revised(language, figures), reportCatalogue(language)));
}

const resources = (language: string) => ({ source: templateSource, catalogue: reportCatalogue(language) });

describe('The section on changes since the last report', () => {
  it('says what a figure was and is, the difference and the file, dated in the plan’s time zone', () => {
    const { lead, rows, more } = section('en', changed({}));
    expect(lead).toBe('1 figure has been revised since the report on January–March 2025 (data as of 19 April 2025).');
    expect(rows).toMatchObject([
      {
        ...{
          code: '1a.1.1',
          period: 'January–March 2025',
          before: '4,960',
          now: '5,200',
          difference: '\u2066+240\u2069',
        },
        causes: ['Kenya: \u2068Q1 corrected (final).xlsx\u2069, uploaded on 4 July 2025'],
      },
    ]);
    expect(more).toBeNull();
  });

  it.each([
    ['a fall', changed({ before: 10, now: 4, difference: -6 }), ['10', '4', '\u2066-6\u2069']],
    ['a late figure', changed({ before: null, now: 4, difference: null }), ['not reported', '4', null]],
    ['a withdrawal', changed({ before: 0, now: null, difference: null }), ['0', 'not reported', null]],
    [
      'percentages in points',
      changed({ indicator: '1a.2.1', before: 0.5, now: 0.625, difference: 0.125 }),
      ['50%', '62.5%', '\u2066+12.5\u2069 percentage points'],
    ],
  ])('writes %s as such', (_, figure, words) => {
    const [row] = section('en', figure).rows;
    expect([row?.before, row?.now, row?.difference]).toEqual(words);
  });

  it.each([
    ['the plan alone', changed({ files: [], planVersion: 3 }), ['Version 3 of the plan']],
    ['a file judged late', changed({ files: [] }), ['A file that was still being judged when that report was made']],
    [
      'many files and the plan',
      changed({ planVersion: 3, files: [1, 2, 3, 4, 5] }),
      [
        ...['01', '02', '03'].map((day) => expect.stringContaining(`Kenya: \u2068${day}\u2069`)),
        'and 2 other files',
        'Version 3 of the plan',
      ],
    ],
  ])('names as cause %s', (_, figure, causes) => {
    expect(section('en', figure).rows[0]?.causes).toEqual(causes);
  });

  it('lists sixty figures and says how many more there are', () => {
    const { rows, more } = section('en', ...Array.from({ length: 75 }, () => changed({})));
    expect(rows).toHaveLength(60);
    expect(more).toBe('15 more figures are listed in report.json.');
  });

  it('leaves to the data file what is less than the decimals shown', () => {
    const { rows, more } = section('en', changed({ before: 10.1, now: 10.2 }), changed({}));
    expect(rows).toHaveLength(1);
    expect(more).toBe('1 more figure is listed in report.json.');
  });

  it('is one line where there is nothing to tell', () => {
    expect(section('en')).toEqual({
      lead: 'No figure has been revised since the report on January–March 2025 (data as of 19 April 2025).',
      rows: [],
      more: null,
    });
    expect(changesSection(pageOf(reportModel(), reportCatalogue('en'))).lead).toContain('the first report of its kind');
  });

  it.each(['en', 'fr', 'es', 'ar'])(
    'is in the page in %s, with nothing of a file name taken for markup',
    (language) => {
      const strange = file('KEN', 'Kenya', '<b>نتائج & more.csv', '03');
      const html = renderReport(revised(language, [changed({})], '2025-Q1', [strange]), resources(language));
      expect(html).toContain(reportCatalogue(language).text('report.section.changes'));
      expect(html).toContain('&lt;b&gt;نتائج &amp; more.csv');
    },
  );
});

describe('Where something was revised', () => {
  it('the reader is told under what to know, and the mail in one line', () => {
    const model = revised('en', [changed({}), changed({ indicator: '2a.1' })]);
    const line = revisedLine(model, { catalogue: reportCatalogue('en') }) ?? '';
    expect(renderReport(model, resources('en'))).toContain(`<li>${line}</li>`);
    const { text, html, subject } = renderReportMail(model, resources('en'));
    for (const form of [text, html]) expect(form).toContain(line);
    expect(subject).not.toContain('revised');
    expect(renderReportMail(revised('en', []), resources('en')).text).not.toContain('revised');
  });

  it('the subject says so of a report on the same period', () => {
    const again = renderReportMail(revised('en', [changed({})], '2025-Q2'), resources('en'));
    expect(again.subject).toBe('Results report: World, April–June 2025 – revised · 1 off track, 4 on track');
  });
});

describe('Revisions', () => {
  const edition = (period: string, ...scales: readonly (readonly [string, number])[]) => {
    const published = scales.map(([one, scale]) => syntheticActuals('GLOBAL', one, scale));
    const made = editionOf(period, published);
    if (!made) throw new Error('There is no data');
    return made;
  };
  const same = (code: string) => code;

  it('are none between equal editions, and the other way round where editions are exchanged', () => {
    const first = edition('2025-Q1', ['2025-Q1', 0.8]);
    const second = edition('2025-Q2', ['2025-Q1', 0.9], ['2025-Q2', 1]);
    const codes = Object.keys(second.figures);
    expect(revisionsSince(first, first, codes, same)).toEqual([]);
    const found = revisionsSince(first, second, codes, same);
    expect(found.map(({ indicator }) => indicator)).toEqual(['1a.1.1', '1a.1.2', '1a.2.1', '2a.1']);
    const back = revisionsSince(second, first, codes, same);
    expect(back).toEqual(found.map(({ before, now, ...rest }) => ({ ...rest, before: now, now: before })));
  });

  it('are never of a period that only one of the two speaks of', () => {
    const first = edition('2025-Q1', ['2025-Q1', 0.8]);
    const second = edition('2025-Q3', ['2025-Q1', 0.8], ['2025-Q2', 1], ['2025-Q3', 1]);
    expect(revisionsSince(first, second, Object.keys(second.figures), same)).toEqual([]);
    expect(revisionsSince(second, first, Object.keys(second.figures), same)).toEqual([]);
  });

  it.each([
    [0.1 + 0.2, 0.3, true],
    [1e15, 1e15 + 1, true],
    [1_000_000, 1_000_001, false],
    [0, 1e-9, false],
    [0, 0, true],
    [0, 5e-17, true],
    [null, 0, false],
    [null, null, true],
  ])('tell %s from %s only beyond the last digits of a sum: %s', (a, b, expected) => {
    expect(isSame(a, b)).toBe(expected);
    expect(isSame(b, a)).toBe(expected);
  });
});
