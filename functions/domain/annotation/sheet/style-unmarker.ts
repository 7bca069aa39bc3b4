import { attributesOf, edited, elementsIn, withAttributes } from '../package/markup.ts';
import { withoutSymbol } from '../package/number-format.ts';
import type { StyleSheet } from '../package/style-sheet.ts';
import { INKS } from './style-marker.ts';

/** Our fills, in all their steps. */
const FILL = /<fgColor\b[^>]*\brgb="FFF[0-9A-F](?:C[0-9A-F]|E[0-9A-F]|D[0-9A-F])[0-9A-F]{2}"/;

/**
 * Takes our marks off looks that nothing remembers: those of marked cells whose look the office has changed since. They are known by the
 * symbol in their number format; a fill and letters of our colours go, those that the office chose stay. Gives other looks back as they are.
 */
export function styleUnmarker(styles: StyleSheet): (style: number) => number {
  const known = new Map<number, number>();
  const unmark = (style: number): number => {
    const xf = styles.cellStyle(style);
    const [root] = xf === null ? [] : elementsIn(xf);
    if (xf === null || root === undefined) return style;
    const attributes = attributesOf(xf, root.tag);
    const code = withoutSymbol(styles.codeOf(Number(attributes.get('numFmtId'))) ?? '');
    if (code === null) return style;
    const fill = styles.fill(Number(attributes.get('fillId'))) ?? '';
    const font = styles.font(Number(attributes.get('fontId'))) ?? '';
    const plain = Object.values(INKS).reduce(
      (text, ink) => text.replace(new RegExp(`<color\\b[^>]*"${ink}"[^>]*/>`), ''),
      font,
    );
    const changes = {
      numFmtId: code === 'General' ? '0' : String(styles.format(code)),
      ...(FILL.test(fill) ? { fillId: '0', applyFill: null } : {}),
      ...(plain === font ? {} : { fontId: String(styles.add('fonts', plain)) }),
    };
    const { start, end } = root.tag;
    return styles.add('cellXfs', edited(xf, [{ start, end, xml: withAttributes(xf.slice(start, end), changes) }]));
  };
  return (style) => {
    const plain = known.get(style) ?? unmark(style);
    known.set(style, plain);
    return plain;
  };
}
