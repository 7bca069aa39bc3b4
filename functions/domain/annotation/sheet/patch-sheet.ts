import type { BookSheet } from '../package/book.ts';
import { linkAttribute, relationshipPrefix } from '../package/book.ts';
import { addLink, CONTENT, freeName, linksOf } from '../package/links.ts';
import {
  attributesOf,
  type Dialect,
  dialectOf,
  type Edit,
  type Element,
  edited,
  elementsIn,
  placeFor,
  prefixed,
  withAttributes,
} from '../package/markup.ts';
import type { Parts } from '../package/parts.ts';
import { repaint } from './cells.ts';
import { columnsOf } from './columns.ts';
import { mergeComments } from './comments.ts';
import type { Note } from './note.ts';
import { mergeBoxes, type Sizes } from './note-boxes.ts';
import type { MarkedSeverity, StyleMarker } from './style-marker.ts';

/** The order of a worksheet's parts (ECMA-376 part 1, CT_Worksheet). */
const ORDER = [
  ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection'],
  ...['protectedRanges', 'scenarios', 'autoFilter', 'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells'],
  ...[
    'phoneticPr',
    'conditionalFormatting',
    'dataValidations',
    'hyperlinks',
    'printOptions',
    'pageMargins',
    'pageSetup',
  ],
  ...['headerFooter', 'rowBreaks', 'colBreaks', 'customProperties', 'cellWatches', 'ignoredErrors', 'smartTags'],
  ...[
    'drawing',
    'legacyDrawing',
    'legacyDrawingHF',
    'drawingHF',
    'picture',
    'oleObjects',
    'controls',
    'webPublishItems',
  ],
  ...['tableParts', 'extLst'],
];

/** What one sheet is to get. */
export interface SheetMarks {
  /** By row and column, each from 0. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, MarkedSeverity>>;
  readonly notes: readonly Note[];
}

export interface PatchContext {
  readonly parts: Parts;
  readonly original: (style: number) => number;
  readonly marker: StyleMarker;
  /** Part names with what they are, to be declared in the package. */
  readonly declared: Map<string, string>;
  /** Folder of the main part. */
  readonly folder: string;
}

/** Only the first sheet is on view; two chosen at once would be changed together. */
function viewEdits(xml: string, children: readonly Element[]): Edit[] {
  const views = children.find(({ local }) => local === 'sheetViews');
  return (views ? elementsIn(xml, views.innerStart, views.innerEnd) : [])
    .filter(({ tag }) => attributesOf(xml, tag).has('tabSelected'))
    .map(({ tag: { start, end } }) => ({
      start,
      end,
      xml: withAttributes(xml.slice(start, end), { tabSelected: null }),
    }));
}

/** Default looks of columns that were marked as a whole. */
function columnEdits(xml: string, children: readonly Element[], original: (style: number) => number): Edit[] {
  const list = children.find(({ local }) => local === 'cols');
  return (list ? elementsIn(xml, list.innerStart, list.innerEnd) : []).flatMap(({ tag: { start, end }, tag }) => {
    const style = attributesOf(xml, tag).get('style');
    const before = style === undefined ? style : String(original(Number(style)));
    if (before === undefined || before === style) return [];
    return [{ start, end, xml: withAttributes(xml.slice(start, end), { style: before }) }];
  });
}

/** The box drawing that a sheet shows, by its `legacyDrawing` element. */
function shownDrawing(
  xml: string,
  children: readonly Element[],
  dialect: Dialect,
  part: string,
  parts: Parts,
): string | null {
  const element = children.find(({ local }) => local === 'legacyDrawing');
  if (element === undefined) return null;
  const id = attributesOf(xml, element.tag).get(`${relationshipPrefix(xml, element.tag, dialect.root.tag)}id`);
  return linksOf(parts, part)?.find((link) => link.id === id)?.target ?? null;
}

/** Puts the notes of a sheet in its comments and drawing; gives the edit that shows a new drawing. Notes are left out where that cannot be done safely. */
function noteEdits(
  xml: string,
  part: string,
  notes: readonly Note[],
  children: readonly Element[],
  dialect: Dialect,
  sizes: Sizes,
  context: PatchContext,
): Edit[] {
  const { parts } = context;
  const { isStrict, root, prefix } = dialect;
  const existing = linksOf(parts, part)?.find(({ type, target }) => type === 'comments' && parts.has(target))?.target;
  if (existing === undefined && notes.length === 0) return [];
  const comments = existing === undefined ? null : parts.text(existing);
  if (existing !== undefined && comments === null) return [];
  const merged = mergeComments(comments, notes, isStrict);
  const shown = shownDrawing(xml, children, dialect, part, parts);
  const drawing = shown === null ? null : parts.text(shown);
  if (merged === null || (shown !== null && drawing === null)) return [];
  const boxes = mergeBoxes(drawing, merged.added, merged.gone, sizes);
  if (boxes === null) return [];
  const kept = existing ?? freeName(parts, `${context.folder}comments`, '.xml');
  if (existing === undefined && addLink(parts, part, 'comments', kept, isStrict) === null) return [];
  context.declared.set(kept, CONTENT.comments);
  parts.put(kept, merged.xml);
  if (shown !== null) {
    parts.put(shown, boxes);
    return [];
  }
  const name = freeName(parts, `${context.folder}drawings/vmlDrawing`, '.vml');
  const id = addLink(parts, part, 'vmlDrawing', name, isStrict);
  if (id === null) return [];
  parts.put(name, boxes);
  context.declared.set(name, CONTENT.vml);
  const place = placeFor(children, ORDER, 'legacyDrawing', root.innerEnd);
  return [{ start: place, end: place, xml: prefixed(`<legacyDrawing ${linkAttribute(xml, dialect, id)}/>`, prefix) }];
}

/**
 * Takes earlier marks off a worksheet and puts new ones on, leaving all else as it is. False where it is written in a way that cannot
 * be changed safely.
 */
export function patchSheet({ part }: BookSheet, { cells, notes }: SheetMarks, context: PatchContext): boolean {
  const xml = part === null ? null : context.parts.text(part);
  const dialect = xml === null ? null : dialectOf(xml);
  if (part === null || xml === null || dialect === null) return false;
  const { root, prefix } = dialect;
  const children = elementsIn(xml, root.innerStart, root.innerEnd);
  const data = children.find(({ local, tag }) => local === 'sheetData' && tag.name === `${prefix}sheetData`);
  if (data === undefined) return cells.size === 0;
  const columns = columnsOf(xml, children);
  const { original, marker } = context;
  const repainted = repaint(xml, data, { original, marks: cells, marker, columns, prefix });
  if (repainted === null) return false;
  const sizes = { columns, heights: repainted.heights };
  const edits = [
    ...viewEdits(xml, children),
    ...columnEdits(xml, children, original),
    ...repainted.edits,
    ...noteEdits(xml, part, notes, children, dialect, sizes, context),
  ];
  if (edits.length > 0) context.parts.put(part, edited(xml, edits));
  return true;
}
