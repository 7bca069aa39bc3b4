import type { LedgerEntry } from '../ledger/entry.ts';
import type { Plan } from '../plan/model.ts';
import type { Period } from '../plan/period.ts';
import type { Actual, ScopeActuals } from './actual.ts';
import { actualsOf } from './actuals.ts';
import { basisOf } from './basis.ts';
import { windowsOf } from './calendar.ts';
import type { Carry } from './carry.ts';
import { expectedBelow } from './expected.ts';
import { notesOf } from './notes.ts';
import { responseOf } from './response.ts';
import { type YearState, yearState } from './year-state.ts';

export interface AggregateInput {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly year: number;
  /** The periods to compute, all in that year: base periods and coarser ones. */
  readonly periods: readonly Period[];
  /** Every ledger entry of the year's periods, in any order, repeated or not. */
  readonly entries: readonly LedgerEntry[];
  /** What the years before leave to this one under the same plan version; null, or left out, where the plan has no figures before. */
  readonly carry?: Carry | null;
  /** Codes of the scopes to give; all org units when left out. */
  readonly scopes?: readonly string[];
}

function inPeriod(
  state: YearState,
  period: Period,
  scopes: readonly number[],
  carry: Carry | null,
): (scope: number) => Pick<ScopeActuals, 'coverage' | 'missing' | 'late' | 'actuals' | 'notes'> {
  const windows = windowsOf(state.calendar, period, state.lookup.plan.start);
  const actuals: readonly Actual[][] = actualsOf({
    state,
    carry,
    windows,
    scopes,
    expected: expectedBelow(state, period),
  });
  const notes = notesOf(state, windows.own);
  const response = responseOf(state, period, windows.own);
  return (scope) => ({ ...response(scope), actuals: actuals[scope] ?? [], notes: notes[scope] ?? [] });
}

/**
 * The actuals of every scope (each org unit with its subtree) for the periods given, period by period, each in plan order, so that those of
 * a year need not all be held at once. Equal entries give equal output, byte for byte, in whatever order and however often they come.
 * Throws RangeError on a plan without a global org unit.
 */
export function* aggregateByPeriod(input: AggregateInput): Generator<ScopeActuals[]> {
  const state = yearState(input.plan, input.year, input.entries);
  const wanted = input.scopes === undefined ? null : new Set(input.scopes);
  const scopes = state.units.flatMap((unit, index) => (wanted === null || wanted.has(unit.code) ? [index] : []));
  const basis = basisOf(input.year, input.entries, state.unitOf, state.tree);
  const carry = input.carry ?? null;
  for (const period of input.periods) {
    const parts = inPeriod(state, period, scopes, carry);
    yield scopes.map((scope) => ({
      scope: state.units[scope]?.code ?? '',
      period,
      planVersion: input.planVersion,
      ...basis(period, scope),
      carried: carry?.entries[scope] ?? 0,
      ...parts(scope),
    }));
  }
}

/** The same, all at once. */
export const aggregate = (input: AggregateInput): ScopeActuals[] => [...aggregateByPeriod(input)].flat();
