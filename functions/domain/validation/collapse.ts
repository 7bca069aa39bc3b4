import type { Severity, ValidationIssue } from './issue.ts';
import { addressOf } from './place.ts';

const SHOWN_CELLS = 5;
const SEVERITIES: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** A file of ambiguous figures needs one answer, not one for each figure. */
const SAID_ONCE_A_COLUMN: ReadonlySet<string> = new Set(['ambiguous-number']);

function byText(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

function byPlace(a: ValidationIssue, b: ValidationIssue): number {
  return (
    byText(a.sheet, b.sheet) ||
    (a.row ?? 0) - (b.row ?? 0) ||
    (a.column ?? '').length - (b.column ?? '').length ||
    byText(a.column, b.column)
  );
}

function compare(a: ValidationIssue, b: ValidationIssue): number {
  return (
    SEVERITIES[a.severity] - SEVERITIES[b.severity] ||
    byPlace(a, b) ||
    byText(a.code, b.code) ||
    byText(a.found, b.found) ||
    byText(a.expected, b.expected) ||
    byText(JSON.stringify(a.params), JSON.stringify(b.params))
  );
}

function groupKey({ code, severity, sheet, column, found, expected, params }: ValidationIssue): string {
  return SAID_ONCE_A_COLUMN.has(code)
    ? JSON.stringify([code, sheet, column])
    : JSON.stringify([code, severity, sheet, column, found, expected, params]);
}

/**
 * Issues as a person can read them: errors first, then in file order, and each problem that repeats in a column said once, at its first
 * cell, with `params.count` cells (at least 1) of which `params.cells` names the first five.
 * `params.proposed` is `yes` where `expected` says something, for messages that otherwise would end in nothing.
 */
export function collapse(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const groups = new Map<string, { first: ValidationIssue; cells: Set<string> }>();
  for (const one of [...issues].sort(compare)) {
    const key = groupKey(one);
    const group = groups.get(key) ?? { first: one, cells: new Set() };
    group.cells.add(addressOf({ ...one, sheet: null }));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, cells }) => {
    const named = [...cells].filter((cell) => cell !== '');
    const shown = named.slice(0, SHOWN_CELLS).join(', ') + (named.length > SHOWN_CELLS ? ', …' : '');
    const proposed = first.expected === null ? 'no' : 'yes';
    return { ...first, params: { count: cells.size, cells: shown, proposed, ...first.params } };
  });
}
