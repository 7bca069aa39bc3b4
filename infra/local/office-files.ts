import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Files below a folder in name order, as paths relative to it with `/`; hidden files and Excel's lock files are not uploads. */
export async function officeFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.startsWith('~$'))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
