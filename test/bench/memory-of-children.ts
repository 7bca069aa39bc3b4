import { readdirSync, readFileSync } from 'node:fs';

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended since the folder was listed.
    return '';
  }
}

/** Memory of all processes below this one, in MB, what they share counted in shares (PSS). 0 where there is no /proc. */
export function memoryOfChildren(): number {
  const processes = readOr('/proc/self/stat') === '' ? [] : readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of processes) {
    const stat = readOr(`/proc/${name}/stat`);
    const [, parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parents.set(Number(name), Number(parent));
    const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(readOr(`/proc/${name}/smaps_rollup`)) ?? [];
    sizes.set(Number(name), Number(kilobytes));
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (parents.get(pid) === process.pid || isBelow(parents.get(pid)));
  let sum = 0;
  for (const [pid, kilobytes] of sizes) if (isBelow(pid)) sum += kilobytes;
  return sum / 1024;
}
