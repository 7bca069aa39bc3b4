import type { Columns } from './columns.ts';
import { cellKey } from './comments.ts';
import type { Note } from './note.ts';

/** In pixels; letters as Tahoma 9 has them on average. */
const WIDTH = 300;
const WIDER = 460;
const LETTER = 5.6;
const LINE = 15;
const MARGIN = 14;
const HIGHEST = 520;
const ROW = 20;
/** Hidden columns and rows have no size, and there may be very many. */
const MOST_STEPS = 200;
const LAST_COLUMN = 16_383;
const LAST_ROW = 1_048_575;

/** The sizes of a sheet's columns and rows, in pixels. */
export interface Sizes {
  readonly columns: Columns;
  readonly heights: ReadonlyMap<number, number>;
}

function heightOf({ heading, body }: Note, width: number): number {
  const letters = (width - MARGIN) / LETTER;
  const lines = `${heading}\n${body}`
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  return lines * LINE + MARGIN;
}

/** The index and the rest of a distance from the start of a column or row on. */
function reach(from: number, distance: number, size: (index: number) => number, last: number): [number, number] {
  let index = from;
  let left = distance;
  while (index < last && index - from < MOST_STEPS && left >= size(index)) {
    left -= size(index);
    index += 1;
  }
  return [index, Math.min(left, Math.max(0, size(index) - 1))];
}

/** Where the box of a note stands: right of its cell, as large as its text. */
function anchorOf(note: Note, { columns, heights }: Sizes): string {
  const width = heightOf(note, WIDTH) > HIGHEST / 2 ? WIDER : WIDTH;
  const height = Math.min(heightOf(note, width), HIGHEST);
  const left = Math.min(note.column + 1, LAST_COLUMN);
  const top = Math.max(0, note.row - 1);
  const [right, rightRest] = reach(left, width + 12, columns.width, LAST_COLUMN);
  const [bottom, bottomRest] = reach(top, height + 4, (row) => heights.get(row) ?? ROW, LAST_ROW);
  return [left, 12, top, 4, right, rightRest, bottom, bottomRest].join(', ');
}

const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

function boxXml(note: Note, id: number, sizes: Sizes): string {
  const text = note.rightToLeft ? 'text-align:right;direction:rtl' : 'text-align:left';
  const align = note.rightToLeft ? '<x:TextHAlign>Right</x:TextHAlign>' : '';
  return [
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;z-index:${id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`,
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>',
    `<v:textbox style="mso-direction-alt:auto"><div style="${text}"></div></v:textbox>`,
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchorOf(note, sizes)}</x:Anchor>`,
    `<x:AutoFill>False</x:AutoFill>${align}<x:Row>${note.row}</x:Row><x:Column>${note.column}</x:Column></x:ClientData></v:shape>`,
  ].join('');
}

const EMPTY = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`;

/** Ids come in blocks of so many, which the drawing names. */
const BLOCK = 1024;

function isGone(shape: string, gone: ReadonlySet<string>): boolean {
  const row = /<x:Row>\s*(\d+)/.exec(shape)?.[1];
  const column = /<x:Column>\s*(\d+)/.exec(shape)?.[1];
  const isNote = /ObjectType=["']Note["']/.test(shape) && row !== undefined && column !== undefined;
  return isNote && gone.has(cellKey(Number(row), Number(column)));
}

const CLOSE = '</v:shape>';

/** Drawings are not always well-formed, so shapes are cut out as text. */
function withoutGone(drawing: string, gone: ReadonlySet<string>): string {
  if (gone.size === 0) return drawing;
  const pieces: string[] = [];
  let at = 0;
  for (;;) {
    const start = drawing.indexOf('<v:shape ', at);
    const close = start < 0 ? -1 : drawing.indexOf(CLOSE, start);
    if (close < 0) return pieces.join('') + drawing.slice(at);
    const end = close + CLOSE.length;
    pieces.push(drawing.slice(at, isGone(drawing.slice(start, end), gone) ? start : end));
    at = end;
  }
}

/** A sheet's drawing of note boxes with those of new notes and without those of notes that are gone; null for one that cannot be added to. */
export function mergeBoxes(
  existing: string | null,
  added: readonly Note[],
  gone: ReadonlySet<string>,
  sizes: Sizes,
): string | null {
  const drawing = withoutGone(existing ?? EMPTY, gone);
  const end = drawing.lastIndexOf('</xml>');
  const isUsual = ['v="urn:schemas-microsoft-com:vml"', 'x="urn:schemas-microsoft-com:office:excel"'].every((name) =>
    drawing.includes(`xmlns:${name}`),
  );
  if (end < 0 || !isUsual || !drawing.includes('xmlns:o="urn:schemas-microsoft-com:office:office"')) return null;
  const ids = Array.from(drawing.matchAll(/_x0000_s(\d{1,9})/g), ([, id]) => Number(id));
  const first = Math.max(BLOCK, ...ids) + 1;
  const blocks = Array.from(
    { length: Math.floor((first + added.length) / BLOCK) - Math.floor(first / BLOCK) + 1 },
    (_, at) => Math.floor(first / BLOCK) + at,
  );
  const shapes = added.map((note, index) => boxXml(note, first + index, sizes)).join('');
  const type = drawing.includes('id="_x0000_t202"') ? '' : SHAPE_TYPE;
  const mapped = `${drawing.slice(0, end)}${type}${shapes}${drawing.slice(end)}`;
  return mapped.replace(/(<o:idmap\b[^>]*\bdata=")([\d,]*)"/, (_, head: string, data: string) => {
    const all = new Set([...data.split(',').filter((block) => block !== ''), ...blocks.map(String)]);
    return `${head}${[...all].join(',')}"`;
  });
}
