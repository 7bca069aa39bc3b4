import ExcelJS from 'exceljs';
import { buildWorkbook } from '../../functions/domain/workbook/build-workbook.ts';
import { readTemplates } from '../../functions/templates.ts';
import { writeWorkbook } from '../../functions/workbook/write-workbook.ts';
import { measure, print } from './measure.ts';
import { officeCode, syntheticPlan } from './synthetic.ts';

const INDICATORS = 150;

/** One office's workbook of the full size, against a bare one of as many rows without looks, rules or protection. */
export async function benchWorkbook(rounds: number): Promise<void> {
  const { plan } = await syntheticPlan(60, INDICATORS);
  const request = {
    ...{ plan, planVersion: 1, orgUnit: officeCode(0), period: '2025-Q1', language: 'en', last: null },
    catalogue: readTemplates('templates').catalogue('en'),
  };
  const build = () => {
    const made = buildWorkbook(request);
    if (!made) throw new Error('The bench plan expects nothing of its first office');
    return made;
  };
  const description = build();
  const rows = (description.sheets[0]?.rows ?? []).map(({ cells }) =>
    cells.map(({ value }) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : value)),
  );
  const bare = async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Bare').addRows(rows);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
  const size = async (made: Promise<Uint8Array>) => `${((await made).length / 1024).toFixed(1)} KB`;
  const sizes = `${await size(writeWorkbook(description))}, bare ${await size(bare())}`;
  const measured = await measure(
    [
      { name: 'exceljs: the texts alone', run: bare },
      { name: 'Jalon: plan to description', run: build },
      { name: 'Jalon: plan to file', run: () => writeWorkbook(build()) },
    ],
    rounds,
  );
  const perSecond = 1000 / (measured.at(-1)?.medianMs ?? Number.POSITIVE_INFINITY);
  print(
    `Upload workbook of ${INDICATORS} indicators, ${rows.length} rows: ${sizes}; ${perSecond.toFixed(1)} a second`,
    measured,
  );
}
