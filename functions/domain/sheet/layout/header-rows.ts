import { type Cell, cellText, type Grid } from '../grid.ts';
import { isTagRow } from '../headers/hxl.ts';
import type { HeaderReading } from '../headers/meaning.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import type { HeaderRows } from './table.ts';

type Row = readonly Cell[];
type Lookup = (text: string) => HeaderReading | null;

const SCANNED_FOR_BEST = 100;
const SCANNED_FOR_MISSPELT = 30;
const FIGURE = /^[\s(+−-]*[\d٠-٩۰-۹]/;

interface Score {
  readonly score: number;
  /** Cells that name a role or a dimension. */
  readonly strong: number;
  readonly matched: number;
  readonly figures: number;
}

/** Whether a cell is, or begins like, a figure. */
export function isFigure(cell: Cell): boolean {
  if (cell === null || typeof cell === 'boolean') return false;
  if (typeof cell === 'number') return true;
  return typeof cell === 'string' ? FIGURE.test(cell) : cell.kind !== 'date';
}

function scoreOf(row: Row, lookup: Lookup): Score {
  let strong = 0;
  let matched = 0;
  let figures = 0;
  for (const cell of row) {
    const text = cellText(cell);
    const reading = text === '' ? null : lookup(text);
    if (reading) {
      matched += 1;
      if (reading.parts.some((part) => part.role !== null || part.dimensions.length > 0)) strong += 1;
    } else if (isFigure(cell)) figures += 1;
  }
  return { score: 2 * strong + matched - 2 * figures, strong, matched, figures };
}

/** Whether a cell is a figure that heads no column, not even as a year. */
export function isPlainFigure(cell: Cell): boolean {
  return (
    (typeof cell === 'number' && (cell < 1900 || cell > 2100)) ||
    (typeof cell === 'string' && FIGURE.test(cell) && !/\d{4}/.test(cell) && !/[\p{L}+-]/u.test(cell))
  );
}

/** A data row nearly always has a figure that is no header; such rows need no further look. */
function mayBeHeader(row: Row): boolean {
  return !row.some(isPlainFigure);
}

const LOOKED_AT_BELOW = 30;

/** How many of the next rows have a figure below a header's texts. */
function figuresBelow(rows: readonly Row[], index: number): number {
  const header = rows[index] ?? [];
  const has = (row: Row) => row.some((cell, column) => isFigure(cell) && cellText(header[column]) !== '');
  return rows.slice(index + 1, index + 1 + LOOKED_AT_BELOW).filter(has).length;
}

/** The row most like a header; of equal ones that with more figures below (a footer has few), else the later, since titles stand above headers. */
function bestRow(rows: readonly Row[], lookup: Lookup, limit: number): { index: number; score: number } | null {
  let best: { index: number; score: number } | null = null;
  for (const [index, row] of rows.slice(0, limit).entries()) {
    const { score, matched, figures } = scoreOf(row, lookup);
    if (matched < 2 || figures >= matched || score < (best?.score ?? 2)) continue;
    if (best && score === best.score && figuresBelow(rows, index) < figuresBelow(rows, best.index)) continue;
    best = { index, score };
  }
  return best;
}

/** Whether a row has anything below headers that name no column of keys. */
function isFilledBelow(header: Row, row: Row, isKey: (text: string) => boolean): boolean {
  return row.some((cell, column) => {
    const above = cellText(header[column]);
    return cellText(cell) !== '' && above !== '' && !isKey(above);
  });
}

/** Whether a row heads another table: where a line of the known header names its column of keys, it does so again, and all its other cells are headers too. */
function restates(rows: readonly Row[], index: number, known: readonly Row[], lookup: Lookup): boolean {
  const row = rows[index] ?? [];
  const filled = row.map((cell) => cellText(cell)).filter((text) => text !== '');
  if (filled.length < 2 || !filled.every((text) => lookup(text) !== null)) return false;
  const isKey = (text: string) =>
    lookup(text)?.parts.some(({ role }) => role === 'indicator' || role === 'orgUnit') ?? false;
  const again = row.some(
    (cell, column) => isKey(cellText(cell)) && known.some((line) => isKey(cellText(line[column]))),
  );
  return again && rows.slice(index + 1, index + 4).some((below) => isFilledBelow(row, below, isKey));
}

/** Whether a header cell's text says whose, when or of which part the figures below are, rather than naming a column of keys. */
function describesFigures(reading: HeaderReading | null): boolean {
  return (
    reading?.parts.some(
      ({ role, indicators, categories, period }) =>
        role === 'value' ||
        role === 'numerator' ||
        role === 'denominator' ||
        indicators.length > 0 ||
        categories.length > 0 ||
        period !== null,
    ) ?? false
  );
}

/** Whether a header cell names a column of keys or of categories. */
function namesKeys(reading: HeaderReading | null): boolean {
  return (
    reading?.parts.some(
      ({ role, dimensions }) =>
        role === 'indicator' || role === 'orgUnit' || role === 'period' || dimensions.length > 0,
    ) ?? false
  );
}

function heads(reading: HeaderReading | null): boolean {
  return describesFigures(reading) || (reading?.parts.some(({ dimensions }) => dimensions.length > 0) ?? false);
}

/** Whether an upper header text says something of the columns below it, were it only that they are to be ignored (`Target` over `Women` and `Men`). */
function covers(reading: HeaderReading | null): boolean {
  return heads(reading) || (reading?.parts.some(({ role }) => role === 'ignore') ?? false);
}

/** Whether a row is one text over a column of keys: a title rather than a line of the header. */
function isTitleOver(upper: Row, lower: Row, lookup: Lookup): boolean {
  const [only, ...others] = upper.flatMap((cell, index) => (cellText(cell) === '' ? [] : [index]));
  if (only === undefined || others.length > 0) return false;
  const below = cellText(lower[only]);
  return below !== '' && !describesFigures(lookup(below));
}

/**
 * Whether two rows are the upper and lower line of one header: below an upper cell that says something of figures, at least one cell
 * that does too, and one of the upper cells spans several columns (the columns after it are blank) or stands over a blank.
 */
export function isTwoLineHeader(upper: Row, lower: Row, lookup: Lookup): boolean {
  if (scoreOf(lower, lookup).figures > 0 || scoreOf(upper, lookup).figures > 0) return false;
  if (isTitleOver(upper, lower, lookup)) return false;
  let above: HeaderReading | null = null;
  let described = 0;
  let spanned = 0;
  let unknown = 0;
  for (let index = 0; index < Math.max(upper.length, lower.length); index += 1) {
    const upperText = cellText(upper[index]);
    const lowerText = cellText(lower[index]);
    if (upperText !== '') above = lookup(upperText);
    const below = lowerText === '' ? null : lookup(lowerText);
    if (below === null && lowerText !== '') unknown += 1;
    if (lowerText !== '' && upperText !== '' && !covers(above) && describesFigures(below)) return false;
    // A data row stands above a header that is repeated: its indicator over `Indicator`.
    if (upperText !== '' && describesFigures(above) && namesKeys(below)) return false;
    if (!describesFigures(below) || !covers(above)) continue;
    described += 1;
    if (upperText === '') spanned += 1;
  }
  return described > 0 && unknown <= described && (spanned > 0 || described >= 2);
}

function extend(rows: readonly Row[], index: number, lookup: Lookup): HeaderRows {
  const tagRow = (at: number) => (rows[at] && isTagRow(rows[at]) ? at : null);
  let first = index;
  let last = index;
  for (let levels = 0; levels < 2; levels += 1) {
    const above = rows[first - 1];
    const upper = rows[first];
    if (!above || !upper || !isTwoLineHeader(above, upper, lookup)) break;
    first -= 1;
  }
  for (let levels = 0; levels < 2; levels += 1) {
    const lower = rows[last + 1];
    const bottom = rows[last];
    if (!lower || !bottom || isTagRow(lower) || !isTwoLineHeader(bottom, lower, lookup)) break;
    // Below a column of keys stand data, however much their figures look like years.
    const isData = rows
      .slice(first, last)
      .some((line) => line.some((cell, column) => namesKeys(lookup(cellText(cell))) && cellText(lower[column]) !== ''));
    if (isData) break;
    last += 1;
  }
  return { first, last, tags: tagRow(index) ?? tagRow(last + 1) ?? tagRow(first - 1) };
}

/** The headers of a sheet from top to bottom: the row most like one, lines that belong to it, and further rows that are as clearly headers. */
export function findHeaders(grid: Grid, vocabulary: Vocabulary, tag: Lookup): HeaderRows[] {
  const { rows } = grid;
  const exact: Lookup = (text) => tag(text) ?? vocabulary.header(text);
  const loose: Lookup = (text) => exact(text) ?? vocabulary.misspelt(text);
  const best = bestRow(rows, exact, SCANNED_FOR_BEST) ?? bestRow(rows, loose, SCANNED_FOR_MISSPELT);
  if (!best) return [];
  const { first, last } = extend(rows, best.index, exact);
  const known = rows.slice(first, last + 1);
  const headers: HeaderRows[] = [];
  for (const [index, row] of rows.entries()) {
    const before = headers.at(-1);
    if (before && index <= Math.max(before.last, before.tags ?? 0)) continue;
    // Its upper lines are found with it.
    if (index >= first && index < best.index) continue;
    if (index !== best.index) {
      if (!mayBeHeader(row)) continue;
      const { strong, figures, score } = scoreOf(row, exact);
      const isAsGood = strong >= 2 && score >= 0.6 * best.score;
      if (figures > 0 || !(isAsGood || restates(rows, index, known, exact))) continue;
    }
    headers.push(extend(rows, index, exact));
  }
  return headers;
}
