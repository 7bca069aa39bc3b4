import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** Workbooks opened and saved again by LibreOffice, with a profile of its own: all at once, as its start takes longest. */
export async function savedAgain(books: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'office-program-'));
  try {
    const out = join(folder, 'out');
    const paths = books.map((_, i) => join(folder, `${i}.xlsx`));
    await Promise.all(paths.map((path, i) => writeFile(path, books[i] ?? '')));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await promisify(execFile)('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, ...paths]);
    return await Promise.all(paths.map((path) => readFile(join(out, basename(path)))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
