import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { officeFiles } from './office-files.ts';

/** A file as it was found, with when it was last written or moved into its place. */
export interface DroppedFile {
  /** Path under the folder, with `/`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly at: Date;
}

export interface Found {
  /** Plans first, then files as they came: at the next start they come in the same order, with the same times. */
  readonly fresh: readonly DroppedFile[];
  /** Whether some are still being written, so that it is worth looking again soon. */
  readonly waits: boolean;
}

export interface DropFolder {
  /** What came or changed since it was looked at last. */
  look(): Promise<Found>;
}

/** When a file last changed, in milliseconds: not even a copy with the times of the original is older than its copying. Null once it is gone. */
const changedAt = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ ctimeMs }) => ctimeMs,
    () => null,
  );

/** A file is taken once nothing has been written to it for so many milliseconds. */
export function createDropFolder(directory: string, settled: number): DropFolder {
  const taken = new Map<string, string>();

  /** The file, `waits` while it is being written, or null where there is nothing new. */
  async function read(file: string): Promise<DroppedFile | 'waits' | null> {
    const path = join(directory, file);
    const before = await changedAt(path);
    if (before === null) return null;
    if (Date.now() - before < settled) return 'waits';
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) return null;
    if ((await changedAt(path)) !== before) return 'waits';
    const mark = createHash('sha256').update(bytes).digest('hex');
    if (taken.get(file) === mark) return null;
    taken.set(file, mark);
    return { file, bytes, at: new Date(before) };
  }

  const isPlan = ({ file }: DroppedFile): boolean => file.startsWith('plan/');

  return {
    async look() {
      const fresh: DroppedFile[] = [];
      let waits = false;
      for (const file of await officeFiles(directory)) {
        if (!file.startsWith('plan/') && !file.startsWith('uploads/')) continue;
        const found = await read(file);
        if (found === 'waits') waits = true;
        else if (found !== null) fresh.push(found);
      }
      fresh.sort((a, b) => Number(isPlan(b)) - Number(isPlan(a)) || a.at.getTime() - b.at.getTime());
      return { fresh, waits };
    },
  };
}
