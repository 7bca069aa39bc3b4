import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** A workbook opened and saved again by LibreOffice, with a profile of its own. */
export async function savedAgain(bytes: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'office-program-'));
  try {
    const [path, out] = [join(folder, 'workbook.xlsx'), join(folder, 'out')];
    await writeFile(path, bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await promisify(execFile)('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, path]);
    return await readFile(join(out, 'workbook.xlsx'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
