import { readFileSync } from 'node:fs';
import { writePeak } from './own-peak.ts';

/** Run as a process of its own: reads one file in one way and writes the peak of its resident memory in MB. */
const [how, path = '', planPath = '', orgUnit = ''] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(path));
if (how === 'exceljs') {
  const { default: ExcelJS } = await import('exceljs');
  await new ExcelJS.Workbook().xlsx.load(bytes.buffer);
} else if (how === 'open') {
  const { openFile } = await import('../../functions/domain/sheet/open.ts');
  const { unpacker } = await import('../../functions/unpacker.ts');
  openFile(bytes, { unpacker });
} else if (how === 'papaparse') {
  const { default: Papa } = await import('papaparse');
  Papa.parse(new TextDecoder().decode(bytes), { delimiter: ',' });
} else if (how === 'judge') {
  const { judgeUpload } = await import('../../functions/ingest/judge-upload.ts');
  judgeUpload(bytes, JSON.parse(readFileSync(planPath, 'utf8')), { orgUnit, today: '2025-12-31' });
}
writePeak();
