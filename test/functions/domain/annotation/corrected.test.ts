import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../functions/domain/annotation/annotate.ts';
import { writeWorkbook } from '../../../../functions/workbook/write-workbook.ts';
import { partsOf, type Returned, returnedFile, type Setting } from '../../../support/annotated.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { childOf, childrenOf, faultsOf, parsed } from '../../../support/sound-package.ts';
import { askingPlan, catalogue, described, fillIn, load, saved, TODAY } from '../../../support/workbook.ts';

const SETTING: Setting = { plan: minimalPlan(), orgUnit: 'KEN', today: '2025-04-10', language: 'fr' };
const GOLD = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFD700' } } as const;

function bytesOf({ bytes }: Returned): Uint8Array {
  if (bytes === null) throw new Error('No workbook was made');
  expect(faultsOf(bytes)).toEqual([]);
  return bytes;
}

/** An office's workbook with looks, a note, drop-downs, conditional colours, a filter, and a sheet of notes on view. */
async function officeWorkbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("L'année 2025", { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(['Indicator', 'Period', 'Value', 'Note']);
  sheet.addRow(['1a.3', '2025-Q1', 12.5, 'checked']);
  sheet.addRow(['9z.9', '2025-Q1', 7]);
  sheet.getCell('C2').numFmt = '[Red]#,##0.00';
  sheet.getCell('C2').fill = GOLD;
  sheet.getCell('A3').font = { bold: true, italic: true };
  sheet.getCell('C2').note = { texts: [{ text: 'From the camp register' }] };
  sheet.getCell('D2').note = { texts: [{ text: 'A note elsewhere' }] };
  sheet.getCell('A2').dataValidation = { type: 'list', allowBlank: true, formulae: ['"1a.1,1a.3"'] };
  sheet.addConditionalFormatting({
    ref: 'C2:C9',
    rules: [{ type: 'expression', priority: 1, formulae: ['$C2>100'], style: { font: { bold: true } } }],
  });
  sheet.autoFilter = 'A1:D3';
  sheet.pageSetup.printTitlesRow = '1:1';
  const other = book.addWorksheet('Remarks');
  other.addRow(['Nothing to report']);
  other.pageSetup.printArea = 'A1:B2';
  book.views = [{ x: 0, y: 0, width: 9000, height: 9000, firstSheet: 0, activeTab: 1, visibility: 'visible' }];
  return saved(book);
}

const noteOf = (cell: ExcelJS.Cell | undefined) =>
  typeof cell?.note === 'object' ? (cell.note.texts ?? []).map(({ text }) => text).join('') : (cell?.note ?? '');

describe('An office’s workbook that is returned', () => {
  it('keeps its notes, drop-downs, conditional colours, filter and print settings', async () => {
    const book = await load(bytesOf(returnedFile(await officeWorkbook(), SETTING)));
    const sheet = book.getWorksheet("L'année 2025");
    expect(noteOf(sheet?.getCell('C2'))).toMatch(
      /^From the camp register\n\nJalon ✖ À corriger\n.*Trouvé\u00a0: 12.5\n/s,
    );
    expect(noteOf(sheet?.getCell('D2'))).toBe('A note elsewhere');
    expect(noteOf(sheet?.getCell('A3'))).toMatch(/^Jalon ✖ À corriger\n/);
    expect(sheet?.getCell('A2').dataValidation?.formulae).toEqual(['"1a.1,1a.3"']);
    expect(sheet?.getCell('A3').font).toMatchObject({ bold: true, italic: true });
    expect(sheet?.getCell('C2').numFmt).toBe('[Red]"✖ "#,##0.00;[Red]"✖ "-#,##0.00;[Red]"✖ "#,##0.00;"✖ "@');
    expect(sheet?.autoFilter).toBe('A1:D3');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(book.views[0]?.activeTab).toBe(0);
  });

  it('keeps the names of each sheet with it', async () => {
    const names = (bytes: Uint8Array) =>
      childrenOf(
        childOf(parsed(new TextDecoder().decode(partsOf(bytes)['xl/workbook.xml'])), 'definedNames'),
        'definedName',
      )
        .map(({ attributes, text }) => `${attributes.localSheetId} ${attributes.name} ${text}`)
        .sort();
    const before = await officeWorkbook();
    const moved = names(before).map((name) => name.replace(/^\d/, (index) => String(Number(index) + 1)));
    expect(moved.length).toBe(2);
    const once = bytesOf(returnedFile(before, SETTING));
    expect(names(once)).toEqual(expect.arrayContaining(moved));
    expect(names(once)).toHaveLength(4);
    expect(names(bytesOf(returnedFile(once, SETTING)))).toEqual(names(once));
  });

  it('corrected and uploaded again is read without asking, and its marks vanish', async () => {
    const book = await load(bytesOf(returnedFile(await officeWorkbook(), SETTING)));
    const sheet = book.getWorksheet("L'année 2025");
    if (!sheet) throw new Error('The sheet is gone');
    sheet.getCell('C2').value = 12;
    sheet.getCell('A3').value = '1a.1';
    const again = returnedFile(await saved(book), SETTING);
    expect(again.outcome.issues.map(({ code, sheet }) => `${code} ${sheet}`)).toEqual([
      "missing-breakdown L'année 2025",
      "missing-breakdown L'année 2025",
      'sheet-skipped Remarks',
    ]);
    const clean = await load(bytesOf(again));
    const after = clean.getWorksheet("L'année 2025");
    expect(clean.worksheets.map(({ name }) => name)).toEqual(['À corriger', "L'année 2025", 'Remarks', 'jalon-looks']);
    expect([after?.getCell('C2').numFmt, after?.getCell('C2').fill]).toMatchObject(['[Red]#,##0.00', GOLD]);
    expect(after?.getCell('A3').font).toMatchObject({ bold: true, italic: true });
    expect(after?.getCell('A3').fill).not.toMatchObject({ pattern: 'solid' });
    expect(noteOf(after?.getCell('C2'))).toBe('From the camp register');
    expect(noteOf(after?.getCell('A3'))).toBe('');
    expect(noteOf(after?.getCell('C3'))).toMatch(/^Jalon ✖ À corriger\n/);
  });

  it('loses its marks also where the office has changed the look of a marked cell since', async () => {
    const book = await load(bytesOf(returnedFile(await officeWorkbook(), SETTING)));
    const sheet = book.getWorksheet("L'année 2025");
    if (!sheet) throw new Error('The sheet is gone');
    sheet.getCell('C2').value = 12;
    // The library has one object for all cells of one look.
    sheet.getCell('C2').style = { ...sheet.getCell('C2').style, alignment: { horizontal: 'center' } };
    const clean = await load(bytesOf(returnedFile(await saved(book), SETTING)));
    const cell = clean.getWorksheet("L'année 2025")?.getCell('C2');
    expect([cell?.numFmt, cell?.alignment]).toEqual(['[Red]#,##0.00', { horizontal: 'center' }]);
    expect(cell?.fill).not.toMatchObject({ pattern: 'solid' });
    expect(cell?.font.color?.argb).toBeUndefined();
  });

  it('is as it was but for looks that are not used, once there is nothing to say', async () => {
    const before = await officeWorkbook();
    const { receipt, ...rest } = returnedFile(before, SETTING);
    const nothing = { ...receipt, issues: [] };
    const { plan, language } = SETTING;
    const cleared = annotate(bytesOf({ receipt, ...rest }), nothing, plan, catalogue(language));
    const never = annotate(before, nothing, plan, catalogue(language));
    const [first, second] = [cleared, never].map((bytes) => partsOf(bytes ?? new Uint8Array()));
    const sheet = 'xl/worksheets/sheet1.xml';
    expect(new TextDecoder().decode(first?.[sheet])).toBe(new TextDecoder().decode(second?.[sheet]));
    expect(Object.keys(first ?? {}).sort()).toEqual(Object.keys(second ?? {}).sort());
  });

  it('has the same marks when it is returned twice', async () => {
    const once = returnedFile(await officeWorkbook(), SETTING);
    const twice = returnedFile(bytesOf(once), SETTING);
    expect(twice.receipt.issues).toEqual(once.receipt.issues);
    const marked = async (returned: Returned) => {
      const looks: unknown[] = [];
      (await load(bytesOf(returned))).eachSheet((sheet) =>
        sheet.eachRow((row) =>
          row.eachCell({ includeEmpty: true }, (cell) =>
            looks.push([sheet.name, cell.address, cell.text, cell.numFmt, cell.fill, cell.font, noteOf(cell)]),
          ),
        ),
      );
      return looks;
    };
    expect(await marked(twice)).toEqual(await marked(once));
  });
});

describe('The upload workbook, filled in with mistakes and returned', () => {
  const plan = askingPlan();
  const setting: Setting = { plan, orgUnit: 'KEN', today: TODAY, language: 'ar' };
  const value = (number: number) => ({ value: number, numerator: null, denominator: null });

  it('is still protected, may be corrected where it was wrong, and is then taken', async () => {
    const book = await load(await writeWorkbook(described({ plan, language: 'ar' })));
    const [sheet] = book.worksheets;
    if (!sheet) throw new Error('no sheet');
    fillIn(sheet, (code) => (code === '1a.3' ? value(12.5) : code === '1a.9' ? value(9) : null));
    const returned = returnedFile(await saved(book), setting);
    expect(returned.outcome.issues.map(({ code }) => code)).toEqual(['nothing-accepted', 'integer', 'out-of-range']);
    const marked = await load(bytesOf(returned));
    const entry = marked.getWorksheet(sheet.name);
    expect(marked.worksheets[0]?.views[0]?.rightToLeft).toBe(true);
    const styles = new TextDecoder().decode(partsOf(bytesOf(returned))['xl/styles.xml']);
    expect(styles.match(/<xf [^>]*>(?:(?!<\/xf>).)*<protection locked="0"\/>/g)?.length).toBeGreaterThan(5);
    const part = new TextDecoder().decode(partsOf(bytesOf(returned))['xl/worksheets/sheet1.xml']);
    const before = new TextDecoder().decode(partsOf(await saved(book))['xl/worksheets/sheet1.xml']);
    for (const element of ['sheetProtection', 'dataValidation', 'conditionalFormatting', 'mergeCell'])
      expect(part.match(new RegExp(`<${element}[ >][^>]*>`, 'g'))).toEqual(
        before.match(new RegExp(`<${element}[ >][^>]*>`, 'g')),
      );
    entry?.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.value === 12.5) cell.value = 12;
        if (cell.value === 9) cell.value = 4;
      }),
    );
    const corrected = returnedFile(await saved(marked), setting);
    expect(corrected.outcome.issues).toEqual([]);
    expect(Array.from(corrected.outcome.observations, ({ indicator, total }) => [indicator, total.value])).toEqual([
      ['1a.3', 12],
      ['1a.9', 4],
    ]);
  });
});
