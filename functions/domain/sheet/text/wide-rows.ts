/** The number of fields that most records of several fields have, the greater of two as common; 1 where there is none. */
function commonWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  let [common, most] = [1, 0];
  for (const [width, count] of counts)
    if (count > most || (count === most && width > common)) [common, most] = [width, count];
  return common;
}

/**
 * Rows, as numbers from 1, that alone among their neighbours have more fields than most: one separator too many moves every cell after it
 * to another column. Programs that write rows of different widths write several of the same one after another.
 */
export function wideRows(records: readonly (readonly unknown[])[]): number[] {
  const widths = records.map(({ length }) => length);
  const common = commonWidth(widths);
  const isWide = (index: number) => (widths[index] ?? 0) > common;
  return [...widths.keys()]
    .filter((index) => isWide(index) && !isWide(index - 1) && !isWide(index + 1))
    .map((index) => index + 1);
}
