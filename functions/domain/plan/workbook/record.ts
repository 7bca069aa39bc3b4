import { type Cell, cellText } from '../../sheet/grid.ts';
import { type CellRef, issue, type ValidationIssue } from '../../validation/issue.ts';
import type { Titles } from '../model.ts';
import type { CellReader } from './cells.ts';

/** A cell with its place. */
export interface Field {
  readonly cell: Cell;
  readonly at: CellRef;
}

/** Place and text of a cell, as an issue wants them. */
export interface Found extends CellRef {
  readonly found: string | null;
}

/** What a row says, with the way back to its cells. */
export interface Entry<T> {
  readonly item: T;
  /** Where a column of this row stands and what is written there. */
  at(name: string): Found;
  /** Whether all these cells could be read, so that a further check of them makes sense. */
  sound(...names: readonly string[]): boolean;
}

/** Reads the cells of one row, noting what is wrong with each. */
export interface RecordReader {
  /** The value; `fallback` after an error where the cell is blank or wrong. */
  required<T>(name: string, read: CellReader<T>, fallback: T): T;
  /** The value; `fallback` where the cell is blank, or after an error where it is wrong. */
  optional<T>(name: string, read: CellReader<T>, fallback: T): T;
  /** The texts of `name.en`, `name.fr`…: a missing language is an error for shown texts, for `notes` a warning where another is given. */
  titles(name: string, use: 'shown' | 'notes'): Titles;
  isBlank(name: string): boolean;
  entry<T>(item: T): Entry<T>;
}

/** A reader of one row: `field` gives a column's cell (null: no such column), `place` stands for the row itself. */
export function createRecordReader(
  field: (name: string) => Field | null,
  place: CellRef,
  languages: readonly string[],
  issues: ValidationIssue[],
): RecordReader {
  const unsound = new Set<string>();
  const report = (name: string, code: string, expected: string | null, params = {}) => {
    unsound.add(name);
    const at = found(name);
    issues.push(issue(code, 'error', { ...at, expected, params: { field: name, part: at.found ?? '', ...params } }));
  };
  const found = (name: string): Found => {
    const known = field(name);
    return known ? { ...known.at, found: cellText(known.cell) || null } : { ...place, found: null };
  };
  const isBlank = (name: string) => cellText(field(name)?.cell) === '';
  const read = <T>(name: string, reader: CellReader<T>, fallback: T): T => {
    const cell = field(name)?.cell ?? null;
    if (typeof cell === 'object' && cell?.kind === 'error') {
      report(name, 'plan-cell-error', null);
      return fallback;
    }
    const parsed = reader(cell);
    if (parsed.ok) return parsed.value;
    report(name, parsed.code, parsed.expected, parsed.params);
    return fallback;
  };
  return {
    isBlank,
    optional: (name, reader, fallback) => (isBlank(name) ? fallback : read(name, reader, fallback)),
    required: (name, reader, fallback) => {
      if (!isBlank(name)) return read(name, reader, fallback);
      if (field(name)) report(name, 'plan-missing-value', null);
      unsound.add(name);
      return fallback;
    },
    titles: (name, use) => {
      const texts: Record<string, string> = {};
      for (const language of languages) {
        const column = `${name}.${language}`;
        const cell = field(column)?.cell;
        if (typeof cell === 'object' && cell?.kind === 'error') report(column, 'plan-cell-error', null);
        else if (cellText(cell) !== '') texts[language] = cellText(cell).normalize('NFC');
      }
      const given = Object.keys(texts).length > 0;
      for (const language of languages) {
        const column = `${name}.${language}`;
        if (texts[language] !== undefined || unsound.has(column) || field(column) === null) continue;
        if (use === 'notes' && !given) continue;
        const severity = use === 'shown' ? 'error' : 'warning';
        issues.push(
          issue('plan-missing-title', severity, { ...found(column), expected: language, params: { field: name } }),
        );
      }
      return texts;
    },
    entry: (item) => ({ item, at: found, sound: (...names) => names.every((name) => !unsound.has(name)) }),
  };
}
