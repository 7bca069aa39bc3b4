import type { Grid } from '../../sheet/grid.ts';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import type { Paper, Plan } from '../model.ts';
import * as cells from '../workbook/cells.ts';
import { type Heading, matchNames, type Names } from '../workbook/columns.ts';
import { createRecordReader, type Entry, type RecordReader } from '../workbook/record.ts';
import { openTable } from '../workbook/table.ts';

type SheetParts = 'levels' | 'results' | 'indicators' | 'dimensions' | 'orgUnits' | 'targets' | 'periods';
type OptionalParts = 'rules' | 'crosswalk' | 'headers' | 'subscriptions';

/** What the Plan sheet says. */
export type Settings = Omit<Plan, SheetParts | OptionalParts>;

/** The keys of the Plan sheet. */
export const KEYS: Names = {
  required: ['id', 'title.*', 'start', 'end', 'effectiveFrom', 'languages'],
  optional: [
    'defaultLanguage',
    'acceptance',
    'suppressBelow',
    'onTrackAt',
    'offTrackBelow',
    'timeZone',
    'remindBefore',
    'remindAfter',
    'reportAfterDays',
    'paper',
    'organisation',
  ],
};

const KEY_ISSUES = {
  missing: 'plan-missing-setting',
  unknown: 'plan-unknown-setting',
  repeated: 'plan-repeated-setting',
};

const MOST_WITHHELD = 1000;

const MOST_DAYS = 366;

/** Numbers of days, such as `14; 3`. */
const readDays = cells.list(cells.within(cells.readNumber, 1, MOST_DAYS, true));

const readLanguages = cells.list(cells.readLanguage);

/** The declared languages, else those the plan's title has: so that one bad cell does not make every title unknown. */
function languagesOf(
  keys: readonly Heading[],
  cellOf: (index: number) => Parameters<typeof readLanguages>[0],
): readonly string[] {
  const place = keys.findIndex(({ text }) => text.toLowerCase() === 'languages');
  const declared = place < 0 ? null : readLanguages(cellOf(place));
  if (declared?.ok && declared.value.length > 0) return declared.value;
  return keys.flatMap(({ text }) => /^title\.([a-z]{2,3})$/i.exec(text)?.[1]?.toLowerCase() ?? []);
}

function readSettings(row: RecordReader, languages: readonly string[]): Settings {
  const days = (name: string) => row.optional<readonly number[] | null>(name, readDays, null);
  const [remindBefore, remindAfter] = [days('remindBefore'), days('remindAfter')];
  const reportAfterDays = row.optional('reportAfterDays', cells.within(cells.readNumber, 0, MOST_DAYS, true), 0);
  const paper = row.optional<Paper>('paper', cells.choice(['A4', 'Letter']), 'A4');
  const organisation = row.optional<string | null>('organisation', cells.readCode, null);
  return {
    id: row.required('id', cells.readCode, ''),
    title: row.titles('title', 'shown'),
    start: row.required('start', cells.readDate, ''),
    end: row.required('end', cells.readDate, ''),
    effectiveFrom: row.required('effectiveFrom', cells.readPeriod, ''),
    languages: row.required('languages', readLanguages, languages),
    defaultLanguage: row.optional('defaultLanguage', cells.readLanguage, languages[0] ?? 'en'),
    acceptance: row.optional('acceptance', cells.choice(['partial', 'all-or-nothing']), 'partial'),
    suppressBelow: row.optional('suppressBelow', cells.within(cells.readNumber, 0, MOST_WITHHELD, true), 0),
    onTrackAt: row.optional('onTrackAt', cells.within(cells.readFraction, 0, 1), 0.9),
    offTrackBelow: row.optional('offTrackBelow', cells.within(cells.readFraction, 0, 1), 0.6),
    timeZone: row.optional('timeZone', cells.readText, 'UTC'),
    ...(remindBefore ? { remindBefore } : {}),
    ...(remindAfter ? { remindAfter } : {}),
    ...(reportAfterDays ? { reportAfterDays } : {}),
    ...(paper === 'A4' ? {} : { paper }),
    ...(organisation === null ? {} : { organisation }),
  };
}

/** Reads the Plan sheet: one key and its value a row. */
export function readSettingsSheet(grid: Grid | null, issues: ValidationIssue[]): Entry<Settings> {
  const table = openTable(grid, { required: ['key', 'value'], optional: ['note'] }, [], 'required', issues);
  const keys = table.rows.map(({ at, field }) => ({
    text: cells.wordOf(field('key')?.cell),
    at: field('key')?.at ?? at,
  }));
  keys.forEach(({ text, at }) => {
    if (text === '') issues.push(issue('plan-missing-value', 'error', { ...at, params: { field: 'key' } }));
  });
  const value = (index: number) => table.rows[index]?.field('value') ?? null;
  const languages = languagesOf(keys, (index) => value(index)?.cell ?? null);
  const sheet = { sheet: grid?.sheet ?? null, row: null, column: null };
  const places =
    keys.length === 0 ? new Map<string, number>() : matchNames(keys, KEYS, languages, KEY_ISSUES, sheet, issues);
  const reader = createRecordReader((name) => value(places.get(name) ?? -1), sheet, languages, issues);
  return reader.entry(readSettings(reader, languages));
}
