import { unzipSync, zipSync } from 'fflate';

/** Zip dates are read in local time, so this one is given in local time: the bytes are the same in every zone. */
const ZIP_DATE = new Date(2024, 0, 1);

/** The same parts in name order with one date, whatever the writer's order and clock; the list of types stays first, folders are left out. */
export function normalised(bytes: Uint8Array): Uint8Array {
  const first = '[Content_Types].xml';
  const parts = Object.entries(unzipSync(bytes))
    .filter(([name]) => !name.endsWith('/'))
    .sort(([a], [b]) => (a === b ? 0 : a === first || (b !== first && a < b) ? -1 : 1));
  return zipSync(Object.fromEntries(parts), { mtime: ZIP_DATE, level: 9 });
}
