import type { Figure } from '../../../functions/domain/ledger/entry.ts';
import type { ListedCounted, ListedPart, ListedUncounted } from '../../../functions/domain/lineage/listed.ts';
import type { Indicator } from '../../../functions/domain/plan/model.ts';
import type { Catalogue } from '../../../functions/domain/report/catalogue.ts';
import { figureText, unitText } from '../../../functions/domain/report/words.ts';
import { printable, wrapped } from './printable.ts';
import { enteringWords, reasonWords } from './words.ts';

export const WIDTH = 100;

/** What figures are written with. */
export interface Notation {
  readonly indicator: Indicator;
  readonly catalogue: Catalogue;
}

const isRatio = ({ numerator, denominator }: Figure): boolean => numerator !== null || denominator !== null;

function partsText({ numerator, denominator }: Figure, { catalogue }: Notation): string {
  const number = (value: number | null) => (value === null ? 'none' : catalogue.number(value, 10));
  return `${number(numerator)} / ${number(denominator)}`;
}

/** A figure as it was stated: of a ratio its parts. */
function statedText(figure: Figure, notation: Notation): string {
  if (isRatio(figure)) return partsText(figure, notation);
  return figure.value === null ? 'no figure' : figureText(figure.value, notation.indicator, notation.catalogue);
}

/** A scope's figure with its unit, a ratio with its parts. */
export function scopeFigureText(figure: Figure, notation: Notation): string {
  const { indicator, catalogue } = notation;
  if (figure.value === null)
    return isRatio(figure) ? `no figure, of ${partsText(figure, notation)}` : 'no figure of its own';
  const value = `${figureText(figure.value, indicator, catalogue)} ${unitText(indicator, catalogue)}`.trim();
  return isRatio(figure) ? `${value} = ${partsText(figure, notation)}` : value;
}

/** The name of a file, as the list at the end numbers them. */
export const fileName = (place: number): string => `[${place + 1}]`;

/** Addresses as a spreadsheet writes them, the sheet before the first: `'My sheet'!C7 D7`. */
function cellsText(sheet: string | null, cells: readonly string[]): string {
  if (cells.length === 0) return 'sum of its breakdown';
  if (sheet === null) return cells.join(' ');
  const quoted = /^[\p{L}\p{N}_.]+$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return printable(`${quoted}!${cells.join(' ')}`);
}

function partText({ categories, cells, figure }: ListedPart, notation: Notation): string {
  const named = Object.entries(categories).map(([dimension, category]) => `${dimension} ${category}`);
  const value = figure ? ` ${statedText(figure, notation)}` : '';
  return printable(`${named.join(', ')}:${value} (${cells.join(' ')})`);
}

function hanging(text: string, rails: string, indent: number): string[] {
  const lines = wrapped(text, WIDTH - rails.length - indent - 2);
  return lines.map((line, i) => `${rails}${' '.repeat(indent + (i === 0 ? 0 : 2))}${line}`);
}

/** Lines on an observation that counts; `rails` go before each. */
export function countedLines(one: ListedCounted, notation: Notation, rails: string): string[] {
  const { period, file, sheet, cells, enters, of, breakdown } = one;
  const source = `${fileName(file)} ${cellsText(sheet, cells)}`;
  const line = `${period}  ${statedText(one, notation)}  ${source}  (${enteringWords(enters, of)})`;
  const parts = breakdown.map((part) => partText(part, notation)).join('; ');
  return [...hanging(line, rails, 0), ...(parts === '' ? [] : hanging(parts, rails, period.length + 2))];
}

/** Lines on one that does not; of whom, where it is not the unit under which it stands. */
export function uncountedLines(one: ListedUncounted, unit: string, notation: Notation, rails: string): string[] {
  const { orgUnit, period, file, sheet, cells, why, by } = one;
  const whose = orgUnit === unit ? '' : `${printable(orgUnit)} `;
  const source = `${fileName(file)}${cells.length === 0 ? '' : ` ${cellsText(sheet, cells)}`}`;
  const reason = reasonWords(why, by === null ? null : fileName(by));
  return hanging(`not counted: ${whose}${period}  ${statedText(one, notation)}  ${source}  (${reason})`, rails, 0);
}
