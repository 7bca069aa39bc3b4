import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type WayOfReading = 'nothing' | 'exceljs' | 'open' | 'papaparse' | 'judge';

/** Peak of resident memory, in MB, of a process that reads a file in one way: `test/bench/one-reading.ts`. */
export function peakMemory(how: WayOfReading, path: string, ...more: readonly string[]): number {
  const script = fileURLToPath(new URL('./one-reading.ts', import.meta.url));
  const child = spawnSync(process.execPath, [script, how, path, ...more], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout);
}

/** Writes the peaks of several ways of reading a file, and their ratios against the first. */
export function printPeaks(
  title: string,
  ways: readonly WayOfReading[],
  path: string,
  ...more: readonly string[]
): void {
  process.stdout.write(`\nPeak of resident memory, ${title}\n`);
  let first = 0;
  for (const how of ways) {
    const peak = peakMemory(how, path, ...more);
    first ||= peak;
    process.stdout.write(
      `  ${how.padEnd(52)} ${peak.toFixed(1).padStart(9)} MB  ${(peak / first).toFixed(2).padStart(7)}\n`,
    );
  }
}
