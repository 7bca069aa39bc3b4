import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { judgeUpload } from '../../functions/ingest/judge-upload.ts';
import { unpacker } from '../../functions/unpacker.ts';
import { measure, print, times } from './measure.ts';
import { printPeaks } from './peak-memory.ts';
import { officeCode, officeRows, QUARTERS, syntheticPlan, xlsxOf } from './synthetic.ts';

/** Of 24 rows each: 6 crossed categories in 4 quarters. */
const LARGE = { indicators: 4_167, files: 1 };
const USUAL = { indicators: 13, files: 100 };

async function office(indicators: number) {
  const { plan } = await syntheticPlan(1, indicators);
  const [header = [], ...rows] = officeRows(plan, QUARTERS, 1);
  const bytes = await xlsxOf([
    [...header, 'Country', 'Source', 'Comment'],
    ...rows.map(([indicator = '', period = '', sex = '', age = '', value], row) => [
      ...[indicator, period, sex, age, Number(value)],
      ...[officeCode(0), `Register ${row % 40}`, row % 3 === 0 ? `checked in week ${row % 52}` : null],
    ]),
  ]);
  const judged = () => {
    const { accepted, issues } = judgeUpload(bytes, plan, { orgUnit: officeCode(0), today: '2025-12-31' });
    if (accepted !== indicators * QUARTERS.length)
      throw new Error(`Not all was taken: ${JSON.stringify(issues.slice(0, 3))}`);
    return accepted;
  };
  return { bytes, judged, title: `${rows.length} rows x 8 columns, ${judged()} observations` };
}

/** Workbooks opened, and judged, against exceljs alone; then the peak of memory of each in a process of its own. */
export async function benchReadingWorkbook(rounds: number): Promise<void> {
  for (const { indicators, files } of [LARGE, USUAL]) {
    const { bytes, judged, title } = await office(indicators);
    print(
      `XLSX, ${title}${files > 1 ? `, ${files} such files one after another` : ''}`,
      await measure(
        [
          {
            name: 'exceljs load',
            run: times(files, () => new ExcelJS.Workbook().xlsx.load(Uint8Array.from(bytes).buffer)),
          },
          { name: 'Jalon: open (unzip, cells)', run: times(files, () => openFile(bytes, { unpacker })) },
          { name: 'Jalon: open without zlib', run: times(files, () => openFile(bytes)) },
          { name: 'Jalon: to validated observations', run: times(files, judged) },
        ],
        rounds,
      ),
    );
    if (indicators === LARGE.indicators) comparePeaks(bytes);
  }
}

function comparePeaks(bytes: Uint8Array): void {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-bench-'));
  const path = join(folder, 'large.xlsx');
  writeFileSync(path, bytes);
  printPeaks('the large workbook', ['exceljs', 'open', 'nothing'], path);
  rmSync(folder, { recursive: true });
}
