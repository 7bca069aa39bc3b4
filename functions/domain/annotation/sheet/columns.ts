import { columnOf } from '../../sheet/xlsx/reference.ts';
import { attributesOf, type Element, elementsIn } from '../package/markup.ts';

/** Widths in pixels and default looks of a worksheet's columns. */
export interface Columns {
  readonly width: (column: number) => number;
  readonly style: (column: number) => number;
}

const DEFAULT_WIDTH = 64;
const number = (text: string | undefined) => (text === undefined ? null : Number(text));
/** About what a column so wide in characters takes on a screen. */
const pixels = (characters: number) => Math.round(characters * 7 + 5);

/** The columns of a worksheet, counted from 0. */
export function columnsOf(xml: string, children: readonly Element[]): Columns {
  const format = children.find(({ local }) => local === 'sheetFormatPr');
  const usual = format ? number(attributesOf(xml, format.tag).get('defaultColWidth')) : null;
  const list = children.find(({ local }) => local === 'cols');
  const spans = (list ? elementsIn(xml, list.innerStart, list.innerEnd) : []).map(({ tag }) => {
    const attributes = attributesOf(xml, tag);
    const isHidden = /^(1|true)$/.test(attributes.get('hidden') ?? '');
    const width = number(attributes.get('width'));
    return {
      first: Number(attributes.get('min')) - 1,
      last: Number(attributes.get('max')) - 1,
      style: number(attributes.get('style')) ?? 0,
      width: isHidden ? 0 : width === null ? null : pixels(width),
    };
  });
  spans.sort((a, b) => a.first - b.first);
  /** They do not overlap, and there may be as many as columns. */
  const at = (column: number) => {
    let [from, to] = [0, spans.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((spans[middle]?.first ?? 0) <= column) from = middle;
      else to = middle;
    }
    const span = spans[from];
    return span && column >= span.first && column <= span.last ? span : undefined;
  };
  return {
    width: (column) => at(column)?.width ?? (usual === null ? DEFAULT_WIDTH : pixels(usual)),
    style: (column) => at(column)?.style ?? 0,
  };
}

/** Index from 0 of the column of `C5`, and of its row. */
export function placeOfReference(reference: string): { readonly row: number; readonly column: number } | null {
  const [, letters, digits] = /^([A-Za-z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  return letters === undefined ? null : { column: columnOf(letters), row: Number(digits) - 1 };
}
