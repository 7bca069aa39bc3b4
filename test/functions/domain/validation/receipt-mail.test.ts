import { describe, expect, it } from 'vitest';
import { issue, type ValidationIssue } from '../../../../functions/domain/validation/issue.ts';
import { createReceipt, type Receipt, type SubmissionStatus } from '../../../../functions/domain/validation/receipt.ts';
import { renderReceiptMail } from '../../../../functions/domain/validation/receipt-mail.ts';
import type { Replacement } from '../../../../functions/domain/validation/review/replaced.ts';
import { readTemplates } from '../../../../functions/templates.ts';
import { minimalPlan } from '../../../support/plan.ts';

const templates = readTemplates('templates');

type Facts = Partial<Omit<Receipt, 'schema' | 'language' | 'issues' | 'status'>>;

interface Given extends Facts {
  readonly language?: string;
  readonly attached?: string | null;
  readonly kept?: string | null;
}

function mail(status: SubmissionStatus, issues: readonly ValidationIssue[], given: Given = {}) {
  const { language = 'en', attached = null, kept = null, ...rest } = given;
  const catalogue = templates.catalogue(language);
  const facts = {
    ...{ status, orgUnit: 'KEN', key: 'uploads/KEN/2025/q1.csv', version: '1', planVersion: 3 },
    ...{ sha256: '0123456789abcdef0123456789abcdef', uploadedAt: '2025-04-10T08:05:00Z' },
    ...{ accepted: 0, returned: 0, periods: [], understood: [], ...rest },
  };
  const answer = {
    receipt: createReceipt(facts, issues, catalogue),
    plan: minimalPlan(),
    office: 'Kenya',
    receiptKey: 'receipts/KEN/2025/q1.csv.20250410080500000-01234567.json',
    corrections: { attached, key: kept },
  };
  return renderReceiptMail(answer, { source: templates.source, catalogue });
}

function unreadable(row: number, found = `n${row}`): ValidationIssue {
  return issue('not-a-number', 'error', { row, column: 'C', found, params: { count: 1, cells: `C${row}` } });
}

const unknownColumn = issue('unknown-column', 'warning', { sheet: 'Data', row: 1, column: 'D', found: 'Donor' });

function replaced(indicator: string, before: number | null, after: number | null, orgUnit = 'KEN'): Replacement {
  const difference = before === null || after === null ? null : after - before;
  return { orgUnit, indicator, period: '2025-Q1', before, after, difference, sheet: null, row: 2, column: 'C' };
}

describe('The subject', () => {
  it.each<[string, SubmissionStatus, readonly ValidationIssue[], Facts, string]>([
    ['all taken', 'accepted', [], { accepted: 3, periods: ['2025-Q1'] }, 'Everything taken: Kenya, January–March 2025'],
    [
      'points to check',
      'accepted-with-warnings',
      [unknownColumn],
      { accepted: 3, periods: ['2025-Q1', '2025-Q2', '2025-Q3'] },
      'Taken, please check: Kenya, Q1 2025 to Q3 2025',
    ],
    [
      'a part',
      'partially-accepted',
      [unreadable(2)],
      { accepted: 3, returned: 2, periods: ['2025-Q1'], returnedPeriods: ['2025-Q2'] },
      '2 figures to correct: Kenya, Q1 2025 to Q2 2025',
    ],
    [
      'one left',
      'partially-accepted',
      [unreadable(2)],
      { accepted: 3, returned: 1, periods: ['2025', '2025-Q1'] },
      '1 figure to correct: Kenya, 2025',
    ],
    [
      'a sheet not read',
      'partially-accepted',
      [issue('no-period', 'error')],
      { accepted: 3, periods: ['2024', '2025-Q1'] },
      'Taken in part: Kenya, 2024 to 2025',
    ],
    [
      'nothing',
      'rejected',
      [unreadable(2)],
      { returned: 1, returnedPeriods: ['2025-Q1'] },
      'Nothing taken, please correct: Kenya, January–March 2025',
    ],
    ['no workbook', 'rejected', [issue('file-pdf', 'error')], {}, 'Nothing taken, please correct: Kenya, q1.csv'],
    [
      'no figure',
      'accepted-with-warnings',
      [issue('nothing-reported', 'warning')],
      {},
      'No figure found: Kenya, q1.csv',
    ],
    [
      'a plan',
      'accepted',
      [],
      { orgUnit: 'plan', key: 'plan/plan 2025.xlsx' },
      'Plan in use: version 3 (plan 2025.xlsx)',
    ],
    [
      'a plan with points to check',
      'accepted-with-warnings',
      [issue('plan-no-email', 'warning')],
      { orgUnit: 'plan', key: 'plan/p.xlsx' },
      'Plan in use, please check: version 3 (p.xlsx)',
    ],
    [
      'a refused plan',
      'rejected',
      [issue('file-pdf', 'error')],
      { orgUnit: 'plan', key: 'plan/p.xlsx', planVersion: null },
      'Plan refused: p.xlsx',
    ],
  ])('says of %s the outcome first, then whose and which periods', (_, status, issues, facts, subject) => {
    expect(mail(status, issues, facts).subject).toBe(subject);
  });

  it.each([
    ['a new header', 'a\r\nBcc: all@example.org.csv', 'a Bcc: all@example.org.csv'],
    ['a turned direction', 'a\u202egpj.csv', 'a gpj.csv'],
    ['quotation marks', '"a" <b>.csv', '"a" <b>.csv'],
    ['hundreds of letters', `${'x'.repeat(300)}.csv`, `${'x'.repeat(27)}…xxxxxxxx.csv`],
  ])('stays one short line for a file name with %s', (_, name, shown) => {
    const { subject } = mail('rejected', [issue('file-pdf', 'error')], { key: `uploads/KEN/${name}` });
    expect(subject).toBe(`Nothing taken, please correct: Kenya, ${shown}`);
  });
});

