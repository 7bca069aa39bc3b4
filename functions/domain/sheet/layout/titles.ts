import type { Plan } from '../../plan/model.ts';
import { contains, type Period } from '../../plan/period.ts';
import { cellText, columnLetters, type Grid } from '../grid.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { daysNamed } from '../periods/dates.ts';
import { readPeriod } from '../periods/read-period.ts';
import type { Named } from '../statement.ts';

interface Title {
  readonly text: string;
  readonly row: number | null;
  readonly column: string | null;
}

/** As many words as `from 1 October to 31 December 2025` may have in any language. */
const LONGEST_NOTATION = 9;

/** The periods named in a sentence, the longest notations first; dates are left alone, they tell when a file was made. */
export function periodsIn(sentence: string, plan: Plan): Period[] {
  const words = sentence
    .replace(/[_()[\],;:|]+/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: Period[] = [];
  for (let length = Math.min(LONGEST_NOTATION, words.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const text = words.slice(start, start + length).join(' ');
      const isDay = daysNamed(text, plan).length > 0;
      const period = isDay ? null : readPeriod(text, plan);
      if (period !== null) found.push(period);
      if (period !== null || isDay) words.splice(start, length, '|');
    }
  }
  return found;
}

/** Titles that stand above a header, nearest first. */
export function titlesOf(grid: Grid, from: number, to: number): Title[] {
  const titles: Title[] = [];
  for (let row = to - 1; row >= from; row -= 1) {
    for (const [index, cell] of (grid.rows[row] ?? []).entries()) {
      const text = cellText(cell);
      if (text !== '' && text.length <= 300) titles.push({ text, row: row + 1, column: columnLetters(index) });
    }
  }
  return titles;
}

function named(grid: Grid, code: string, { text, row, column }: Title): Named {
  return { code, found: text, at: { sheet: grid.sheet, row, column } };
}

function nameOf(grid: Grid): Title {
  return { text: grid.sheet ?? '', row: null, column: null };
}

/** The one period that the title rows (indices from 0, end not included) name, else the one the sheet's name names. */
export function periodOfTitles(grid: Grid, from: number, to: number, plan: Plan): Named | null {
  for (const titles of [titlesOf(grid, from, to), [nameOf(grid)]]) {
    const found = titles.flatMap((title) => periodsIn(title.text, plan).map((period) => ({ period, title })));
    const finest = found.find(({ period }) => found.every((other) => contains(other.period, period)));
    if (finest) return named(grid, finest.period, finest.title);
  }
  return null;
}

/** The one indicator that the title rows name, else the one the sheet's name names. */
export function indicatorOfTitles(grid: Grid, from: number, to: number, vocabulary: Vocabulary): Named | null {
  for (const titles of [titlesOf(grid, from, to), [nameOf(grid)]]) {
    const found = titles.flatMap((title) => {
      const code = vocabulary.indicator(title.text) ?? vocabulary.indicator(title.text.replace(/^[^:]*:/, ''));
      return code === null ? [] : [{ code, title }];
    });
    const [first] = found;
    if (first && found.every(({ code }) => code === first.code)) return named(grid, first.code, first.title);
  }
  return null;
}

/** The org units that the title rows name, else the one the sheet's name names: a cell that is a name, alone or after a label as in `Country office: Kenya`. */
export function orgUnitsOfTitles(grid: Grid, from: number, to: number, vocabulary: Vocabulary): Named[] {
  const labelled = /^([^:：]+)[:：](.+)$/s;
  for (const titles of [titlesOf(grid, from, to), [nameOf(grid)]]) {
    const found = titles.flatMap((title) => {
      const [, label = '', name = ''] = labelled.exec(title.text) ?? [];
      const isLabelled = vocabulary.header(label)?.parts.some(({ role }) => role === 'orgUnit') ?? false;
      const code = vocabulary.orgUnit(isLabelled ? name.trim() : title.text);
      return code === null ? [] : [named(grid, code, title)];
    });
    if (found.length > 0) return found;
  }
  return [];
}
