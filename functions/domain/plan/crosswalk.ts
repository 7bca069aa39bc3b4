import type { ScopeActuals } from '../aggregation/actual.ts';
import { columnsOf, observationsIn } from '../ledger/columns.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { CrosswalkRow, Plan } from './model.ts';

/** Gives the code under which a plan knows an indicator; a code that nothing is known of stays as it is. */
export type CodeTranslation = (code: string) => string;

/** Codes differ by more than their capitals, so capitals do not tell them apart. */
const plain = (code: string) => code.toLowerCase();

/**
 * The indicator that each retired code of a plan's crosswalk leads to, by old code as written; chains (`a` to `b`, `b` to `c`) are
 * followed to their end. Old codes that end at no indicator of the plan are left out.
 */
export function currentCodes({ crosswalk, indicators }: Pick<Plan, 'crosswalk' | 'indicators'>): Map<string, string> {
  const next = new Map(crosswalk.map((row) => [plain(row.oldCode), plain(row.newCode)]));
  const current = new Map(indicators.map(({ code }) => [plain(code), code]));
  return new Map(
    crosswalk.flatMap(({ oldCode }): [string, string][] => {
      let code = plain(oldCode);
      for (let steps = 0; next.has(code) && !current.has(code) && steps < next.size; steps += 1)
        code = next.get(code) ?? code;
      const found = current.get(code);
      return found === undefined ? [] : [[oldCode, found]];
    }),
  );
}

/** Codes one step of the crosswalk away, in either direction. */
function neighbours(crosswalk: readonly CrosswalkRow[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const link = (from: string, to: string) => found.set(from, [...(found.get(from) ?? []), to]);
  for (const { oldCode, newCode } of crosswalk) {
    link(plain(oldCode), plain(newCode));
    link(plain(newCode), plain(oldCode));
  }
  return found;
}

/** Every code that renumberings tie to just one indicator of the plan. */
function tiedCodes(plan: Plan, crosswalk: readonly CrosswalkRow[]): Map<string, string> {
  const near = neighbours(crosswalk);
  const own = new Set(plan.indicators.map(({ code }) => plain(code)));
  const owners = new Map<string, Set<string>>();
  for (const { code } of plan.indicators) {
    const reached = new Set([plain(code)]);
    for (const from of reached) for (const to of near.get(from) ?? []) if (!own.has(to)) reached.add(to);
    for (const one of reached) owners.set(one, (owners.get(one) ?? new Set()).add(code));
  }
  return new Map(
    [...owners].flatMap(([code, [owner, ...others]]) => (owner && others.length === 0 ? [[code, owner]] : [])),
  );
}

/**
 * Translates the codes of any version of a plan into those of one of them, older or newer. `crosswalk` holds the rows of all versions:
 * an upload may have been judged by a version later than the one in force for its period.
 */
export function codesUnder(plan: Plan, crosswalk: readonly CrosswalkRow[]): CodeTranslation {
  const known = new Map([
    ...tiedCodes(plan, [...crosswalk, ...plan.crosswalk]),
    ...[...currentCodes(plan)].map(([oldCode, code]): [string, string] => [plain(oldCode), code]),
    ...plan.indicators.map(({ code }): [string, string] => [plain(code), code]),
  ]);
  return (code) => known.get(plain(code)) ?? code;
}

/** Ledger entries with the indicator codes of the plan they are to be aggregated under, so that the fold sees one series. */
export function translateEntries(entries: readonly LedgerEntry[], translate: CodeTranslation): LedgerEntry[] {
  return entries.map((entry) => {
    const columns = columnsOf(entry.observations);
    const indicators = columns.indicators.map(translate);
    const isSame = indicators.every((code, i) => code === columns.indicators[i]);
    return isSame ? entry : { ...entry, observations: observationsIn({ ...columns, indicators }, entry.period) };
  });
}

/** A scope's actuals, computed under another version, with the codes of the plan they are to be shown under. */
export function translateActuals(computed: ScopeActuals, translate: CodeTranslation): ScopeActuals {
  const renamed = <T extends { readonly indicator: string }>(item: T): T => ({
    ...item,
    indicator: translate(item.indicator),
  });
  return { ...computed, actuals: computed.actuals.map(renamed), notes: computed.notes.map(renamed) };
}