describe('The mail about a file', () => {
  it('names each cell with what was found, what is wrong and what to do, in both parts', () => {
    const { html, text } = mail('partially-accepted', [unreadable(7, 'about ten')], { accepted: 2, returned: 1 });
    expect(text).toContain('2 of 3 figures in “q1.csv” were taken; 1 waits for your correction.');
    expect(text).toContain(
      [
        '  Where:         C7',
        '  Found:         about ten',
        '  What is wrong: “about ten” cannot be read as a figure for this indicator.',
        '  What to do:    Please write digits only, without words, ranges or other',
        '                 units: 0 if there was nobody or nothing. Leave the cell',
        '                 blank if there is no figure.',
        '  [not-a-number]',
      ].join('\n'),
    );
    for (const part of ['C7', 'about ten', 'cannot be read as a figure', 'Please write digits only', 'not-a-number'])
      expect(html).toContain(part);
  });

  it.each<[string, Given, RegExp]>([
    ['attached', { attached: 'q1 - corrections.xlsx' }, /Open the attached workbook “q1 - corrections\.xlsx”/],
    ['too large to be attached', { kept: 'receipts/KEN/q1.xlsx' }, /Fetch the workbook receipts\/KEN\/q1\.xlsx/],
    ['not to be had', {}, /Open your file “q1\.csv”/],
  ])('tells how to correct with a marked file that is %s', (_, given, first) => {
    const { html, text } = mail('rejected', [unreadable(2)], { returned: 1, ...given });
    const words = text.replace(/\s+/g, ' ');
    expect(words).toMatch(first);
    expect(words).toContain('upload it, whole, to the same folder: uploads/KEN/2025/.');
    expect(html).toContain('<h2>How to correct</h2>');
  });

  it.each<[SubmissionStatus, Facts, string]>([
    ['accepted', { accepted: 1 }, 'The one figure in “q1.csv” was taken.'],
    ['accepted', { accepted: 2 }, 'Both figures in “q1.csv” were taken.'],
    ['accepted', { accepted: 1200 }, 'All 1,200 figures in “q1.csv” were taken.'],
    [
      'partially-accepted',
      { accepted: 5 },
      '5 figures in “q1.csv” were taken, but part of the file could not be read.',
    ],
    ['rejected', { returned: 1 }, 'The one figure in “q1.csv” could not be taken.'],
    ['rejected', { returned: 2 }, 'Neither of the two figures in “q1.csv” could be taken.'],
    ['rejected', { returned: 3 }, 'None of the 3 figures in “q1.csv” could be taken.'],
    ['rejected', {}, '“q1.csv” could not be used, so nothing was taken from it.'],
  ])('that was %s, %j, says it in one sentence', (status, facts, sentence) => {
    const { html, text } = mail(status, [], facts);
    expect(text.replace(/\s+/g, ' ')).toContain(sentence);
    expect(html).toContain(sentence);
  });

  it('asks for nothing where everything was taken', () => {
    const { text } = mail('accepted', [], { accepted: 3, periods: ['2025-Q1'] });
    expect(text).toContain('There is nothing for you to do. Thank you.');
    expect(text).not.toMatch(/correct the|upload it/i);
  });

  it('leaves out the columns of cells where a file is returned as a whole', () => {
    const columns = (html: string) => [...html.matchAll(/<th scope="col"[^>]*>([^<]+)/g)].map(([, name]) => name);
    const whole = mail('rejected', [issue('file-pdf', 'error')]).html;
    expect(columns(whole)).toEqual(['What is wrong', 'What to do']);
    const cells = mail('rejected', [issue('no-period', 'error'), unreadable(2)], { returned: 1 }).html;
    expect(columns(cells)).toEqual(['Where', 'Found', 'What is wrong', 'What to do']);
  });

  it('speaks of cells to correct only where there are some', () => {
    expect(mail('rejected', [issue('file-pdf', 'error')]).text).not.toMatch(/HOW TO CORRECT|cells/);
  });

  it('does not thank for figures that an empty file does not hold', () => {
    const { text } = mail('accepted-with-warnings', [issue('nothing-reported', 'warning')]);
    expect(text).toContain('“q1.csv” was read, but it holds no figure.');
    expect(text).not.toMatch(/figures? taken/);
  });

  it('says once that nothing was taken', () => {
    const { text } = mail('rejected', [issue('nothing-accepted', 'error'), unreadable(2)], { returned: 1 });
    expect(text).not.toContain('No figure of this file could be taken');
    expect(text).not.toContain('further');
  });

  it('lets no kind of problem crowd out the others, and counts those it leaves out', () => {
    const many = Array.from({ length: 60 }, (_, index) => unreadable(index + 2));
    const period = issue('unknown-period', 'error', {
      row: 70,
      column: 'B',
      found: 'soon',
      params: { proposed: 'no' },
    });
    const { text } = mail('rejected', [...many, { ...period, params: { count: 1, cells: 'B70', proposed: 'no' } }], {
      attached: 'q1 - corrections.xlsx',
    });
    expect(text).toContain('“soon”');
    expect(text).toContain('“n13”');
    expect(text).not.toContain('“n14”');
    expect(text).toContain('48 further points are in the attached workbook.');
  });

  it('names the first of several cells and how many follow', () => {
    const params = { count: 3, cells: 'C2, C5, C9' };
    const { text } = mail('rejected', [issue('not-a-number', 'error', { row: 2, column: 'C', found: 'x', params })]);
    expect(text).toContain('Where:         C2 and 2 more cells\n');
  });

  it('tells file, time in the plan’s time zone, plan version, checksum and receipt', () => {
    const { text } = mail('accepted', [], { accepted: 1 });
    expect(text).toContain('File:     uploads/KEN/2025/q1.csv\n');
    expect(text).toContain('Uploaded: 10 April 2025 at 10:05 Central European Summer Time\n');
    expect(text).toContain('Plan:     version 3\n');
    expect(text).toContain('SHA-256:  0123456789ab…\n');
    expect(text).toContain('Receipt:  receipts/KEN/2025/q1.csv.20250410080500000-01234567.json\n');
  });

  it('shows how the columns were read where one was guessed, and only then', () => {
    const understood = [
      { sheet: null, column: 'A', header: 'Perriod', role: 'period' },
      { sheet: null, column: 'B', header: '', role: 'dimension sex' },
      { sheet: null, column: 'C', header: 'Women', role: 'indicator 1a.1, category sex=female' },
      { sheet: null, column: 'D', header: 'Donor', role: 'unknown' },
    ];
    const guess = issue('header-read-as', 'warning', { row: 1, column: 'A', found: 'Perriod', expected: 'Period' });
    const line =
      'How the columns were read: A (Perriod) = period · B = breakdown by Sex · C (Women) = 1a.1, female · D (Donor) = not read';
    const asOneLine = (text: string) => text.replace(/\s+/g, ' ');
    expect(asOneLine(mail('accepted-with-warnings', [guess], { accepted: 1, understood }).text)).toContain(line);
    expect(mail('accepted', [], { accepted: 1, understood }).text).not.toContain('How the columns');
  });
});

