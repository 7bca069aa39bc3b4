import type { Severity } from '../../validation/issue.ts';
import { attributesOf, edited, elementsIn, withAttributes } from '../package/markup.ts';
import { builtInCode, withSymbol } from '../package/number-format.ts';
import type { StyleSheet } from '../package/style-sheet.ts';

/** What marks a cell: never colour alone. */
export const SYMBOLS: Readonly<Record<Severity, string>> = { error: '✖', warning: '⚠', info: 'ℹ' };

export type MarkedSeverity = Exclude<Severity, 'info'>;

const FILLS: Readonly<Record<MarkedSeverity, readonly [number, number, number]>> = {
  error: [0xff, 0xcf, 0xcf],
  warning: [0xff, 0xeb, 0x9c],
};
export const INKS: Readonly<Record<MarkedSeverity, string>> = { error: 'FF8B0000', warning: 'FF6B4100' };

/** A fill told from its neighbours by one step of colour, which no eye sees: programs that save the file may make one look of two equal ones. */
function fillXml(severity: MarkedSeverity, order: number): string {
  const hex = FILLS[severity]
    .map((channel, at) => (channel - ((order >> (4 * at)) & 15)).toString(16).padStart(2, '0').toUpperCase())
    .join('');
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${hex}"/><bgColor indexed="64"/></patternFill></fill>`;
}

/** The font in a colour that can be read on the fill. */
function inked(font: string, ink: string): string {
  const colour = `<color rgb="${ink}"/>`;
  const [root] = elementsIn(font);
  if (root === undefined || root.tag.kind === 'empty') return `<font>${colour}</font>`;
  const children = elementsIn(font, root.innerStart, root.innerEnd);
  const old = children.find(({ local }) => local === 'color');
  if (old) return edited(font, [{ start: old.start, end: old.end, xml: colour }]);
  const size = children.find(({ local }) => local === 'sz');
  const place = size?.end ?? children.find(({ local }) => local === 'name')?.start ?? root.innerEnd;
  return edited(font, [{ start: place, end: place, xml: colour }]);
}

/** Gives each look that a bad cell has a marked twin. */
export interface StyleMarker {
  /** The marked twin of a cell style. */
  readonly markedAs: (original: number, severity: MarkedSeverity) => number;
  /** All twins made, with what they are made of. */
  readonly pairs: () => readonly { readonly marked: number; readonly original: number }[];
}

export function styleMarker(styles: StyleSheet): StyleMarker {
  const twins = new Map<string, { readonly marked: number; readonly original: number }>();
  const make = (original: number, severity: MarkedSeverity): number => {
    const xf =
      styles.cellStyle(original) ?? styles.cellStyle(0) ?? '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>';
    const [root] = elementsIn(xf);
    if (root === undefined) return original;
    const attributes = attributesOf(xf, root.tag);
    const format = Number(attributes.get('numFmtId') ?? 0);
    const code = styles.codeOf(format) ?? builtInCode(format);
    const symbolised = code === undefined ? null : withSymbol(code, SYMBOLS[severity]);
    const font = styles.font(Number(attributes.get('fontId') ?? 0));
    const changes = {
      fillId: String(styles.add('fills', fillXml(severity, twins.size))),
      applyFill: '1',
      ...(font === null ? {} : { fontId: String(styles.add('fonts', inked(font, INKS[severity]))), applyFont: '1' }),
      ...(symbolised === null ? {} : { numFmtId: String(styles.format(symbolised)), applyNumberFormat: '1' }),
    };
    const { start, end } = root.tag;
    return styles.add('cellXfs', edited(xf, [{ start, end, xml: withAttributes(xf.slice(start, end), changes) }]));
  };
  return {
    markedAs(original, severity) {
      const key = `${severity} ${original}`;
      const twin = twins.get(key) ?? { marked: make(original, severity), original };
      twins.set(key, twin);
      return twin.marked;
    },
    pairs: () => [...twins.values()],
  };
}
