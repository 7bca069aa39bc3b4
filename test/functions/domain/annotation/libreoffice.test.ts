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

describe.skipIf(!hasOffice)('a returned workbook saved again by LibreOffice', () => {
  it.each(['fr', 'ar'])(
    'in %s, keeps its marks, and loses them once it is corrected',
    { timeout: 240_000 },
    async (language) => {
      const setting: Setting = { plan: PLAN, orgUnit: 'KEN', today: TODAY, language };
      const first = returnedFile(await filled(language), setting);
      const bad = first.receipt.issues.flatMap(({ column, row }) => (column && row ? [`${column}${row}`] : []));
      expect(bad.length).toBeGreaterThan(1);
      const through = await savedAgain(first.bytes ?? new Uint8Array());
      expect(marksOf(await load(through)).sort()).toEqual([...bad].sort());
      const second = returnedFile(through, setting);
      expect(second.outcome.issues).toEqual(first.outcome.issues);
      expect(faultsOf(second.bytes ?? new Uint8Array())).toEqual([]);
      expect(marksOf(await load(second.bytes ?? new Uint8Array())).sort()).toEqual([...bad].sort());

      const book = await load(second.bytes ?? new Uint8Array());
      for (const sheet of book.worksheets)
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            if (cell.value === 12.5) cell.value = 12;
            if (cell.value === 9) cell.value = 4;
          }),
        );
      const third = returnedFile(await savedAgain(await saved(book)), setting);
      expect(third.outcome.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(Array.from(third.outcome.observations, ({ total }) => total.value)).toEqual([12, 4]);
      const doubted = third.receipt.issues.flatMap(({ column, row, severity }) =>
        column && row && severity === 'warning' ? [`${column}${row}`] : [],
      );
      expect(marksOf(await load(third.bytes ?? new Uint8Array())).sort()).toEqual(doubted.sort());
    },
  );
});
