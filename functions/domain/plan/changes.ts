import type { PlanChange } from './changes/change.ts';
import { compareRows } from './changes/compare-rows.ts';
import { rowsOf } from './changes/rows.ts';
import { currentCodes } from './crosswalk.ts';
import type { Plan, Target } from './model.ts';

/** Indicators of the version before that the version after knows by another code: new code by old code. */
function renumberings(before: Plan, after: Plan): Map<string, string> {
  const own = new Set(after.indicators.map(({ code }) => code));
  const had = new Map(before.indicators.map(({ code }) => [code.toLowerCase(), code]));
  return new Map(
    [...currentCodes(after)].flatMap(([oldCode, code]): [string, string][] => {
      const old = had.get(oldCode.toLowerCase());
      return old === undefined || own.has(old) || had.has(code.toLowerCase()) ? [] : [[old, code]];
    }),
  );
}

/** The version before with its indicators under the codes of the version after. */
function renumbered(plan: Plan, codes: ReadonlyMap<string, string>): Plan {
  return {
    ...plan,
    indicators: plan.indicators.map((indicator) => ({
      ...indicator,
      code: codes.get(indicator.code) ?? indicator.code,
    })),
    targets: plan.targets.map((target) => ({ ...target, indicator: codes.get(target.indicator) ?? target.indicator })),
  };
}

/** Targets of indicators and org units that both versions have; the others come and go with them. */
function targetChanges(before: Plan, after: Plan): PlanChange[] {
  const keyOf = ({ indicator, orgUnit, period }: Target) => [indicator, orgUnit, period].join('\n');
  const old = new Map(before.targets.map((target) => [keyOf(target), target]));
  const now = new Map(after.targets.map((target) => [keyOf(target), target]));
  const indicators = new Map(after.indicators.map((indicator) => [indicator.code, indicator]));
  const hadIndicators = new Set(before.indicators.map(({ code }) => code));
  const hadUnits = new Set(before.orgUnits.map(({ code }) => code));
  const units = new Set(after.orgUnits.map(({ code }) => code));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key): PlanChange[] => {
    const from = old.get(key)?.value ?? null;
    const to = now.get(key)?.value ?? null;
    const target = now.get(key) ?? old.get(key);
    const indicator = indicators.get(target?.indicator ?? '');
    if (!target || !indicator || from === to) return [];
    const { code, title } = indicator;
    const { orgUnit, period } = target;
    if (!hadIndicators.has(code) || !hadUnits.has(orgUnit) || !units.has(orgUnit)) return [];
    const subject = { part: 'indicator', code, name: title, dangerous: false } as const;
    return [{ ...subject, kind: 'retargeted', orgUnit, period, from, to }];
  });
}

/**
 * What the version after says otherwise than the version before, whatever the order of rows: by sheet, then by code, targets last. A
 * renumbered indicator (by the crosswalk of the version after) is compared with its former self.
 */
export function planChanges(before: Plan, after: Plan): PlanChange[] {
  const codes = renumberings(before, after);
  const former = renumbered(before, codes);
  const languages = after.languages.filter((language) => before.languages.includes(language)).toSorted();
  const titles = new Map(after.indicators.map(({ code, title }) => [code, title]));
  const renames = [...codes]
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(
      ([from, code]): PlanChange => ({
        ...{ kind: 'renumbered', part: 'indicator', code, name: titles.get(code) ?? {}, from, dangerous: false },
      }),
    );
  // The row of the crosswalk says what the renumbering says.
  const told = new Set([...codes.keys()].map((code) => code.toLowerCase()));
  const rows = compareRows(rowsOf(former), rowsOf(after), languages).filter(
    ({ kind, part, code }) => !(kind === 'added' && part === 'crosswalk' && told.has(code.toLowerCase())),
  );
  return [...renames, ...rows, ...targetChanges(former, after)];
}
