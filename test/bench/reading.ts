import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { judgeUpload } from '../../functions/ingest/judge-upload.ts';
import { measure, print, times } from './measure.ts';
import { printPeaks } from './peak-memory.ts';
import { csvOf, longLines, officeCode, officeRows, QUARTERS, syntheticPlan } from './synthetic.ts';

/** As many indicators as the shipped plan has, more or less; each office has 24 rows of each. */
const INDICATORS = 209;

const SIZES = [
  { offices: 20, folder: 'R0', files: 10 },
  { offices: 200, folder: 'GLOBAL', files: 1 },
] as const;

/** Of a usual office: 13 indicators. */
const USUAL = 13;
const USUAL_FILES = 100;

const papaparse = (csv: Uint8Array) => Papa.parse(new TextDecoder().decode(csv), { delimiter: ',' });

/** Judges a file of which everything is to be taken. */
function judged(csv: Uint8Array, plan: Plan, orgUnit: string, expected: number): number {
  const { accepted, observations, issues } = judgeUpload(csv, plan, { orgUnit, today: '2025-12-31' });
  if (accepted !== expected || observations.length !== expected)
    throw new Error(`${accepted} of ${expected} were taken: ${JSON.stringify(issues.slice(0, 3))}`);
  return accepted;
}

async function benchLarge(rounds: number, { offices, folder, files }: (typeof SIZES)[number]): Promise<void> {
  const { plan } = await syntheticPlan(offices, INDICATORS);
  const csv = new TextEncoder().encode(`${[...longLines(plan, offices)].join('\r\n')}\r\n`);
  const rows = offices * INDICATORS * QUARTERS.length * 6;
  const expected = rows / 6;
  print(
    `CSV, ${rows} rows x 6 columns, ${expected} observations${files > 1 ? `, ${files} such files one after another` : ''}`,
    await measure(
      [
        { name: 'papaparse alone, to arrays', run: times(files, () => papaparse(csv)) },
        {
          name: 'Jalon: to validated observations',
          run: times(files, () => judged(csv, plan, folder, expected)),
        },
      ],
      rounds,
    ),
  );
  const scratch = mkdtempSync(join(tmpdir(), 'jalon-bench-'));
  const [path, planPath] = [join(scratch, 'large.csv'), join(scratch, 'plan.json')];
  writeFileSync(path, csv);
  writeFileSync(planPath, JSON.stringify(plan));
  printPeaks(`${rows} rows`, ['papaparse', 'judge', 'nothing'], path, planPath, folder);
  rmSync(scratch, { recursive: true });
}

async function benchUsual(rounds: number): Promise<void> {
  const { plan } = await syntheticPlan(1, USUAL);
  const csv = csvOf(officeRows(plan, QUARTERS, 1));
  const rows = USUAL * QUARTERS.length * 6;
  const run = () => judged(csv, plan, officeCode(0), rows / 6);
  print(
    `CSV of a usual office, ${rows} rows, ${USUAL_FILES} such files one after another`,
    await measure(
      [
        { name: 'papaparse alone, to arrays', run: times(USUAL_FILES, () => papaparse(csv)) },
        { name: 'Jalon: open (decode, delimiter, parse)', run: times(USUAL_FILES, () => openFile(csv)) },
        { name: 'Jalon: to validated observations', run: times(USUAL_FILES, run) },
      ],
      rounds,
    ),
  );
}

/** Bytes of text files to validated observations, against the bare parser of the same bytes in the same process. */
export async function benchReading(rounds: number): Promise<void> {
  for (const size of SIZES) await benchLarge(rounds, size);
  await benchUsual(rounds);
}
