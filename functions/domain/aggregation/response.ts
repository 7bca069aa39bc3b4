import { oncePer } from '../once-per.ts';
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

/** Per unit the periods, as bits, of which a figure that counts was uploaded after the period's due date. */
const lateReports = oncePer(({ figures, calendar, units, winners, lookup }: YearState): Uint32Array => {
  const isLate = lateness(lookup);
  const late = new Uint32Array(units.length);
  const { laid, entryAt } = winners;
  const isEntryLate = laid.map(({ entry }) => isLate(entry.period, entry.source.uploadedAt));
  const periods = calendar.periods.length;
  for (const [indicator, { cube }] of figures.entries())
    for (let p = 0; p < periods; p++)
      for (let unit = 0; unit < units.length; unit++) {
        const entry = entryAt[(indicator * periods + p) * units.length + unit] ?? 0;
        if (entry === 0 || !isEntryLate[entry - 1] || ((cube.reported[unit] ?? 0) & (1 << p)) === 0) continue;
        late[unit] = (late[unit] ?? 0) | (1 << p);
      }
  return late;
});

/** Units of which a figure that counts in the window was uploaded after its own period's due date. */
function lateUnits(state: YearState, window: Window): Set<number> {
  const late = lateReports(state);
  return new Set([...state.units.keys()].filter((unit) => ((late[unit] ?? 0) & window.inside) !== 0));
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
