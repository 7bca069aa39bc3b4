import { existsSync, readFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/** Writes the peak of this process's resident memory, in MB. */
export function writePeak(): void {
  // The peak that a process reports counts that of its parent before it was born, where the system does not tell it apart.
  const [, own] = /VmHWM:\s*(\d+) kB/.exec(existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '') ?? [];
  process.stdout.write(String(Number(own ?? process.resourceUsage().maxRSS) / 1024));
}
