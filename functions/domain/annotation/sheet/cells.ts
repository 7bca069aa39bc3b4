import { columnLetters } from '../../sheet/grid.ts';
import { attributesOf, type Edit, type Element, type Tag, tagsOf, withAttributes } from '../package/markup.ts';
import { type Columns, placeOfReference } from './columns.ts';
import type { MarkedSeverity, StyleMarker } from './style-marker.ts';

/** What is to be done to the looks of a sheet's cells. */
export interface Repaint {
  /** The look a cell had before it was marked; the same number for one that was not. */
  readonly original: (style: number) => number;
  /** Severity of the cells to be marked by row and column, each from 0. */
  readonly marks: ReadonlyMap<number, ReadonlyMap<number, MarkedSeverity>>;
  readonly marker: StyleMarker;
  readonly columns: Columns;
  /** Prefix of the document's names, with its colon. */
  readonly prefix: string;
}

export interface Repainted {
  readonly edits: readonly Edit[];
  /** Heights in pixels of the rows that have one of their own. */
  readonly heights: ReadonlyMap<number, number>;
}

interface Row {
  readonly index: number;
  readonly style: number | null;
  readonly wanted: { readonly column: number; readonly severity: MarkedSeverity }[];
  column: number;
}

const POINT = 4 / 3;
const NOBODY: ReadonlyMap<number, MarkedSeverity> = new Map();

/**
 * The changes that give the cells of a worksheet their looks: those marked before the ones they had, the bad ones their marks. A
 * bad cell that is blank and not in the file is put in. Null where rows or cells are not in order.
 */
export function repaint(
  xml: string,
  data: Element,
  { original, marks, marker, columns, prefix }: Repaint,
): Repainted | null {
  const edits: Edit[] = [];
  const heights = new Map<number, number>();
  const missing = [...marks.keys()].sort((a, b) => a - b);
  let before = -1;

  const wantedIn = (index: number) =>
    Array.from(marks.get(index) ?? NOBODY, ([column, severity]) => ({ column, severity })).sort(
      (a, b) => a.column - b.column,
    );
  const cellXml = (index: number, style: number | null, { column, severity }: Row['wanted'][number]) => {
    const s = marker.markedAs(style ?? original(columns.style(column)), severity);
    return `<${prefix}c r="${columnLetters(column)}${index + 1}" s="${s}"/>`;
  };
  /** Rows that are not in the file, up to one that is. */
  const newRows = (until: number): string => {
    let written = '';
    while (missing[0] !== undefined && missing[0] < until) {
      const index = missing.shift() ?? 0;
      const cells = wantedIn(index).map((wanted) => cellXml(index, null, wanted));
      written += `<${prefix}row r="${index + 1}">${cells.join('')}</${prefix}row>`;
    }
    return written;
  };
  const newCells = ({ wanted, index, style }: Row, until: number): string => {
    let written = '';
    while (wanted[0] !== undefined && wanted[0].column < until) {
      const next = wanted.shift();
      if (next) written += cellXml(index, style, next);
    }
    return written;
  };
  const openRow = (tag: Tag): Row | null => {
    const attributes = attributesOf(xml, tag);
    const given = attributes.get('r');
    const index = given === undefined ? before + 1 : Number(given) - 1;
    if (!(index > before)) return null;
    before = index;
    const added = newRows(index);
    if (added !== '') edits.push({ start: tag.start, end: tag.start, xml: added });
    if (missing[0] === index) missing.shift();
    const isHidden = /^(1|true)$/.test(attributes.get('hidden') ?? '');
    const height = isHidden ? 0 : Number(attributes.get('ht') ?? Number.NaN) * POINT;
    if (!Number.isNaN(height)) heights.set(index, Math.round(height));
    const own = attributes.get('s');
    const style = own === undefined ? null : original(Number(own));
    const hasStyle = /^(1|true)$/.test(attributes.get('customFormat') ?? '');
    const row: Row = { index, style: hasStyle ? style : null, wanted: wantedIn(index), column: -1 };
    const changes = {
      ...(style === null || String(style) === own ? {} : { s: String(style) }),
      // Cells may be put in beyond the columns it names; it only helps programs to be quick.
      ...(row.wanted.length > 0 && attributes.has('spans') ? { spans: null } : {}),
    };
    let written = xml.slice(tag.start, tag.end);
    if (Object.keys(changes).length > 0) written = withAttributes(written, changes);
    if (tag.kind === 'empty' && row.wanted.length > 0)
      written = `${written.replace(/\s*\/>$/, '>')}${newCells(row, Number.POSITIVE_INFINITY)}</${prefix}row>`;
    if (written.length !== tag.end - tag.start || Object.keys(changes).length > 0)
      edits.push({ start: tag.start, end: tag.end, xml: written });
    return row;
  };
  const openCell = (tag: Tag, current: Row): boolean => {
    const attributes = attributesOf(xml, tag);
    const reference = attributes.get('r');
    const column = reference === undefined ? current.column + 1 : (placeOfReference(reference)?.column ?? -1);
    if (!(column > current.column)) return false;
    current.column = column;
    const added = newCells(current, column);
    if (added !== '') edits.push({ start: tag.start, end: tag.start, xml: added });
    const style = Number(attributes.get('s') ?? 0);
    const [next] = current.wanted;
    const isMarked = next?.column === column;
    if (isMarked) current.wanted.shift();
    const own = original(style);
    const look = isMarked && next ? marker.markedAs(own, next.severity) : own;
    if (look !== style)
      edits.push({
        start: tag.start,
        end: tag.end,
        xml: withAttributes(xml.slice(tag.start, tag.end), { s: String(look) }),
      });
    return true;
  };

  let row: Row | null = null;
  for (const tag of tagsOf(xml, data.innerStart, data.innerEnd)) {
    if (tag.name === `${prefix}row`) {
      if (tag.kind === 'close') {
        const added = row === null ? '' : newCells(row, Number.POSITIVE_INFINITY);
        if (added !== '') edits.push({ start: tag.start, end: tag.start, xml: added });
      } else {
        row = openRow(tag);
        if (row === null) return null;
      }
    } else if (tag.name === `${prefix}c` && tag.kind !== 'close' && row !== null && !openCell(tag, row)) return null;
  }
  const added = newRows(Number.POSITIVE_INFINITY);
  if (added !== '') {
    const isEmpty = data.tag.kind === 'empty';
    const open = `<${prefix}sheetData>`;
    edits.push(
      isEmpty
        ? { start: data.start, end: data.end, xml: `${open}${added}</${prefix}sheetData>` }
        : { start: data.innerEnd, end: data.innerEnd, xml: added },
    );
  }
  return { edits, heights };
}
