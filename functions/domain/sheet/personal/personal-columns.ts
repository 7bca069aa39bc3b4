import { comparisonKey } from '../headers/key.ts';
import { isMail, isOfKind, isPlainName, isPlainPhone } from './shapes.ts';
import { type Filled, filledIn, HEAD_ROWS, type SheetView, sampledRows } from './sheet-view.ts';
import { type HeaderSays, headerSays, type PersonalKind } from './words.ts';

/** A column that holds what tells people apart. */
export interface PersonalColumn {
  /** From 0, as is the row of the header. */
  readonly index: number;
  readonly kind: PersonalKind;
  /** Null where nothing that is a header stands above. */
  readonly header: { readonly row: number; readonly text: string } | null;
}

/** What of a sheet is about single people. */
export interface PersonalSheet {
  readonly columns: readonly PersonalColumn[];
  /** Whether its rows are people, and not figures. */
  readonly isList: boolean;
}

/** Names of the plan: they are nobody's, and rows with an indicator's are figures. Keys as `comparisonKey` gives them. */
export interface PlanNames {
  readonly all: ReadonlySet<string>;
  readonly indicators: ReadonlySet<string>;
}

/** A form names its focal point, perhaps two. */
const FEWEST = 3;
/** Without a word above them. */
const FEWEST_PLAIN = 4;
const MOST_OF = 0.6;
const NEARLY_ALL = 0.8;

interface Column {
  readonly index: number;
  readonly filled: readonly Filled[];
  readonly says: readonly { readonly row: number; readonly text: string; readonly what: HeaderSays }[];
}

function distinct(cells: readonly Filled[]): number {
  return new Set(cells.map(({ text }) => text)).size;
}

function shareOf(cells: readonly Filled[], is: (cell: Filled) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
}

/** Whether the cells are of a kind, by what stands above them and by their looks. */
function holds(kind: PersonalKind, cells: readonly Filled[], names: PlanNames): boolean {
  const isOf = ({ cell, text }: Filled) =>
    isOfKind(kind, cell, text) && !(kind === 'name' && names.all.has(comparisonKey(text)));
  return distinct(cells.filter(isOf)) >= FEWEST && shareOf(cells, isOf) >= MOST_OF;
}

/** What a column's looks alone tell. */
function plainKind(cells: readonly Filled[]): 'mail' | 'phone' | null {
  const mails = cells.filter(({ text }) => isMail(text));
  if (distinct(mails) >= FEWEST_PLAIN && mails.length >= MOST_OF * cells.length) return 'mail';
  const phones = cells.filter(({ cell, text }) => typeof cell !== 'number' && isPlainPhone(text));
  return distinct(phones) >= FEWEST_PLAIN && phones.length >= NEARLY_ALL * cells.length ? 'phone' : null;
}

const below = ({ filled }: Column, row: number): readonly Filled[] => filled.filter((cell) => cell.row > row);

function isPersonal(what: HeaderSays): what is PersonalKind {
  return what !== 'name?' && what !== 'staff' && what !== 'age';
}

/** A column that holds personal data by itself, whatever stands beside it. */
function personalColumn(column: Column, names: PlanNames): PersonalColumn | null {
  for (const { row, text, what } of column.says)
    if (isPersonal(what) && holds(what, below(column, row), names))
      return { index: column.index, kind: what, header: { row, text } };
  if (column.says.some(({ what }) => what === 'staff')) return null;
  const kind = plainKind(column.filled);
  return kind && { index: column.index, kind, header: null };
}

/** Names under a header that may be anything's, or under none: only beside what is certainly somebody's. */
function nameColumn(column: Column, names: PlanNames): PersonalColumn | null {
  if (column.says.some(({ what }) => what === 'staff')) return null;
  const header = column.says.find(({ what }) => what === 'name?') ?? null;
  const cells = below(column, header?.row ?? -1);
  const isName = ({ text }: Filled) =>
    (header === null ? isPlainName(text) : isOfKind('name', text, text)) && !names.all.has(comparisonKey(text));
  const found = cells.filter(isName);
  const isEnough = distinct(found) >= FEWEST && shareOf(cells, isName) >= NEARLY_ALL;
  return isEnough && distinct(cells) >= NEARLY_ALL * cells.length
    ? { index: column.index, kind: 'name', header }
    : null;
}

function isAge(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= 120;
}

/** Whether a column gives the age of one person a row. */
function givesAges(column: Column): boolean {
  return column.says.some(({ row, what }) => {
    const cells = below(column, row);
    return what === 'age' && cells.length >= FEWEST && shareOf(cells, ({ text }) => isAge(text)) >= NEARLY_ALL;
  });
}

/** Whether a column is different in nearly every row of the table, and filled in most. */
function isOneEach({ filled }: Column, { header }: PersonalColumn, rows: number): boolean {
  const cells = header === null ? filled : filled.filter(({ row }) => row > header.row);
  return cells.length >= MOST_OF * rows && distinct(cells) >= NEARLY_ALL * cells.length;
}

/** Rows of figures name an indicator. */
function areFigures(columns: readonly Column[], rows: number, names: PlanNames): boolean {
  const named = new Set<number>();
  for (const { filled } of columns)
    for (const { row, text } of filled) if (names.indicators.has(comparisonKey(text))) named.add(row);
  return named.size > rows / 2;
}

function isListOf(found: readonly PersonalColumn[], columns: readonly Column[], names: PlanNames): boolean {
  const start = Math.max(-1, ...found.map(({ header }) => header?.row ?? -1));
  const rows = new Set(columns.flatMap((column) => below(column, start).map(({ row }) => row))).size;
  const each = found.filter((one) => columns.some((c) => c.index === one.index && isOneEach(c, one, rows)));
  const isPerson = each.some(({ kind }) => kind === 'name' || kind === 'birth');
  const isCase = each.some(({ kind }) => kind === 'id') && (found.length > 1 || columns.some(givesAges));
  return (isPerson || isCase) && !areFigures(columns, rows, names);
}

/**
 * The columns of a sheet that hold names, telephone numbers, mail addresses, numbers of identity papers or cases, or dates of birth of people,
 * told by their headers in the languages Jalon speaks and by what many of their cells look like. Not those of the staff that a
 * form or a table names as responsible, nor any names of the plan.
 */
export function personalColumns(view: SheetView, names: PlanNames): PersonalSheet {
  const rows = sampledRows(view);
  const columns = Array.from({ length: view.columns }, (_, index): Column => {
    const filled = filledIn(view, index, rows);
    const says = filled.flatMap(({ row, cell, text }) => {
      const what = row < HEAD_ROWS && typeof cell === 'string' ? headerSays(text) : null;
      return what === null ? [] : [{ row, text, what }];
    });
    return { index, filled, says };
  });
  const certain = columns.flatMap((column) => personalColumn(column, names) ?? []);
  if (certain.length === 0 && !columns.some(givesAges)) return { columns: [], isList: false };
  const others = columns.filter(({ index }) => certain.every((one) => one.index !== index));
  const found = [...certain, ...others.flatMap((column) => nameColumn(column, names) ?? [])];
  const hasStaff = columns.some(({ says }) => says.some(({ what }) => what === 'staff'));
  const ofStaff = hasStaff && found.every(({ kind, header }) => kind === 'phone' || kind === 'mail' || header === null);
  const kept = ofStaff ? [] : found;
  return { columns: kept.sort((a, b) => a.index - b.index), isList: isListOf(kept, columns, names) };
}
