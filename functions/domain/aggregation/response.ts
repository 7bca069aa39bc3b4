import type { Period } from '../plan/period.ts';
import type { Coverage } from './actual.ts';
import type { Window } from './cube.ts';
import { lateness } from './punctuality.ts';
import { countBelow } from './tree.ts';
import type { YearState } from './year-state.ts';

/** Who of a scope reported, who did not, and who did late. */
export interface Response {
  readonly coverage: Coverage;
  readonly missing: readonly string[];
  readonly late: readonly string[];
}

/** Units with a figure of any indicator in the window. */
function reportingUnits(state: YearState, window: Window): Set<number> {
  const reporting = new Set<number>();
  for (const { cube } of state.figures)
    cube.reported.forEach((periods, unit) => {
      if ((periods & window.inside) !== 0) reporting.add(unit);
    });
  return reporting;
}

function expectedUnits(state: YearState, period: Period): Set<number> {
  const { lookup } = state;
  const codes = new Set(
    state.figures.flatMap(({ indicator }) =>
      lookup.expectedUnits(indicator.code, period, lookup.root.code).map((unit) => unit.code),
    ),
  );
  return new Set([...codes].flatMap((code) => state.unitOf.get(code) ?? []));
}

/** Units of which a figure that counts in the window was uploaded after its own period's due date. */
function lateUnits(state: YearState, window: Window): Set<number> {
  const isLate = lateness(state.lookup);
  const late = new Set<number>();
  state.figures.forEach(({ cube }, index) => {
    for (const { unit, period, observation } of state.placed[index] ?? []) {
      if (((cube.reported[unit] ?? 0) & window.inside & (1 << period)) === 0) continue;
      if (!late.has(unit) && isLate(observation.period, observation.source.uploadedAt)) late.add(unit);
    }
  });
  return late;
}

/** The response in a period, by scope. */
export function responseOf(state: YearState, period: Period, window: Window): (scope: number) => Response {
  const { tree, units, lookup } = state;
  const reporting = reportingUnits(state, window);
  const expected = expectedUnits(state, period);
  const late = lateUnits(state, window);
  const reported = countBelow(tree, (unit) => reporting.has(unit));
  const due = countBelow(tree, (unit) => expected.has(unit));
  const codesBelow = (scope: number, test: (unit: number) => boolean): string[] =>
    lookup
      .subtree(units[scope]?.code ?? '')
      .filter(({ code }) => test(state.unitOf.get(code) ?? -1))
      .map(({ code }) => code);
  return (scope) => ({
    coverage: { reported: reported[scope] ?? 0, expected: due[scope] ?? 0 },
    missing: codesBelow(scope, (unit) => expected.has(unit) && !reporting.has(unit)),
    late: codesBelow(scope, (unit) => late.has(unit)),
  });
}
