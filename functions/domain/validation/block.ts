import type { Figure } from '../ledger/entry.ts';
import type { Lookup } from '../plan/lookup.ts';
import type { Indicator, OrgUnit, PeriodWindow } from '../plan/model.ts';
import type { Named, Statement, WrittenNumber } from '../sheet/statement.ts';

export type Part = 'value' | 'numerator' | 'denominator';
export const PARTS: readonly Part[] = ['value', 'numerator', 'denominator'];

/** Two statements of the same figure. */
export interface Repetition {
  readonly first: WrittenNumber;
  readonly again: WrittenNumber;
}

/** The figure of a block for one set of categories, merged from every statement of it; empty categories mean the total. */
export interface BlockRow extends Figure {
  readonly categories: Readonly<Record<string, string>>;
  /** Dimensions of the categories, sorted. */
  readonly dimensions: readonly string[];
  readonly statements: readonly Statement[];
  readonly repetitions: readonly Repetition[];
}

/** All that a file says of one org unit, indicator and period: what is accepted or returned as one. */
export interface Block {
  readonly orgUnit: Named;
  readonly indicator: Named;
  readonly period: Named;
  /** Null where the plan has no such unit, indicator or reporting period. */
  readonly unit: OrgUnit | null;
  readonly definition: Indicator | null;
  readonly window: PeriodWindow | null;
  readonly statements: readonly Statement[];
  readonly total: BlockRow | null;
  readonly breakdown: readonly BlockRow[];
  /** Whether every figure and category could be read and none contradicts another, so that sums mean something. */
  readonly readable: boolean;
}

/** Whether a statement gives a figure, readable or not, rather than saying that there is none. */
export function statesFigure(statement: Statement): boolean {
  return PARTS.some((part) => {
    const written = statement[part];
    return written !== null && (written.number !== null || written.problem !== null);
  });
}

/** The figures of a statement, whatever part they are. */
export function figuresOf(statement: Statement): { part: Part; written: WrittenNumber }[] {
  const figures: { part: Part; written: WrittenNumber }[] = [];
  for (const part of PARTS) {
    const written = statement[part];
    if (written !== null) figures.push({ part, written });
  }
  return figures;
}

function nameKey({ code, found }: Named): string {
  return code ?? `?${found}`;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mergeRow(statements: readonly Statement[]): BlockRow {
  const figure: Record<Part, WrittenNumber | null> = { value: null, numerator: null, denominator: null };
  const repetitions: Repetition[] = [];
  for (const statement of statements) {
    for (const part of PARTS) {
      const written = statement[part];
      if (written === null || written.number === null) continue;
      const first = figure[part];
      if (first === null) figure[part] = written;
      else repetitions.push({ first, again: written });
    }
  }
  const categories = Object.fromEntries(
    (statements[0]?.categories ?? [])
      .map((category) => [category.dimension, category.code ?? category.found] as const)
      .sort((a, b) => byText(a[0], b[0])),
  );
  return {
    value: figure.value?.number ?? null,
    numerator: figure.numerator?.number ?? null,
    denominator: figure.denominator?.number ?? null,
    categories,
    dimensions: Object.keys(categories),
    statements,
    repetitions,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function categoriesKey(statement: Statement): string {
  if (statement.categories.length === 0) return '';
  return statement.categories
    .map((category) => `${category.dimension}\u0001${nameKey(category)}`)
    .sort(byText)
    .join('\u0002');
}

function isReadable(statements: readonly Statement[], rows: readonly BlockRow[]): boolean {
  const clear = statements.every(
    (statement) =>
      statement.categories.every(({ code }) => code !== null) &&
      PARTS.every((part) => (statement[part]?.problem ?? null) === null),
  );
  return clear && rows.every((row) => row.repetitions.every(({ first, again }) => first.number === again.number));
}

function createBlock(first: Statement, statements: readonly Statement[], lookup: Lookup): Block {
  const groups = groupBy(statements, categoriesKey);
  const rows = [...groups.entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([, group]) => mergeRow(group))
    .filter((row) => row.value !== null || row.numerator !== null || row.denominator !== null);
  const { orgUnit, indicator, period } = first;
  return {
    orgUnit,
    indicator,
    period,
    unit: orgUnit.code === null ? null : lookup.orgUnit(orgUnit.code),
    definition: indicator.code === null ? null : lookup.indicator(indicator.code),
    window: period.code === null ? null : lookup.windowOf(period.code),
    statements,
    total: rows.find((row) => row.dimensions.length === 0) ?? null,
    breakdown: rows.filter((row) => row.dimensions.length > 0),
    readable: isReadable(statements, rows),
  };
}

/** Statements (in file order) as blocks. Statements that only say "not reported" make none. */
export function groupBlocks(statements: readonly Statement[], lookup: Lookup): Block[] {
  const groups = groupBy(statements.filter(statesFigure), ({ orgUnit, indicator, period }) =>
    [orgUnit, indicator, period].map(nameKey).join('\u0001'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [createBlock(first, group, lookup)] : [];
  });
}
