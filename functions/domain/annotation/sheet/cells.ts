import { columnLetters } from '../../sheet/grid.ts';
import { attributesOf, type Edit, type Element, isBare, type Tag, tagFrom, withAttributes } from '../package/markup.ts';
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

interface Wanted {
  readonly column: number;
  readonly severity: MarkedSeverity;
}

interface Row {
  readonly tag: Tag;
  readonly index: number;
  /** Its own look, which blank cells have; null where they have that of their column. */
  readonly style: number | null;
  readonly wanted: Wanted[];
  readonly changes: Record<string, string | null>;
  readonly hasSpans: boolean;
  column: number;
}

const POINT = 4 / 3;
const STYLE = /\ss\s*=\s*["'](\d+)["']/g;
const isTrue = (text: string | undefined) => /^(1|true)$/.test(text ?? '');

/** The bad cells of a row in order. */
function wantedIn(marks: Repaint['marks'], index: number): Wanted[] {
  const cells = Array.from(marks.get(index) ?? [], ([column, severity]) => ({ column, severity }));
  return cells.sort((a, b) => a.column - b.column);
}

/**
 * The changes that give the cells of a worksheet their looks: those marked before the ones they had, the bad ones their marks. A
 * bad cell that is blank and not in the file is put in. Null where rows or cells are not in order.
 */
export function repaint(xml: string, data: Element, work: Repaint): Repainted | null {
  const { original, marks, marker, columns, prefix } = work;
  const edits: Edit[] = [];
  const heights = new Map<number, number>();
  const missing = [...marks.keys()].sort((a, b) => a - b);
  let before = -1;
  const insert = (at: number, added: string) => {
    if (added !== '') edits.push({ start: at, end: at, xml: added });
  };
  const cellXml = (index: number, style: number | null, { column, severity }: Wanted) => {
    const s = marker.markedAs(style ?? original(columns.style(column)), severity);
    return `<${prefix}c r="${columnLetters(column)}${index + 1}" s="${s}"/>`;
  };
  /** Rows that are not in the file, up to one that is. */
  const newRows = (until: number): string => {
    const count = missing.findIndex((index) => index >= until);
    const rows = missing.splice(0, count < 0 ? missing.length : count).map((index) => {
      const cells = wantedIn(marks, index).map((wanted) => cellXml(index, null, wanted));
      return `<${prefix}row r="${index + 1}">${cells.join('')}</${prefix}row>`;
    });
    return rows.join('');
  };
  /** Cells of a row that are not in the file, up to one that is. */
  const newCells = (row: Row, until: number): string => {
    const count = row.wanted.findIndex(({ column }) => column >= until);
    const cells = row.wanted.splice(0, count < 0 ? row.wanted.length : count);
    // Spans only help programs to be quick, and would be wrong now.
    if (cells.length > 0 && row.hasSpans) row.changes.spans = null;
    return cells.map((wanted) => cellXml(row.index, row.style, wanted)).join('');
  };
  const openRow = (tag: Tag): Row | null => {
    const attributes = attributesOf(xml, tag);
    const given = attributes.get('r');
    const index = given === undefined ? before + 1 : Number(given) - 1;
    if (!(index > before)) return null;
    before = index;
    insert(tag.start, newRows(index));
    if (missing[0] === index) missing.shift();
    const height = isTrue(attributes.get('hidden')) ? 0 : Number(attributes.get('ht') ?? Number.NaN) * POINT;
    if (!Number.isNaN(height)) heights.set(index, Math.round(height));
    const own = attributes.get('s');
    const style = own === undefined ? null : original(Number(own));
    const changes = style === null || String(style) === own ? {} : { s: String(style) };
    const isStyled = isTrue(attributes.get('customFormat'));
    return {
      ...{ tag, index, changes, style: isStyled ? style : null, wanted: wantedIn(marks, index), column: -1 },
      hasSpans: attributes.has('spans'),
    };
  };
  /** The end of a row; `at` is where its last cell may be put, null for one without an end tag. */
  const closeRow = (row: Row, at: number | null) => {
    const { tag, changes } = row;
    const added = newCells(row, Number.POSITIVE_INFINITY);
    if (at !== null) insert(at, added);
    const written = xml.slice(tag.start, tag.end);
    const changed = Object.keys(changes).length > 0 ? withAttributes(written, changes) : written;
    const whole = at === null && added !== '' ? `${changed.replace(/\s*\/>$/, '>')}${added}</${prefix}row>` : changed;
    if (whole !== written) edits.push({ start: tag.start, end: tag.end, xml: whole });
  };
  const openCell = (tag: Tag, row: Row): boolean => {
    const attributes = attributesOf(xml, tag);
    const reference = attributes.get('r');
    const column = reference === undefined ? row.column + 1 : (placeOfReference(reference)?.column ?? -1);
    if (!(column > row.column)) return false;
    row.column = column;
    insert(tag.start, newCells(row, column));
    const style = Number(attributes.get('s') ?? 0);
    const own = original(style);
    const bad = row.wanted[0]?.column === column ? row.wanted.shift() : undefined;
    const look = bad ? marker.markedAs(own, bad.severity) : own;
    if (look !== style) {
      const { start, end } = tag;
      edits.push({ start, end, xml: withAttributes(xml.slice(start, end), { s: String(look) }) });
    }
    return true;
  };

  const mayPass = isBare(xml);
  const rowName = `${prefix}row`;
  /** Where a row ends of whose cells none changes; null where that has to be seen cell by cell. */
  const unchangedUntil = ({ tag, wanted }: Row): number | null => {
    const end = mayPass && wanted.length === 0 ? xml.indexOf(`</${rowName}`, tag.end) : -1;
    if (end < 0) return null;
    for (const [, style] of xml.slice(tag.end, end).matchAll(STYLE))
      if (original(Number(style)) !== Number(style)) return null;
    return end;
  };

  let row: Row | null = null;
  let next = data.innerStart;
  for (let tag = tagFrom(xml, next, data.innerEnd); tag !== null; tag = tagFrom(xml, next, data.innerEnd)) {
    next = tag.end;
    if (tag.name === rowName && tag.kind === 'close') {
      if (row !== null) closeRow(row, tag.start);
    } else if (tag.name === rowName) {
      row = openRow(tag);
      if (row === null) return null;
      if (tag.kind === 'empty') closeRow(row, null);
      else next = unchangedUntil(row) ?? tag.end;
    } else if (tag.name === `${prefix}c` && tag.kind !== 'close' && row !== null && !openCell(tag, row)) return null;
  }
  const added = newRows(Number.POSITIVE_INFINITY);
  if (data.tag.kind !== 'empty') insert(data.innerEnd, added);
  else if (added !== '') {
    const whole = `<${prefix}sheetData>${added}</${prefix}sheetData>`;
    edits.push({ start: data.start, end: data.end, xml: whole });
  }
  return { edits, heights };
}
