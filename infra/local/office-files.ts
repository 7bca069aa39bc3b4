import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Files below a folder in name order, as paths relative to it with `/`; hidden files and Excel's lock files are not uploads. */
export async function officeFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.startsWith('~$'))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Files in the rounds they are dropped in: the first of every office, then the second, as an office sends one after the other. */
export function inRounds(files: readonly string[]): string[][] {
  const offices = [...Map.groupBy(files, (file) => file.split('/')[0]).values()];
  const longest = Math.max(0, ...offices.map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) => offices.flatMap((office) => office[round] ?? []));
}

/** When each file was last changed, and the files in that order; those of one time in name order. */
export async function byTime(directory: string, files: readonly string[]) {
  const changed = await Promise.all(files.map(async (file) => (await stat(join(directory, file))).mtime));
  const times = new Map(files.map((file, i) => [file, changed[i] ?? new Date()]));
  const timeOf = (file: string): number => times.get(file)?.getTime() ?? 0;
  return { times, files: files.toSorted((a, b) => timeOf(a) - timeOf(b) || (a < b ? -1 : 1)) };
}
