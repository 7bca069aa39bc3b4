import type { ValidationIssue } from '../../validation/issue.ts';
import { address, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** An entry with the column that names it and what makes it the same as another. */
type Named = readonly [entry: Entry<unknown>, column: string, key: string];

function repeated(named: readonly Named[], code: string): ValidationIssue[] {
  const first = new Map<string, string>();
  return named.flatMap(([entry, column, key]) => {
    const word = key.toLowerCase();
    const before = first.get(word);
    if (before !== undefined) return [flag(entry, column, code, 'error', null, { first: before })];
    first.set(word, address(entry.at(column)));
    return [];
  });
}

function named<T>(entries: readonly Entry<T>[], columns: readonly string[], key: (item: T) => string): Named[] {
  const column = columns.at(-1) ?? '';
  return entries.filter((entry) => entry.sound(...columns)).map((entry) => [entry, column, key(entry.item)] as const);
}

/** No code is declared twice, whatever its capitals; results and indicators share one set of codes. */
export const duplicateCodesCheck: PlanCheck = (draft) => [
  ...repeated(
    named(draft.levels, ['code'], (item) => item.code),
    'plan-duplicate-code',
  ),
  ...repeated(
    [...named(draft.results, ['code'], (item) => item.code), ...named(draft.indicators, ['code'], (item) => item.code)],
    'plan-duplicate-code',
  ),
  ...repeated(
    named(draft.orgUnits, ['code'], (item) => item.code),
    'plan-duplicate-code',
  ),
  ...repeated(
    named(draft.dimensions, ['dimension', 'category'], (item) => `${item.dimension}\n${item.code}`),
    'plan-duplicate-code',
  ),
  ...repeated(
    named(draft.rules, ['code'], (item) => item.code),
    'plan-duplicate-code',
  ),
  ...repeated(
    named(draft.crosswalk, ['oldCode'], (item) => item.oldCode),
    'plan-duplicate-code',
  ),
  ...repeated(
    named(draft.periods, ['period'], (item) => item.period),
    'plan-duplicate-period',
  ),
  ...repeated(
    named(draft.targets, ['orgUnit', 'period', 'indicator'], (item) =>
      [item.indicator, item.orgUnit, item.period].join('\n'),
    ),
    'plan-duplicate-target',
  ),
];