describe('The figures that replace earlier ones', () => {
  it('are told before and after with their difference, percentages as such, in the language’s notation', () => {
    const rows = [replaced('1a.1', 12_345, 13_345), replaced('1a.2', 0.45, 0.6), replaced('1a.1', 5, null, 'KEN-DAD')];
    const given = { accepted: 3, replaced: rows, unchanged: 2 };
    const english = mail('accepted', [], given).text;
    expect(english).toMatch(/ {2}1a\.1 {2}Q1 2025 +12,345 -> 13,345 +\+1,000\n {4}People reached/);
    expect(english).toMatch(/ {2}1a\.2 {2}Q1 2025 +45% -> +60% +\+15 points/);
    expect(english).toMatch(/ {2}1a\.1 {2}KEN-DAD · Q1 2025 +5 -> +–\n/);
    expect(english).toContain('2 figures were sent again unchanged.');
    expect(mail('accepted', [], { ...given, language: 'fr' }).text).toContain('12\u202f345 -> 13\u202f345');
  });

  it('stand with the largest changes first, fifteen at most, the rest counted', () => {
    const rows = Array.from({ length: 20 }, (_, i) => replaced('1a.1', 100, 100 + i));
    const { html, text } = mail('accepted', [], { accepted: 20, replaced: rows });
    const after = [...text.matchAll(/100 -> (\d+)/g)].map(([, number]) => Number(number));
    expect(after).toEqual(Array.from({ length: 15 }, (_, i) => 119 - i));
    for (const part of [html, text]) expect(part).toContain('and 5 more changed figures, in the full receipt');
  });
});

