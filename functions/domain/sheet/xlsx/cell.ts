import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type Cell, NO_RESULT } from '../grid.ts';
import { decimalOf } from './decimal.ts';
import { unescapeText } from './escapes.ts';
import { isoDate, serialDate } from './serial.ts';
import type { NumberKind } from './styles.ts';

/** What a cell's stored value is read with. */
export interface CellContext {
  readonly strings: readonly (string | null)[];
  readonly styles: readonly NumberKind[];
  readonly date1904: boolean;
  /** The refusal of this sheet as damaged. */
  damaged(): ValidationIssue;
}

/** Makes cells of what is stored; `style` is the index of a cell's format. */
export interface Cells {
  number(value: number, style: number): Cell;
  /** The shared string of an index. */
  shared(index: number): Cell;
  /** A stored text of a type as `t` names it; null where it is blank. */
  written(type: string, style: number, stored: string): Cell;
  refusal(): ValidationIssue | null;
}

export const UNCALCULATED: Cell = { kind: 'error', code: NO_RESULT };
const MOST_KNOWN = 100_000;
export const NUMBER = 'n';
export const SHARED = 's';

/** The cells of one sheet; the refusal is that of a stored value which leads nowhere. */
export function cellsOf(context: CellContext): Cells {
  const dates = new Map<number, Cell>();
  const percentages = new Map<number, Cell>();
  let refusal: ValidationIssue | null = null;

  const dated = (serial: number): Cell => {
    const day = Math.floor(serial);
    const known = dates.get(day);
    if (known !== undefined) return known;
    const iso = serialDate(day, context.date1904);
    if (iso === null) return serial;
    const cell: Cell = { kind: 'date', iso };
    dates.set(day, cell);
    return cell;
  };
  /** Equal ones are one and the same, like dates: there are few different ones on a sheet, unless it is out for memory. */
  const percentage = (value: number): Cell => {
    const known = percentages.get(value);
    if (known !== undefined) return known;
    const cell: Cell = { kind: 'percent', value };
    if (percentages.size < MOST_KNOWN) percentages.set(value, cell);
    return cell;
  };
  const number = (value: number, style: number): Cell => {
    const kind = context.styles[style] ?? 'plain';
    if (kind === 'plain') return value;
    return kind === 'date' ? dated(value) : percentage(value);
  };
  const shared = (index: number): Cell => {
    const found = context.strings[index];
    if (found === undefined) refusal ??= context.damaged();
    return found ?? null;
  };
  return {
    number,
    shared,
    written(type, style, stored) {
      switch (type) {
        case SHARED:
          return shared(decimalOf(stored));
        case 'str':
        case 'inlineStr':
          return stored === '' ? null : unescapeText(stored);
        case 'b':
          return truthOf(stored.trim().toLowerCase()) ?? stored;
        case 'e':
          return { kind: 'error', code: stored };
        case 'd': {
          const iso = isoDate(stored);
          return iso === null ? stored : { kind: 'date', iso };
        }
        default: {
          const value = decimalOf(stored);
          return Number.isNaN(value) ? stored : number(value, style);
        }
      }
    },
    refusal: () => refusal,
  };
}

function truthOf(stored: string): boolean | undefined {
  if (stored === '1' || stored === 'true') return true;
  return stored === '0' || stored === 'false' ? false : undefined;
}

/** The refusal of a part whose content contradicts itself. */
export function damagedPart(part: string): ValidationIssue {
  return issue('file-truncated', 'error', { found: part });
}
