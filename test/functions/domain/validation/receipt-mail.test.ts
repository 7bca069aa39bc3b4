import { describe, expect, it } from 'vitest';
import { issue, type ValidationIssue } from '../../../../functions/domain/validation/issue.ts';
import { createReceipt, type SubmissionStatus } from '../../../../functions/domain/validation/receipt.ts';
import { renderReceiptMail } from '../../../../functions/domain/validation/receipt-mail.ts';
import { readTemplates } from '../../../../functions/templates.ts';

const templates = readTemplates('templates');

function mail(status: SubmissionStatus, issues: readonly ValidationIssue[], counts = { accepted: 0, returned: 0 }) {
  const catalogue = templates.catalogue('en');
  const facts = {
    ...{ status, orgUnit: 'KEN', key: 'uploads/KEN/q1.csv', version: '1', sha256: null, planVersion: 1 },
    ...{ uploadedAt: '2025-04-10T08:00:00Z', periods: [], understood: [], ...counts },
  };
  return renderReceiptMail(createReceipt(facts, issues, catalogue), 'Kenya', { source: templates.source, catalogue });
}

function unreadable(row: number): ValidationIssue {
  return issue('not-a-number', 'error', { row, column: 'C', found: `n${row}`, params: { count: 1, cells: `C${row}` } });
}

describe('The mail about a file', () => {
  it('asks for nothing where there are only points to check', () => {
    const { text } = mail('accepted-with-warnings', [issue('unknown-column', 'warning', { row: 1, column: 'D' })], {
      accepted: 3,
      returned: 0,
    });
    expect(text).toContain('Otherwise there is nothing for you to do.');
    expect(text).not.toContain('Correct the cells');
  });

  it('does not thank for figures that an empty file does not hold', () => {
    const { subject, text } = mail('accepted-with-warnings', [issue('nothing-reported', 'warning')]);
    expect(subject).toBe('Kenya: q1.csv holds no figure');
    expect(text).not.toMatch(/were taken|was taken, /);
  });

  it('speaks of cells to correct only where there are some', () => {
    expect(mail('rejected', [issue('file-pdf', 'error')]).text).not.toContain('cells');
    expect(mail('rejected', [unreadable(2)], { accepted: 0, returned: 1 }).text).toContain('Correct the cells');
  });

  it('says once that nothing was taken', () => {
    const { text } = mail('rejected', [issue('nothing-accepted', 'error'), unreadable(2)], {
      accepted: 0,
      returned: 1,
    });
    expect(text).not.toContain('No figure of this file could be taken');
    expect(text).not.toContain('further');
  });

  it('lets no kind of problem crowd out the others, and counts those it leaves out', () => {
    const many = Array.from({ length: 60 }, (_, index) => unreadable(index + 2));
    const { text } = mail('rejected', [
      ...many,
      issue('unknown-period', 'error', {
        row: 70,
        column: 'B',
        found: 'soon',
        expected: '2025-Q1',
        params: { count: 1, cells: 'B70', proposed: 'yes' },
      }),
    ]);
    expect(text).toContain('“soon”');
    expect(text).toContain('“n16”');
    expect(text).not.toContain('“n17”');
    expect(text).toContain('45 further points');
  });

  it('names a list of cells once', () => {
    const params = { count: 2, cells: 'C2, C5' };
    const { text } = mail('rejected', [issue('not-a-number', 'error', { row: 2, column: 'C', found: 'x', params })]);
    expect(text).toContain('- 2 cells (C2, C5): “x”');
  });
});