describe.each(['en', 'fr', 'es', 'ar'])('In %s', (language) => {
  const everything = (): ReturnType<typeof mail> => {
    const long = '<"&\'نص طويل '.repeat(200);
    const issues = Array.from({ length: 300 }, (_, i) => {
      const severity = i % 3 === 0 ? 'error' : i % 3 === 1 ? 'warning' : 'info';
      const cells = { count: 2, cells: `C${i}, C${i + 1}`, formula: 'failed' };
      const params = { ...cells, indicator: long, orgUnit: long, period: long, first: long };
      const code = ['duplicate-contradictory', 'not-a-number', 'cell-error', 'yes-no', 'duplicate-equal'][i % 5] ?? '';
      return issue(code, severity, { sheet: long, row: i, column: 'C', found: long, expected: long, params });
    });
    return mail('partially-accepted', issues, {
      ...{ language, accepted: 1, returned: 300, attached: 'q1.xlsx', key: `uploads/KEN/${long.replaceAll('/', '')}` },
      replaced: Array.from({ length: 100 }, () => replaced('1a.1', 1, 2)),
    });
  };

  it('the largest mail stays under 100 KB, needs nothing from elsewhere, and lets no markup through', () => {
    const { html } = everything();
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(Buffer.byteLength(html)).toBeGreaterThan(50_000);
    expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(|https?:/i);
    expect(html).not.toContain('<"');
  });

  it('lines of the text part fit a terminal, but for names without a space', () => {
    const { text } = everything();
    const long = text.split('\n').filter((line) => [...line].length > 80 && /\S \S/.test(line.trim()));
    expect(long.filter((line) => !/receipts\/|uploads\//.test(line))).toEqual([]);
  });

  it('runs in the direction of the language', () => {
    const { html } = mail('accepted', [], { language, accepted: 1 });
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  });
});

it('In Arabic, codes, periods and names keep their own direction inside a sentence', () => {
  const params = { orgUnit: 'KEN', indicator: '1a.2', period: '2025-Q3' };
  const found = issue('numerator-over-denominator', 'error', {
    row: 7,
    column: 'G',
    found: '142',
    expected: '≤ 121',
    params,
  });
  const { text } = mail('rejected', [found], { language: 'ar', returned: 1 });
  for (const value of ['1a.2', '2025-Q3', '≤ 121', 'q1.csv']) expect(text).toContain(`\u2066${value}\u2069`);
});

describe('In Arabic', () => {
  const long = `x-1 ${'نص طويل '.repeat(60)}`;
  const found = issue('duplicate-contradictory', 'error', {
    ...{ sheet: 'Data', row: 7, column: 'G', found: '2025-Q4', expected: '1' },
    params: { indicator: '1a.2', orgUnit: long, period: '2025-Q4', first: long, cells: 'G7' },
  });
  const { subject, html, text } = mail('rejected', [found], { language: 'ar', returned: 1 });

  it('a place is read from right to left, whatever letter it begins with', () => {
    expect(html).toContain('<bdi dir="rtl">\u2066G7\u2069 · الورقة «Data»</bdi>');
  });

  it('the subject keeps names in their own direction', () => {
    expect(subject).toMatch(/\u2066q1\.csv\u2069$/);
  });

  it('each line of the text part begins from the right and closes what it opens, also where a sentence was cut', () => {
    const lines = text.split('\n').filter((line) => line !== '');
    expect(text).toContain('…');
    for (const line of lines) {
      expect(line.startsWith('\u200f')).toBe(true);
      expect(line.match(/[\u2066-\u2068]/g)?.length).toBe(line.match(/\u2069/g)?.length);
    }
  });
});
