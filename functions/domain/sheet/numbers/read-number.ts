import type { Indicator } from '../../plan/model.ts';
import { type Cell, cellText } from '../grid.ts';
import type { WrittenNumber } from '../statement.ts';
import { saysNotReported } from './not-reported.ts';
import { LONGEST_FIGURE, type Notation, plainFigure } from './notation.ts';
import { type FigureReadings, parseFigure } from './parse-figure.ts';
import { isOwnUnit } from './units.ts';
import { saysWithdrawn } from './withdrawal.ts';
import { readYesNo } from './yes-no.ts';

/** A figure without its place. */
export type FigureRead = Omit<WrittenNumber, 'at'>;

/** Whether the figure is the indicator's own value, or a numerator or denominator, which is never a percentage. */
export type FigurePart = 'value' | 'numerator' | 'denominator';

const CELL_ERROR = /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/i;
const FIGURE_WITH_UNIT = /^([-+]?)([^\d.,٫٬()+-]*)([-+]? ?[\d.,٫٬' ]*\d[.,]?(?:e[+-]?\d{1,3})?)([^\d()]*)$/i;
const PERCENT = /^[%٪]$/;

/** Digits that mean one number in every notation, few enough to be exact. */
const WHOLE = /^\d{1,15}$/;

/** Whether what stands beside a figure leaves it what it is: nothing, the indicator's own unit, or one percent sign where it may be. */
function unitsFit(beside: readonly string[], indicator: Indicator | null, part: FigurePart): boolean {
  const percents = beside.filter((word) => PERCENT.test(word)).length;
  if (percents > 1 || (percents === 1 && (indicator?.kind !== 'percentage' || part !== 'value'))) return false;
  const subject = part === 'value' ? indicator : null;
  return beside.every((word) => PERCENT.test(word) || isOwnUnit(word, subject));
}

/** The possible numbers of a text that is a figure with at most its sign, brackets, percent sign and unit; none when it is no figure. */
function readings(text: string, notation: Notation, indicator: Indicator | null, part: FigurePart): FigureReadings {
  if (text.length > LONGEST_FIGURE) return [];
  const plain = plainFigure(text).replace(/^'/, '');
  const bracketed = /^\(([^()]*)\)$/.exec(plain)?.[1];
  const match = FIGURE_WITH_UNIT.exec((bracketed ?? plain).trim());
  if (!match) return [];
  const [, sign = '', before = '', body = '', after = ''] = match;
  const beside = [before, after].map((word) => word.trim()).filter((word) => word !== '');
  const signs = [bracketed === undefined ? '' : '(', sign, /^[-+]/.exec(body)?.[0] ?? ''].filter((mark) => mark !== '');
  if (signs.length > 1 || !unitsFit(beside, indicator, part)) return [];
  const isNegative = bracketed !== undefined || sign === '-';
  const isPercent = beside.some((word) => PERCENT.test(word));
  return parseFigure(body.trim(), notation).map((number) => {
    const signed = isNegative && number !== 0 ? -number : number;
    return isPercent ? Number((signed / 100).toPrecision(15)) : signed;
  });
}

/** The numbers that an ambiguous text can mean, `1234` and `1.234` for `1.234`. */
export function possibleNumbers(text: string, indicator: Indicator | null): FigureReadings {
  return readings(text, { decimal: null }, indicator, 'value');
}

/** `12.000` of things that are counted: nobody writes the decimals of a whole number, whatever the dots of the file's other figures mean. */
function mayBeGrouped(found: string, number: number, indicator: Indicator | null, part: FigurePart): boolean {
  const isCounted = part !== 'value' || indicator === null || indicator.kind === 'count';
  if (!isCounted || !Number.isInteger(number)) return false;
  const [larger = number] = readings(found, { decimal: null }, indicator, part);
  return larger !== number;
}

function readText(text: string, notation: Notation, indicator: Indicator | null, part: FigurePart): FigureRead {
  const found = text.trim();
  if (WHOLE.test(found) && indicator?.kind !== 'yes-no') return { found, number: Number(found), problem: null };
  if (CELL_ERROR.test(found)) return { found, number: null, problem: 'cell-error' };
  if (saysNotReported(found)) return { found, number: null, problem: null };
  if (saysWithdrawn(found)) return { found, number: null, problem: 'withdrawn' };
  if (indicator?.kind === 'yes-no' && part === 'value') {
    const answer = readYesNo(found);
    return { found, number: answer, problem: answer === null ? 'not-a-number' : null };
  }
  const [first, second] = readings(found, notation, indicator, part);
  if (first === undefined) return { found, number: null, problem: 'not-a-number' };
  if (second !== undefined || mayBeGrouped(found, first, indicator, part))
    return { found, number: null, problem: 'ambiguous-number' };
  return { found, number: first, problem: null };
}

/**
 * A cell's figure in the indicator's terms: a percentage as a fraction of 1, yes and no as 1 and 0. `number` and `problem` are both
 * null where the cell says that nothing was reported. `part` tells numerators and denominators from values.
 */
export function readNumber(
  cell: Cell,
  notation: Notation,
  indicator: Indicator | null,
  part: FigurePart = 'value',
): FigureRead {
  if (typeof cell === 'string') return readText(cell, notation, indicator, part);
  const found = cellText(cell);
  if (cell === null) return { found, number: null, problem: null };
  const yesNo = indicator?.kind === 'yes-no' && part === 'value';
  if (typeof cell === 'number') {
    const readable = Number.isFinite(cell) && (!yesNo || cell === 0 || cell === 1);
    return readable ? { found, number: cell, problem: null } : { found, number: null, problem: 'not-a-number' };
  }
  if (typeof cell === 'boolean') {
    return yesNo ? { found, number: cell ? 1 : 0, problem: null } : { found, number: null, problem: 'not-a-number' };
  }
  switch (cell.kind) {
    case 'percent':
      return indicator?.kind === 'percentage' && part === 'value'
        ? { found, number: cell.value, problem: null }
        : { found, number: null, problem: 'not-a-number' };
    case 'error':
      return { found, number: null, problem: 'cell-error' };
    case 'date':
      return { found, number: null, problem: 'not-a-number' };
    default:
      return cell satisfies never;
  }
}
