/** More stretches than these nobody follows one by one; the rest of an area is left out. */
const MOST_STRETCHES = 1_000;

export interface Place {
  readonly column: string;
  /** From 1. */
  readonly row: number;
}

function placeOf(address: string): Place | null {
  const [, column, row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? [];
  return column === undefined || row === undefined ? null : { column, row: Number(row) };
}

const byColumn = (a: Place, b: Place) =>
  a.column.length - b.column.length || (a.column < b.column ? -1 : a.column > b.column ? 1 : 0) || a.row - b.row;

/**
 * Cells such as `C5` as an area in few letters, `C5:C90 D7`: each column's stretches from top to bottom. Addresses that are no single
 * cell are left out, and so is what goes beyond a thousand stretches.
 */
export function areaOf(addresses: Iterable<string>): string {
  const places = Array.from(addresses, placeOf)
    .filter((place) => place !== null)
    .sort(byColumn);
  const stretches: { column: string; first: number; last: number }[] = [];
  for (const { column, row } of places) {
    const before = stretches.at(-1);
    if (before && before.column === column && row <= before.last + 1) before.last = row;
    else stretches.push({ column, first: row, last: row });
  }
  return stretches
    .slice(0, MOST_STRETCHES)
    .map(({ column, first, last }) => (first === last ? `${column}${first}` : `${column}${first}:${column}${last}`))
    .join(' ');
}

/** The first cells of an area, `most` at most, column by column. */
export function placesIn(area: string, most: number): Place[] {
  const places: Place[] = [];
  for (const stretch of area.split(' ')) {
    const [from = '', to = from] = stretch.split(':');
    const [first, last] = [placeOf(from), placeOf(to)];
    if (first === null || last === null) continue;
    for (let row = first.row; row <= last.row && places.length < most; row += 1)
      places.push({ column: first.column, row });
  }
  return places;
}
