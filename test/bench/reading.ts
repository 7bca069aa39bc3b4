import Papa from 'papaparse';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { judgeUpload } from '../../functions/ingest/judge-upload.ts';
import { measure, print } from './measure.ts';
import { csvOf, officeRows, QUARTERS, syntheticPlan } from './synthetic.ts';

const TEXT_INDICATORS = 4_000;

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
}
