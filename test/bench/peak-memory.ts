import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Peak of resident memory, in MB, of a process that reads a file in one way: `test/bench/one-reading.ts`. */
export function peakMemory(how: 'nothing' | 'exceljs' | 'open', path: string): number {
  const child = spawnSync(process.execPath, [fileURLToPath(new URL('./one-reading.ts', import.meta.url)), how, path], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout);
}
