import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../../functions/workbook/write-workbook.ts';
import { described, load } from '../../support/workbook.ts';

const text = (bytes: Uint8Array, part: string) => new TextDecoder().decode(unzipSync(bytes)[part]);

describe('a written workbook', () => {
  it('is the same bytes for the same description', async () => {
    const [first, second] = [await writeWorkbook(described()), await writeWorkbook(described())];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('locks every cell but those to be filled, without a password', async () => {
    const bytes = await writeWorkbook(described());
    const [sheet] = (await load(bytes)).worksheets;
    const unlocked = new Set<string>();
    sheet?.eachRow((row) =>
      row.eachCell({ includeEmpty: true }, (cell) => {
        if (cell.protection?.locked === false) unlocked.add(cell.address.replace(/\d+/, ''));
      }),
    );
    expect([...unlocked].sort()).toEqual(['I', 'J', 'K', 'L', 'N']);
    expect(text(bytes, 'xl/worksheets/sheet1.xml')).toMatch(/<sheetProtection sheet="1"[^>]*\/>/);
    expect(text(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/hashValue|password=/);
  });

  it('stays in view and on A4: frozen header and code, repeated header, landscape, one page wide', async () => {
    const [sheet] = (await load(await writeWorkbook(described({ language: 'ar' })))).worksheets;
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 5, rightToLeft: true });
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });
    expect(sheet?.pageSetup.printTitlesRow).toBe('5:5');
  });

  it('says whose it is on a sheet that nobody sees, and has no macro and no extension of later Excel', async () => {
    const bytes = await writeWorkbook(described());
    const book = await load(bytes);
    expect(book.worksheets.map(({ state }) => state)).toEqual(['visible', 'visible', 'veryHidden']);
    const meta = book.worksheets[2];
    const said = Array.from({ length: 7 }, (_, i) => [meta?.getCell(i + 1, 1).value, meta?.getCell(i + 1, 2).value]);
    expect(said).toEqual([
      ...[
        ['jalon-upload-workbook', 1],
        ['plan', 'demo'],
        ['planVersion', 3],
        ['orgUnit', 'KEN'],
      ],
      ...[
        ['period', '2025-Q4'],
        ['language', 'en'],
        ['help', 'Help'],
      ],
    ]);
    expect(Object.keys(unzipSync(bytes)).filter((name) => /vba|macro/i.test(name))).toEqual([]);
    expect(text(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('x14:');
  });
});
