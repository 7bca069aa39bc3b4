import { windowOf } from '../aggregation/calendar.ts';
import { type Cube, emptyCube, type Plane, type Window } from '../aggregation/cube.ts';
import { figureAt } from '../aggregation/plane-figures.ts';
import { rollUp } from '../aggregation/roll-up.ts';
import { countBelow } from '../aggregation/tree.ts';
import { type YearState, yearState } from '../aggregation/year-state.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { Indicator, Plan } from '../plan/model.ts';
import { type Period, yearOf } from '../plan/period.ts';
import { type Choice, choicesOf } from './choice.ts';
import type { Counted, LineageNode, Uncounted } from './lineage.ts';
import { type Statements, statementsOf } from './statements.ts';
import { uncountedOf } from './uncounted.ts';

export interface TraceInput {
  readonly plan: Plan;
  readonly period: Period;
  /** Ledger entries of the period's year with the plan's own codes, in any order, repeated or not. */
  readonly entries: readonly LedgerEntry[];
}

/** Gives the tree behind a scope's figure of an indicator; null where nothing was stated, or the plan has no such thing. */
export type PeriodTrace = (indicator: string, scope: string) => LineageNode | null;

interface Parts {
  readonly plane: Plane;
  readonly reported: Int32Array;
  readonly expected: Int32Array;
  readonly counted: readonly (readonly Counted[])[];
  readonly uncounted: readonly (readonly Uncounted[])[];
}

/** The totals of what was chosen and nothing else, so that every figure of the tree is made of what the tree lists. */
function chosenOnly(cube: Cube, choices: readonly (readonly Choice[])[]): Cube {
  const chosen = emptyCube(cube.periods, cube.units, 1, cube.denominator !== null);
  choices.forEach((periods, unit) => {
    for (const { period } of periods) {
      const to = period * cube.units + unit;
      chosen.value[to] = cube.value[to * cube.series] ?? Number.NaN;
      if (chosen.denominator) chosen.denominator[to] = cube.denominator?.[to * cube.series] ?? Number.NaN;
      chosen.reported[unit] = (chosen.reported[unit] ?? 0) | (1 << period);
    }
  });
  return chosen;
}

function countedOf(choices: readonly Choice[], unit: number, statements: Statements): Counted[] {
  return choices.flatMap(({ period, enters, of }) => {
    const observation = statements.current(unit, period);
    return observation === null ? [] : [{ enters, of, observation }];
  });
}

function partsOf(
  state: YearState,
  { indicator, cube }: { readonly indicator: Indicator; readonly cube: Cube },
  statements: Statements,
  period: Period,
  window: Window,
): Parts {
  const { tree, lookup, unitOf } = state;
  const due = new Set(
    lookup.expectedUnits(indicator.code, period, lookup.root.code).map(({ code }) => unitOf.get(code)),
  );
  const inside = state.calendar.periods.flatMap((_, p) => ((window.inside & (1 << p)) === 0 ? [] : [p]));
  const choices = state.units.map((_, unit) => choicesOf(cube, unit, window, indicator));
  const uncounted = choices.map((chosen, unit) =>
    uncountedOf(indicator, statements, { unit, inside, reported: cube.reported[unit] ?? 0, choices: chosen }),
  );
  const strangers = statements.strangers.filter((o) => inside.some((p) => state.calendar.periods[p] === o.period));
  uncounted[unitOf.get(lookup.root.code) ?? -1]?.push(
    ...strangers.map((observation): Uncounted => ({ why: 'unknown-unit', observation, by: null })),
  );
  return {
    plane: rollUp(chosenOnly(cube, choices), window, tree, indicator),
    reported: countBelow(tree, (unit) => ((cube.reported[unit] ?? 0) & window.inside) !== 0),
    expected: countBelow(tree, (unit) => due.has(unit)),
    counted: choices.map((chosen, unit) => countedOf(chosen, unit, statements)),
    uncounted,
  };
}

function nodeOf(state: YearState, parts: Parts, scope: string): LineageNode | null {
  const unit = state.unitOf.get(scope);
  if (unit === undefined) return null;
  const counted = parts.counted[unit] ?? [];
  const uncounted = parts.uncounted[unit] ?? [];
  const below = state.lookup.children(scope).flatMap(({ code }) => nodeOf(state, parts, code) ?? []);
  if (counted.length + uncounted.length + below.length === 0) return null;
  return {
    scope,
    ...figureAt(parts.plane, unit, 0),
    coverage: { reported: parts.reported[unit] ?? 0, expected: parts.expected[unit] ?? 0 },
    ...{ counted, uncounted, below },
  };
}

/**
 * What stands behind the figures of a period, computed by the same rules as the actuals and from what the tree lists alone; what of
 * an indicator was worked out once serves all its scopes. Throws RangeError on a plan without a global org unit.
 */
export function tracePeriod({ plan, period, entries }: TraceInput): PeriodTrace {
  const state = yearState(plan, yearOf(period), entries);
  const window = windowOf(state.calendar, period);
  const statements = statementsOf(state, entries);
  const indexOf = new Map(state.figures.map(({ indicator }, index) => [indicator.code, index]));
  const known = new Map<number, Parts>();
  return (indicator, scope) => {
    const index = indexOf.get(indicator) ?? -1;
    const figures = state.figures[index];
    const stated = statements[index];
    if (!figures || !stated) return null;
    const parts = known.get(index) ?? partsOf(state, figures, stated, period, window);
    known.set(index, parts);
    return nodeOf(state, parts, scope);
  };
}
