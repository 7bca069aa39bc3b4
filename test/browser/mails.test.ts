import { afterAll, beforeAll, expect, it } from 'vitest';
import { completenessOf } from '../../functions/domain/completeness/completeness.ts';
import { renderCompletenessMail } from '../../functions/domain/completeness/mail.ts';
import { renderReminder } from '../../functions/domain/reminder/mail.ts';
import { remindersDue } from '../../functions/domain/reminder/reminders.ts';
import { buildReport } from '../../functions/domain/report/build-report.ts';
import { renderReportMail } from '../../functions/domain/report/report-mail.ts';
import { issue } from '../../functions/domain/validation/issue.ts';
import { createReceipt, type SubmissionStatus } from '../../functions/domain/validation/receipt.ts';
import { renderReceiptMail } from '../../functions/domain/validation/receipt-mail.ts';
import { aSubmission, factsFrom, RETURNED } from '../functions/domain/completeness/support.ts';
import { annualInput } from '../support/annual-data.ts';
import { axeFindings } from '../support/axe.ts';
import { minimalPlan } from '../support/plan.ts';
import { openBrowser } from '../support/real-browser.ts';
import { reportCatalogue, reportModel, templateSource } from '../support/report-data.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(() => browser.close());

const options = (language: string) => ({ source: templateSource, catalogue: reportCatalogue(language) });
const plan = minimalPlan();
const facts = factsFrom(plan, '2025-Q2', [['KEN', '1a.1']], { COL: [aSubmission('2025-07-06T08:00:00Z', RETURNED)] });
const left = 'https://links.example.org/?t=end';

function receipt(language: string): string {
  const status: SubmissionStatus = 'partially-accepted';
  const { catalogue } = options(language);
  const told = {
    ...{ status, orgUnit: 'KEN', key: 'uploads/KEN/2025/q1.csv', version: '1', planVersion: 3 },
    ...{ sha256: '0123456789abcdef0123456789abcdef', uploadedAt: '2025-04-10T08:05:00Z', understood: [] },
    ...{ accepted: 3, returned: 1, periods: ['2025-Q1'] },
  };
  const cell = { row: 2, column: 'C', found: 'n2', params: { count: 1, cells: 'C2' } };
  const answer = {
    receipt: createReceipt(told, [issue('not-a-number', 'error', cell)], catalogue),
    ...{ plan, office: 'Kenya', receiptKey: 'receipts/KEN/q1.json', corrections: { attached: 'q1.xlsx', key: null } },
  };
  return renderReceiptMail(answer, options(language)).html;
}

const MAILS: Readonly<Record<string, (language: string) => string>> = {
  'that brings a report': (language) => {
    const files = {
      left: [{ name: 'report.json', bytes: 9_000_000, link: left }],
      folder: 'reports/2025-Q2/GLOBAL/en/',
    };
    const enclosed = {
      ...{ attached: [{ name: 'report.pdf', bytes: 480_000 }], ...files, until: '2025-08-20T06:00:00Z' },
      unsubscribe: left,
    };
    return renderReportMail(reportModel(language), options(language), enclosed).html;
  },
  'that brings an annual report': (language) =>
    renderReportMail(buildReport(annualInput(language)), options(language)).html,
  'on completeness': (language) => {
    const asked = { plan, planVersion: 1, period: '2025-Q2', scope: 'GLOBAL', language, facts: facts, history: [] };
    return renderCompletenessMail(completenessOf(asked), options(language), left).html;
  },
  'that reminds an office': (language) => {
    const [first] = remindersDue({ plan, today: '2025-07-13', facts: (unit) => facts(unit) });
    if (!first) throw new Error('Nobody owes anything');
    return renderReminder(first, { plan, attached: true }, options(language)).html;
  },
  'that answers a file': receipt,
};

const CASES = Object.keys(MAILS).flatMap((kind) => ['en', 'ar'].map((language) => [kind, language] as const));

it.each(CASES)('a mail %s is read on a telephone, by day and by night: %s', async (kind, language) => {
  const { page } = await browser.open(MAILS[kind]?.(language) ?? '', { width: 320 });
  const found: string[] = [];
  for (const value of ['light', 'dark'] as const) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    found.push(...(await axeFindings(page, 'mail')).map((line) => `${value} ${line}`));
    const ground = await page.$eval(
      '.page',
      (body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor,
    );
    const [red = 0] = /\d+/.exec(ground ?? '')?.map(Number) ?? [];
    expect(red < 128 ? 'dark' : 'light').toBe(value);
  }
  expect(found).toEqual([]);
  expect(await page.$eval('html', (root) => root.scrollWidth - root.clientWidth)).toBe(0);
  await page.close();
});
