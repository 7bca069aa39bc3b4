import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type WayOfReading = 'nothing' | 'exceljs' | 'open' | 'papaparse' | 'judge';

/** Peak of resident memory, in MB, that a script of this folder measures of itself: `one-reading.ts` or `one-recompute.ts`. */
function peakMemory(script: string, args: readonly string[]): number {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  const child = spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout);
}

function print(title: string, ways: readonly string[], peakOf: (how: string) => number): void {
  process.stdout.write(`\nPeak of resident memory, ${title}\n`);
  let first = 0;
  for (const how of ways) {
    const peak = peakOf(how);
    first ||= peak;
    process.stdout.write(
      `  ${how.padEnd(52)} ${peak.toFixed(1).padStart(9)} MB  ${(peak / first).toFixed(2).padStart(7)}\n`,
    );
  }
}

/** Writes the peaks of several ways of reading a file, and their ratios against the first. */
export function printPeaks(
  title: string,
  ways: readonly WayOfReading[],
  path: string,
  ...more: readonly string[]
): void {
  print(title, ways, (how) => peakMemory('one-reading.ts', [how, path, ...more]));
}

export type WayOfComputing = 'nothing' | 'entries' | 'packed' | 'duckdb';

/** Writes the peaks of several ways of computing all actuals, and their ratios against the first. */
export function printComputingPeaks(title: string, ways: readonly WayOfComputing[], size: string): void {
  print(title, ways, (how) => peakMemory('one-recompute.ts', [how, size]));
}
