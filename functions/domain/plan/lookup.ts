import { oncePer } from '../once-per.ts';
import type { Dimension, Indicator, OrgUnit, PeriodWindow, Plan, Result, Target } from './model.ts';
import { firstDay, lastDay, type Period, periodsWithin } from './period.ts';

/** What steps and aggregation ask of a plan, by code. Lists are in plan order; an unknown code gives null, or an empty list. */
export interface Lookup {
  readonly plan: Plan;
  /** The one org unit of kind `global`. */
  readonly root: OrgUnit;
  indicator(code: string): Indicator | null;
  result(code: string): Result | null;
  dimension(code: string): Dimension | null;
  orgUnit(code: string): OrgUnit | null;
  /** Parent, grandparent… up to the root; without the unit itself. */
  ancestorsOf(unit: string): readonly OrgUnit[];
  /** Units directly below. */
  children(unit: string): readonly OrgUnit[];
  /** The unit and all units below it. */
  subtree(unit: string): readonly OrgUnit[];
  /** Whether the unit is open on at least one day of the period. */
  isOpenIn(unit: string, period: Period): boolean;
  /**
   * Units of the scope's subtree expected to report the indicator in the period: those its `reportedBy` names (every country and
   * office where it names none) that are open then. Empty where the period is shorter than the indicator's frequency.
   */
  expectedUnits(indicator: string, period: Period, scope: string): readonly OrgUnit[];
  windowOf(period: Period): PeriodWindow | null;
  /** The target set for that very period, never one of its year. */
  targetFor(indicator: string, unit: string, period: Period): Target | null;
}

function byCode<T>(items: readonly T[], code: (item: T) => string): (wanted: string) => T | null {
  const known = new Map(items.map((item) => [code(item), item]));
  return (wanted) => known.get(wanted) ?? null;
}

function appendTo<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

function isOpen(unit: OrgUnit, period: Period): boolean {
  return (
    (unit.opened === null || unit.opened <= lastDay(period)) &&
    (unit.closed === null || unit.closed >= firstDay(period))
  );
}

function reports(unit: OrgUnit, reportedBy: readonly string[]): boolean {
  if (reportedBy.length === 0) return unit.kind === 'country' || unit.kind === 'office';
  return reportedBy.includes(unit.code) || reportedBy.includes(unit.kind);
}

const NOBODY: readonly OrgUnit[] = [];

/** Indexes an accepted plan. Throws RangeError on a plan without a global org unit, which readPlan never gives. */
export const createLookup = oncePer((plan: Plan): Lookup => {
  const root = plan.orgUnits.find((unit) => unit.kind === 'global');
  if (!root) throw new RangeError(`Plan ${plan.id} has no global org unit`);
  const indicator = byCode(plan.indicators, (i) => i.code);
  const orgUnit = byCode(plan.orgUnits, (u) => u.code);

  const ancestors = new Map<string, OrgUnit[]>();
  const children = new Map<string, OrgUnit[]>();
  const subtrees = new Map<string, OrgUnit[]>();
  for (const unit of plan.orgUnits) {
    const line: OrgUnit[] = [];
    for (let up = unit.parent; up !== null; ) {
      const parent = orgUnit(up);
      if (parent) line.push(parent);
      up = parent?.parent ?? null;
    }
    ancestors.set(unit.code, line);
    if (unit.parent !== null) appendTo(children, unit.parent, unit);
    for (const scope of [unit, ...line]) appendTo(subtrees, scope.code, unit);
  }

  const expected = new Map<string, readonly OrgUnit[]>();
  const targets = new Map<string, Map<string, Target>>();
  for (const target of plan.targets) {
    const ofUnit = targets.get(target.orgUnit) ?? new Map<string, Target>();
    targets.set(target.orgUnit, ofUnit.set(`${target.indicator}\n${target.period}`, target));
  }
  return {
    plan,
    root,
    indicator,
    orgUnit,
    result: byCode(plan.results, (r) => r.code),
    dimension: byCode(plan.dimensions, (d) => d.code),
    ancestorsOf: (unit) => ancestors.get(unit) ?? [],
    children: (unit) => children.get(unit) ?? [],
    subtree: (unit) => subtrees.get(unit) ?? [],
    isOpenIn: (code, period) => {
      const unit = orgUnit(code);
      return unit !== null && isOpen(unit, period);
    },
    expectedUnits: (code, period, scope) => {
      const wanted = indicator(code);
      if (!wanted || periodsWithin(period, wanted.frequency).length === 0) return NOBODY;
      const key = [scope, period, ...wanted.reportedBy].join('\n');
      const units =
        expected.get(key) ??
        (subtrees.get(scope) ?? []).filter((unit) => reports(unit, wanted.reportedBy) && isOpen(unit, period));
      expected.set(key, units);
      return units;
    },
    windowOf: byCode(plan.periods, (w) => w.period),
    targetFor: (code, unit, period) => targets.get(unit)?.get(`${code}\n${period}`) ?? null,
  };
});
