import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../../functions/workbook/write-workbook.ts';
import { hasOffice, savedAgain } from '../../support/office-program.ts';
import { askingPlan, described, fillIn, load, returned, saved } from '../../support/workbook.ts';

const PLAN = askingPlan();

/** A complete breakdown that does not add up, and one that does. */
async function filled(language: string): Promise<Uint8Array> {
  const book = await load(await writeWorkbook(described({ plan: PLAN, language })));
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  const value = (number: number) => ({ value: number, numerator: null, denominator: null });
  fillIn(sheet, (code, { dimension, isOpen, order }) => {
    if (code === '1a.3') return value(12);
    if (code === '1a.10') return value(dimension === '' ? 90 : 60);
    if (code !== '1a.1') return null;
    return dimension === '' ? value(100) : isOpen ? (order === 0 ? value(100) : null) : value(50);
  });
  return saved(book);
}

describe.skipIf(!hasOffice)('a workbook saved again by LibreOffice, in French and in Arabic', () => {
  it('reads as before, and its checks are worked out', { timeout: 120_000 }, async () => {
    const before = await Promise.all(['fr', 'ar'].map(filled));
    const after = await savedAgain(before);
    for (const [i, bytes] of after.entries()) {
      const [first, second] = [returned(before[i] ?? new Uint8Array(), PLAN), returned(bytes, PLAN)];
      expect(first.issues.map(({ code }) => code)).toEqual(['breakdown-total']);
      expect(second.issues).toEqual(first.issues);
      expect(second.observations).toEqual(first.observations);
      expect(second.observations.map(({ indicator }) => indicator)).toEqual(['1a.1', '1a.3']);
      const [sheet] = (await load(bytes)).worksheets;
      expect(checksOf(sheet, '1a.1').map((text) => text[0])).toEqual(['✓', '✓']);
      expect(checksOf(sheet, '1a.10')).toEqual(['✗', '✗ 120 / 90']);
    }
  });
});

function checksOf(sheet: ExcelJS.Worksheet | undefined, code: string): string[] {
  const texts: string[] = [];
  sheet?.eachRow((row) => {
    if (row.getCell(1).text === code) texts.push(String(row.getCell(13).result ?? ''));
  });
  return texts.filter((text) => text !== '');
}
