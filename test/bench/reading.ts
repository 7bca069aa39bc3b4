import ExcelJS from 'exceljs';
import Papa from 'papaparse';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { judgeUpload } from '../../functions/ingest/judge-upload.ts';
import { measure, print } from './measure.ts';
import { csvOf, officeRows, QUARTERS, syntheticPlan, xlsxOf } from './synthetic.ts';

const TEXT_INDICATORS = 4_000;
const WORKBOOK_INDICATORS = 1_000;

function observationsOf(bytes: Uint8Array, plan: Parameters<typeof judgeUpload>[1]): number {
  const { accepted, issues } = judgeUpload(bytes, plan, { orgUnit: 'C000', today: '2025-12-31' });
  if (accepted === 0) throw new Error(`Nothing was accepted: ${JSON.stringify(issues.slice(0, 3))}`);
  return accepted;
}

/** Bytes of an office file to validated observations, against the bare parser of the same bytes. */
export async function benchReading(rounds: number): Promise<void> {
  const large = await syntheticPlan(1, TEXT_INDICATORS);
  const rows = officeRows(large.plan, QUARTERS, 1);
  const csv = csvOf(rows);
  print(
    `CSV, ${rows.length - 1} rows, ${observationsOf(csv, large.plan)} observations`,
    await measure(
      [
        {
          name: 'papaparse alone, to arrays',
          run: () => Papa.parse(new TextDecoder().decode(csv), { delimiter: ',' }),
        },
        { name: 'Jalon: open (decode, delimiter, parse)', run: () => openFile(csv) },
        { name: 'Jalon: to validated observations', run: () => observationsOf(csv, large.plan) },
      ],
      rounds,
    ),
  );

  const small = await syntheticPlan(1, WORKBOOK_INDICATORS);
  const workbookRows = officeRows(small.plan, QUARTERS, 1);
  const xlsx = await xlsxOf(workbookRows);
  print(
    `XLSX, ${workbookRows.length - 1} rows, ${observationsOf(xlsx, small.plan)} observations`,
    await measure(
      [
        { name: 'exceljs load', run: () => new ExcelJS.Workbook().xlsx.load(Buffer.from(xlsx).buffer) },
        { name: 'Jalon: open (unzip, cells)', run: () => openFile(xlsx) },
        { name: 'Jalon: to validated observations', run: () => observationsOf(xlsx, small.plan) },
      ],
      rounds,
    ),
  );
}
