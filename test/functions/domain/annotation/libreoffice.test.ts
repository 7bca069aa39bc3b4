import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../../../functions/workbook/write-workbook.ts';
import { returnedFile, type Setting } from '../../../support/annotated.ts';
import { hasOffice, savedAgain } from '../../../support/office-program.ts';
import { faultsOf } from '../../../support/sound-package.ts';
import { askingPlan, described, fillIn, load, saved, TODAY } from '../../../support/workbook.ts';

const PLAN = askingPlan();

/** The upload workbook with a count that has decimals and a score out of range. */
async function filled(language: string): Promise<Uint8Array> {
  const book = await load(await writeWorkbook(described({ plan: PLAN, language })));
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  const value = (number: number) => ({ value: number, numerator: null, denominator: null });
  fillIn(sheet, (code) => (code === '1a.3' ? value(12.5) : code === '1a.9' ? value(9) : null));
  return saved(book);
}

/** Cells of the office's sheets that look marked or have a note. */
function marksOf(book: ExcelJS.Workbook): string[] {
  const cells: string[] = [];
  for (const sheet of book.worksheets.slice(1).filter(({ name }) => !name.startsWith('jalon')))
    sheet.eachRow((row) =>
      row.eachCell({ includeEmpty: true }, (cell) => {
        const fill = cell.fill?.type === 'pattern' ? (cell.fill.fgColor?.argb ?? '') : '';
        if (/^FFF[0-9A-F](CF|EB)/.test(fill) || /[✖⚠]/.test(cell.numFmt ?? '') || cell.note) cells.push(cell.address);
      }),
    );
  return cells;
}

const settingOf = (language: string): Setting => ({ plan: PLAN, orgUnit: 'KEN', today: TODAY, language });
const bytesOf = ({ bytes }: { readonly bytes: Uint8Array | null }): Uint8Array => bytes ?? new Uint8Array();

/** The office's own corrections. */
async function corrected(bytes: Uint8Array): Promise<Uint8Array> {
  const book = await load(bytes);
  for (const sheet of book.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.value === 12.5) cell.value = 12;
        if (cell.value === 9) cell.value = 4;
      }),
    );
  return saved(book);
}

describe.skipIf(!hasOffice)('a returned workbook saved again by LibreOffice, in French and in Arabic', () => {
  const languages = ['fr', 'ar'];

  it('keeps its marks, and loses them once it is corrected', { timeout: 240_000 }, async () => {
    const first = await Promise.all(languages.map(async (one) => returnedFile(await filled(one), settingOf(one))));
    const through = await savedAgain(first.map(bytesOf));
    const second = languages.map((one, i) => returnedFile(through[i] ?? new Uint8Array(), settingOf(one)));
    for (const [i, { receipt, outcome }] of first.entries()) {
      const bad = receipt.issues.flatMap(({ column, row }) => (column && row ? [`${column}${row}`] : [])).sort();
      expect(bad.length).toBeGreaterThan(1);
      expect(marksOf(await load(through[i] ?? new Uint8Array())).sort()).toEqual(bad);
      const again = second[i];
      if (!again) throw new Error('Not read again');
      expect(again.outcome.issues).toEqual(outcome.issues);
      expect(faultsOf(bytesOf(again))).toEqual([]);
      expect(marksOf(await load(bytesOf(again))).sort()).toEqual(bad);
    }

    const last = await savedAgain(await Promise.all(second.map((one) => corrected(bytesOf(one)))));
    for (const [i, bytes] of last.entries()) {
      const third = returnedFile(bytes, settingOf(languages[i] ?? ''));
      expect(third.outcome.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(Array.from(third.outcome.observations, ({ total }) => total.value)).toEqual([12, 4]);
      const doubted = third.receipt.issues.flatMap(({ column, row, severity }) =>
        column && row && severity === 'warning' ? [`${column}${row}`] : [],
      );
      expect(marksOf(await load(bytesOf(third))).sort()).toEqual(doubted.sort());
    }
  });
});
