import { areaOf } from './area.ts';
import { issue, type Severity, type ValidationIssue } from './issue.ts';
import { addressOf } from './place.ts';

const SHOWN_CELLS = 5;
const SEVERITIES: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Different problems of one kind in one column; a file with more of them is wrong as a whole. */
const MOST_ALIKE = 100;

/** A file of ambiguous figures, or with a column that nobody can read, needs one answer, not one for each figure. */
const SAID_ONCE_A_COLUMN: ReadonlySet<string> = new Set([
  'ambiguous-number',
  'unread-category',
  'unread-plan',
  'rows-alike',
]);

/** The categories of a dimension that does not belong there do not matter. */
const SAID_WHATEVER_FOUND: ReadonlySet<string> = new Set(['unexpected-dimension']);

/** One row whose place is not known may be missed in figures of several columns. */
const SAID_WHATEVER_COLUMN: ReadonlySet<string> = new Set(['unplaced-part']);

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
  if (SAID_ONCE_A_COLUMN.has(code)) return JSON.stringify([code, sheet, column]);
  if (SAID_WHATEVER_COLUMN.has(code)) return JSON.stringify([code, sheet, params]);
  if (SAID_WHATEVER_FOUND.has(code)) return JSON.stringify([code, sheet, column, params]);
  return JSON.stringify([code, severity, sheet, column, found, expected, params]);
}

interface Group {
  readonly first: ValidationIssue;
  readonly cells: Set<string>;
}

/** Groups of issues (in order), those of one kind in one sheet beyond the first hundred as one. */
function foldFloods(groups: Iterable<Group>): Group[] {
  const kinds = new Map<string, { seen: number; rest: Group | null }>();
  const kept: Group[] = [];
  for (const group of groups) {
    const { code, severity, sheet, row, column } = group.first;
    const key = JSON.stringify([code, severity, sheet]);
    const kind = kinds.get(key) ?? { seen: 0, rest: null };
    kinds.set(key, kind);
    kind.seen += 1;
    if (kind.seen <= MOST_ALIKE) kept.push(group);
    else if (kind.rest) for (const cell of group.cells) kind.rest.cells.add(cell);
    else {
      kind.rest = { first: issue('more-alike', severity, { sheet, row, column }), cells: group.cells };
      kept.push(kind.rest);
    }
  }
  return kept;
}

/**
 * Issues as a person can read them: errors first, then in file order, and each problem that repeats in a column said once, at its first
 * cell, with `params.count` cells (at least 1) of which `params.cells` names the first five. After a hundred different ones of a kind in
 * a sheet, all others stand together as `more-alike`.
 * `area` has all cells of several. `params.proposed` is `yes` where `expected` says something, for messages that otherwise would end in nothing.
 */
export function collapse(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const groups = new Map<string, Group>();
  for (const one of [...issues].sort(compare)) {
    const key = groupKey(one);
    const group = groups.get(key) ?? { first: one, cells: new Set() };
    group.cells.add(addressOf({ ...one, sheet: null }));
    groups.set(key, group);
  }
  return foldFloods(groups.values()).map(({ first, cells }) => {
    const named = [...cells].filter((cell) => cell !== '');
    const shown = named.slice(0, SHOWN_CELLS).join(', ') + (named.length > SHOWN_CELLS ? ', …' : '');
    const proposed = first.expected === null ? 'no' : 'yes';
    const params = { count: cells.size, cells: shown, proposed, ...first.params };
    return named.length > 1 ? { ...first, params, area: areaOf(named) } : { ...first, params };
  });
}
