import { describe, expect, it } from 'vitest';
import { issue } from '../../../../functions/domain/validation/issue.ts';
import { createReceipt } from '../../../../functions/domain/validation/receipt.ts';
import { readTemplates } from '../../../../functions/templates.ts';

const FACTS = {
  ...{ orgUnit: 'KEN', key: 'uploads/KEN/a.csv', version: '', sha256: null, planVersion: 1 },
  ...{ uploadedAt: '2026-01-10T08:00:00.000Z', accepted: 0, returned: 1, periods: [] },
} as const;

describe('a receipt', () => {
  it('quotes of a cell or a header no more than its first 300 characters', () => {
    const pasted = `${'x'.repeat(300)}SECRET${'y'.repeat(30_000)}`;
    const understood = [{ sheet: null, column: 'A', header: pasted, role: 'unknown' }];
    const issues = [issue('unknown-column', 'warning', { row: 2, column: 'A', found: pasted })];
    const receipt = createReceipt(
      { ...FACTS, status: 'rejected', understood },
      issues,
      readTemplates('templates').catalogue('en'),
    );
    const text = JSON.stringify(receipt);
    expect(text).toContain('xxx…');
    expect(text).not.toContain('SECRET');
    expect(text.length).toBeLessThan(3000);
  });
});
