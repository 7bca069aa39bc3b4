import { issue, type ValidationIssue } from '../../validation/issue.ts';
import type { Cell } from '../grid.ts';
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

const UNCALCULATED: Cell = { kind: 'error', code: 'uncalculated' };

/** Turns the pieces of one `c` element after the other into cells. */
export function cellReader(context: CellContext) {
  const dates = new Map<number, Cell>();
  let refusal: ValidationIssue | null = null;
  let type: string | undefined;
  let style = 0;
  let raw: string | null = null;
  let text: string | null = null;
  let isFormula = false;

  const dated = (serial: number): Cell => {
    const known = dates.get(serial);
    if (known !== undefined) return known;
    const iso = serialDate(serial, context.date1904);
    const cell: Cell = iso === null ? serial : { kind: 'date', iso };
    dates.set(serial, cell);
    return cell;
  };
  const numeric = (digits: string): Cell => {
    const number = Number(digits);
    if (!Number.isFinite(number) || digits.trim() === '') return digits;
    const kind = context.styles[style] ?? 'plain';
    if (kind === 'date') return dated(Math.floor(number));
    return kind === 'percent' ? { kind: 'percent', value: number } : number;
  };
  const shared = (index: string): Cell => {
    const found = context.strings[Number(index)];
    if (found === undefined) refusal = context.damaged();
    return found ?? null;
  };

  return {
    start(t: string | undefined, s: string | undefined) {
      type = t;
      style = s === undefined ? 0 : Number(s);
      raw = null;
      text = null;
      isFormula = false;
    },
    formula() {
      isFormula = true;
    },
    /** A piece of `v`. */
    value(piece: string) {
      raw = raw === null ? piece : raw + piece;
    },
    inline(content: string | null) {
      text = content;
    },
    finish(): Cell {
      if (raw === null || (raw === '' && type !== 'str')) return isFormula && text === null ? UNCALCULATED : text;
      switch (type) {
        case 's':
          return shared(raw);
        case 'str':
        case 'inlineStr':
          return raw === '' ? text : unescapeText(raw);
        case 'b':
          return raw.trim() === '1' || raw.trim() === 'true';
        case 'e':
          return { kind: 'error', code: raw };
        case 'd': {
          const iso = isoDate(raw);
          return iso === null ? raw : { kind: 'date', iso };
        }
        default:
          return numeric(raw);
      }
    },
    refusal: () => refusal,
  };
}

/** The refusal of a part whose content contradicts itself. */
export function damagedPart(part: string): ValidationIssue {
  return issue('file-truncated', 'error', { found: part });
}
