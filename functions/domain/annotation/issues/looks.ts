import type { StyleSheet } from '../package/style-sheet.ts';
import type { Look } from './page.ts';

interface LookParts {
  readonly font: string;
  /** Background, as RRGGBB. */
  readonly fill?: string;
  readonly isLined?: boolean;
  readonly wrap?: boolean;
  readonly format?: string;
}

const font = (size: number, colour: string, extra = '') =>
  `<font>${extra}<sz val="${size}"/><color rgb="FF${colour}"/><name val="Calibri"/><family val="2"/></font>`;

const INK = '1F2933';
const MUTED = '52606D';
const NAVY = '0B3A5B';
const LINK = '0B5394';
const TABLE = { isLined: true, wrap: true };

const LOOKS: Readonly<Record<Look, LookParts>> = {
  title: { font: font(16, NAVY, '<b/>') },
  outcome: { font: font(12, INK, '<b/>') },
  line: { font: font(11, INK) },
  strong: { font: font(11, INK, '<b/>') },
  hint: { font: font(10, MUTED) },
  section: { font: font(13, NAVY, '<b/>') },
  header: { font: font(11, 'FFFFFF', '<b/>'), fill: NAVY, ...TABLE },
  text: { font: font(11, INK), ...TABLE },
  link: { font: font(11, LINK, '<u/>'), ...TABLE },
  pointer: { font: font(11, LINK, '<u/>') },
  code: { font: font(9, MUTED), ...TABLE },
  error: { font: font(11, '8B0000', '<b/>'), fill: 'FFCFCF', ...TABLE },
  warning: { font: font(11, '6B4100', '<b/>'), fill: 'FFEB9C', ...TABLE },
  info: { font: font(11, NAVY, '<b/>'), fill: 'DCE9F5', ...TABLE },
  mark: { font: font(8, 'FFFFFF'), format: ';;;' },
};

const LINE = '<color rgb="FFCBD2D9"/>';
const BORDER = `<border><left style="thin">${LINE}</left><right style="thin">${LINE}</right><top style="thin">${LINE}</top><bottom style="thin">${LINE}</bottom><diagonal/></border>`;

/** Adds the looks of the sheet of issues to a workbook's styles; gives the number of each. */
export function addLooks(styles: StyleSheet, rightToLeft: boolean): (look: Look) => number {
  const border = styles.add('borders', BORDER);
  const plain = styles.add('borders', '<border><left/><right/><top/><bottom/><diagonal/></border>');
  const numbers = new Map<Look, number>();
  const add = (look: Look): number => {
    const { font: letters, fill, isLined = false, wrap = false, format } = LOOKS[look];
    const pattern = fill
      ? `<patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill>`
      : '<patternFill patternType="none"/>';
    const fillId = styles.add('fills', `<fill>${pattern}</fill>`);
    const formatId = format === undefined ? 49 : styles.format(format);
    const order = rightToLeft ? ' readingOrder="2"' : '';
    const alignment = `<alignment vertical="${wrap && look !== 'header' ? 'top' : 'center'}"${wrap ? ' wrapText="1"' : ''}${order}/>`;
    return styles.add(
      'cellXfs',
      `<xf numFmtId="${formatId}" fontId="${styles.add('fonts', letters)}" fillId="${fillId}" borderId="${isLined ? border : plain}" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`,
    );
  };
  return (look) => {
    const known = numbers.get(look) ?? add(look);
    numbers.set(look, known);
    return known;
  };
}
