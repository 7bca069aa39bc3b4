import { LOOKS_MARK, TEXT_MARK } from '../../sheet/annotation-marks.ts';
import { attributesOf, dialectOf, elementsIn } from '../package/markup.ts';
import { DECLARATION } from '../package/parts.ts';
import { inlineCell } from '../package/sheet-xml.ts';

export interface Twins {
  readonly marked: number;
  readonly original: number;
}

/**
 * The hidden sheet that remembers the looks: each row has a cell as it is marked and one as it was. A program that saves the file
 * numbers its looks anew, here as everywhere. It says too whether the file was a text.
 */
export function looksSheetXml(twins: readonly Twins[], isText: boolean, namespace: string): string {
  const rows = twins.map(({ marked, original }, index) => {
    const row = index + 2;
    const cells = [
      inlineCell(`A${row}`, 0, String(index + 1)),
      inlineCell(`B${row}`, marked, '•'),
      inlineCell(`C${row}`, original, '•'),
    ];
    return `<row r="${row}">${cells.join('')}</row>`;
  });
  const text = isText ? inlineCell('B1', 0, TEXT_MARK) : '';
  const head = `<row r="1">${inlineCell('A1', 0, LOOKS_MARK)}${text}</row>`;
  return `${DECLARATION}<worksheet xmlns="${namespace}"><sheetData>${head}${rows.join('')}</sheetData></worksheet>`;
}

/** What such a sheet remembers: the original look of each marked one. */
export function readLooks(xml: string): ReadonlyMap<number, number> {
  const originals = new Map<number, number>();
  const dialect = dialectOf(xml);
  const data =
    dialect &&
    elementsIn(xml, dialect.root.innerStart, dialect.root.innerEnd).find(({ local }) => local === 'sheetData');
  if (!data) return originals;
  for (const row of elementsIn(xml, data.innerStart, data.innerEnd)) {
    const looks = new Map(
      elementsIn(xml, row.innerStart, row.innerEnd).map(({ tag }) => {
        const attributes = attributesOf(xml, tag);
        return [(attributes.get('r') ?? '').replace(/\d+$/, ''), Number(attributes.get('s') ?? 0)];
      }),
    );
    const [marked, original] = [looks.get('B'), looks.get('C')];
    if (marked !== undefined && original !== undefined && marked !== original) originals.set(marked, original);
  }
  return originals;
}
