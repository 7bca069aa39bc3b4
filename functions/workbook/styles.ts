import type { Borders, Fill, Font, Style } from 'exceljs';
import type { CellStyle } from '../domain/workbook/description.ts';

const INK = 'FF1F2933';
const MUTED = 'FF52606D';
const NAVY = 'FF0B3A5B';
const WHITE = 'FFFFFFFF';
const ENTRY = 'FFFFF8DC';
const BLOCKED = 'FFE4E7EB';
const RED = { ink: 'FF9C0006', fill: 'FFFFC7CE' };
const GREEN = 'FF00703C';

const filled = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb }, bgColor: { argb } });
const font = (color: string, rest: Partial<Font> = {}): Partial<Font> => ({
  name: 'Calibri',
  family: 2,
  size: 10,
  color: { argb: color },
  ...rest,
});
const lined = (argb: string): Partial<Borders> => {
  const line = { style: 'thin', color: { argb } } as const;
  return { top: line, bottom: line, left: line, right: line };
};

const GRID = lined('FFCBD2D9');
const ENTRY_LINES = lined('FF9AA5B1');
const UNLOCKED = { locked: false };
const TOP = { vertical: 'top', wrapText: true } as const;
const MIDDLE = { vertical: 'middle', wrapText: true } as const;

/** The look of each style. Entry cells alone are unlocked. */
export const STYLES: Readonly<Record<CellStyle, Partial<Style>>> = {
  title: { font: font(NAVY, { size: 16, bold: true }), alignment: { vertical: 'middle' } },
  subtitle: { font: font(INK, { size: 12, bold: true }), alignment: { vertical: 'middle' } },
  hint: { font: font(MUTED), alignment: { vertical: 'middle' } },
  header: {
    font: font(WHITE, { bold: true }),
    fill: filled(NAVY),
    border: GRID,
    alignment: { ...MIDDLE, horizontal: 'center' },
  },
  section: { font: font(WHITE, { size: 11, bold: true }), fill: filled('FF3E6A8A'), alignment: { vertical: 'middle' } },
  subsection: { font: font(NAVY, { bold: true }), fill: filled('FFD9E6F0'), alignment: { vertical: 'middle' } },
  code: { font: font(INK, { bold: true }), border: GRID, alignment: { vertical: 'middle' } },
  codeAgain: { font: font(MUTED, { size: 9 }), border: GRID, alignment: MIDDLE },
  indicator: { font: font(INK), border: GRID, alignment: TOP },
  text: { font: font(INK), border: GRID, alignment: MIDDLE },
  figure: { font: font(INK), border: GRID, alignment: { vertical: 'middle', horizontal: 'right', indent: 1 } },
  total: { font: font(INK, { bold: true }), border: GRID, alignment: MIDDLE },
  label: { font: font(INK), border: GRID, alignment: { ...MIDDLE, indent: 1 } },
  entry: {
    font: font(INK, { size: 11 }),
    fill: filled(ENTRY),
    border: ENTRY_LINES,
    protection: UNLOCKED,
    alignment: { vertical: 'middle', horizontal: 'right', indent: 1 },
  },
  entryText: { font: font(INK), fill: filled(ENTRY), border: ENTRY_LINES, protection: UNLOCKED, alignment: MIDDLE },
  blocked: { fill: filled(BLOCKED), border: GRID },
  check: { font: font(INK, { size: 9 }), border: GRID, alignment: { vertical: 'middle', shrinkToFit: true } },
  wrong: { font: font(RED.ink), fill: filled(RED.fill), border: GRID },
  helpTitle: { font: font(NAVY, { size: 14, bold: true }), alignment: { vertical: 'middle' } },
  helpText: { font: font(INK), alignment: { ...TOP, indent: 1 } },
  helpTerm: { font: font(NAVY, { bold: true }), alignment: { vertical: 'top', horizontal: 'center' } },
};

/** The look of highlighted cells, over their own. */
export const HIGHLIGHTS: Readonly<Record<'wrong' | 'right', Partial<Style>>> = {
  wrong: { font: { color: { argb: RED.ink }, bold: true }, fill: filled(RED.fill) },
  right: { font: { color: { argb: GREEN } } },
};

/** The two fonts of a cell that explains a name. */
export const NAME_FONT = font(INK, { bold: true });
export const EXPLANATION_FONT = font(MUTED, { size: 9 });
