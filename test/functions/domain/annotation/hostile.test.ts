import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../functions/domain/annotation/annotate.ts';
import { partsOf, returnedFile, type Setting } from '../../../support/annotated.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { childOf, childrenOf, faultsOf, parsed } from '../../../support/sound-package.ts';
import { catalogue, load, saved } from '../../../support/workbook.ts';

const SETTING: Setting = { plan: minimalPlan(), orgUnit: 'KEN', today: '2025-04-10', language: 'en' };

async function workbookOf(name: string, rows: readonly (readonly (string | number | null)[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(name);
  for (const row of rows) sheet.addRow([...row]);
  return saved(book);
}

function markedOf(bytes: Uint8Array): Uint8Array {
  const returned = returnedFile(bytes, SETTING);
  if (returned.bytes === null) throw new Error('No workbook was made');
  expect(faultsOf(returned.bytes)).toEqual([]);
  return returned.bytes;
}

const partOf = (bytes: Uint8Array, name: string) => parsed(new TextDecoder().decode(partsOf(bytes)[name]));
const HEADER = ['Indicator', 'Period', 'Value'];

describe('Of a file that is meant to do harm, or does it unmeant', () => {
  it('no text becomes a formula or a link of its own', async () => {
    const evil = '=HYPERLINK("http://evil.example","press here")';
    const bytes = markedOf(await workbookOf('Data', [HEADER, ['1a.3', '2025-Q1', evil], [`@${evil}`, '2025-Q1', 3]]));
    const book = await load(bytes);
    for (const sheet of book.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => expect([cell.address, cell.formula]).toEqual([cell.address, undefined])),
      );
    const texts = JSON.stringify(book.worksheets[0]?.getSheetValues());
    expect(texts).toContain('HYPERLINK');
    const links = childrenOf(childOf(partOf(bytes, 'xl/worksheets/sheet2.xml'), 'hyperlinks'), 'hyperlink');
    expect(links.length).toBeGreaterThan(2);
    for (const { attributes } of links) expect(attributes.location).toMatch(/^'(Data|Issues)'!/);
  });

  it('a sheet’s name with signs of its own is linked to as it is', async () => {
    const name = `R&D <"l'été"> = 1`;
    const bytes = markedOf(await workbookOf(name, [HEADER, ['1a.3', '2025-Q1', 'x']]));
    const links = childrenOf(childOf(partOf(bytes, 'xl/worksheets/sheet2.xml'), 'hyperlinks'), 'hyperlink');
    expect(links.map(({ attributes }) => attributes.location)).toContain(`'R&D <"l''été"> = 1'!C2`);
  });

  it('sheets that have our names keep them and are read', async () => {
    const book = new ExcelJS.Workbook();
    const issues = book.addWorksheet('ISSUES');
    for (const row of [HEADER, ['1a.3', '2025-Q1', 'x']]) issues.addRow(row);
    book.addWorksheet('jalon-looks').addRow(['mine']);
    const bytes = markedOf(await saved(book));
    expect((await load(bytes)).worksheets.map(({ name }) => name)).toEqual([
      'Issues (2)',
      'ISSUES',
      'jalon-looks',
      'jalon-looks (2)',
    ]);
    expect(returnedFile(bytes, SETTING).outcome.issues.map(({ code, sheet }) => [code, sheet])).toContainEqual([
      'not-a-number',
      'ISSUES',
    ]);
  });

  it('a flood stands in one line of the list, with a mark on each of its cells', async () => {
    const rows = Array.from({ length: 3_000 }, () => ['1a.3', '2025-Q1', 'n/k']);
    const bytes = markedOf(await workbookOf('Data', [HEADER, ...rows]));
    const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
    const cells = childrenOf(childOf(sheet, 'sheetData'), 'row').flatMap(({ children }) => children);
    expect(cells.filter(({ attributes }) => attributes.s !== undefined && attributes.s !== '0')).toHaveLength(3_000);
    const list = (await load(bytes)).worksheets[0];
    const texts = Array.from({ length: list?.rowCount ?? 0 }, (_, row) => list?.getRow(row + 1).getCell(3).text);
    expect(texts).toContain('C2:C3001');
    expect(childOf(partOf(bytes, 'xl/comments1.xml'), 'commentList')?.children).toHaveLength(2_000);
    expect(JSON.stringify(list?.getSheetValues())).toContain(catalogue('en').text('annotation.cut'));
  });

  it('of one too large to be sent only the list is returned, which says so', () => {
    const text = `Indicator;Period;Value\n${'1a.3;2025-Q1;x\n'.repeat(350_000)}`;
    const small = new TextEncoder().encode('Indicator;Period;Value\n1a.3;2025-Q1;x\n');
    const { receipt } = returnedFile(small, SETTING);
    const bytes = annotate(new TextEncoder().encode(text), receipt, SETTING.plan, catalogue('en'));
    if (bytes === null) throw new Error('No workbook was made');
    expect(faultsOf(bytes)).toEqual([]);
    expect(bytes.length).toBeLessThan(20_000);
    const sheets = childrenOf(childOf(partOf(bytes, 'xl/workbook.xml'), 'sheets'), 'sheet');
    expect(sheets.map(({ attributes }) => [attributes.name, attributes.state])).toEqual([
      ['Issues', undefined],
      ['jalon-looks', 'veryHidden'],
    ]);
    expect(new TextDecoder().decode(partsOf(bytes)['xl/worksheets/sheet1.xml'])).toContain(
      catalogue('en').text('annotation.too-large'),
    );
  });

  it('one whose cells are in no order is returned with its values in a new workbook', async () => {
    const parts = partsOf(await workbookOf('Data', [HEADER, ['1a.3', '2025-Q1', 'x'], ['1a.1', '2025-Q1', 5]]));
    const { zipSync } = await import('fflate');
    const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
    const [first = '', second = '', third = ''] = sheet.match(/<row .*?<\/row>/g) ?? [];
    const shuffled = sheet.replace(first + second + third, third + first + second);
    expect(shuffled).not.toBe(sheet);
    const bytes = markedOf(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': new TextEncoder().encode(shuffled) }));
    const book = await load(bytes);
    expect(
      book
        .getWorksheet('Data')
        ?.getSheetValues()
        .slice(1)
        .map((row) => (Array.isArray(row) ? row.slice(1) : row)),
    ).toEqual([HEADER, ['1a.3', '2025-Q1', 'x'], ['1a.1', '2025-Q1', 5]]);
  });
});
