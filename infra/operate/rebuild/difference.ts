import type { Actual, ScopeActuals } from '../../../functions/domain/aggregation/actual.ts';
import { canonicalJson } from '../../../functions/domain/report/canonical-json.ts';

interface Where {
  readonly scope: string;
  readonly period: string;
}

/** One way in which what is stored is not what the ledger gives. */
export type Difference =
  | (Where & { readonly kind: 'not-stored' })
  /** Nobody would compute it from the ledger. */
  | (Where & { readonly kind: 'orphan' })
  | (Where & { readonly kind: 'unreadable'; readonly reason: string })
  | (Where & {
      readonly kind: 'figure';
      readonly indicator: string;
      readonly stored: number | null;
      readonly recomputed: number | null;
    })
  /** Something else than an indicator's figure: names what. */
  | (Where & { readonly kind: 'other'; readonly what: readonly string[] })
  /** It rests on a newer plan version or on more entries than there are: it is not replaced. */
  | (Where & { readonly kind: 'newer'; readonly stored: string; readonly recomputed: string })
  | { readonly kind: 'carry'; readonly version: number; readonly year: number };

type Fields = Readonly<Record<string, unknown>>;

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

const differing = (a: Fields, b: Fields): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().filter((name) => !isSame(a[name], b[name]));

function indicatorDifferences(where: Where, code: string, stored?: Actual, recomputed?: Actual): Difference[] {
  if (isSame(stored, recomputed)) return [];
  const [before, now] = [stored?.value ?? null, recomputed?.value ?? null];
  if (before !== now || !stored || !recomputed)
    return [{ kind: 'figure', ...where, indicator: code, stored: before, recomputed: now }];
  return [
    { kind: 'other', ...where, what: differing({ ...stored }, { ...recomputed }).map((name) => `${code} ${name}`) },
  ];
}

const basisOf = ({ planVersion, entries, carried }: ScopeActuals): string =>
  `plan version ${planVersion}, ${entries + carried} entries`;

/** Whether stored actuals must not be replaced by recomputed ones: see `Actuals.put`. */
export function isNewer(stored: ScopeActuals, recomputed: ScopeActuals): boolean {
  if (stored.planVersion !== recomputed.planVersion) return stored.planVersion > recomputed.planVersion;
  return stored.entries + stored.carried > recomputed.entries + recomputed.carried;
}

/** What differs between the stored actuals of a scope and period and those the ledger gives; numbers must be the same to the last bit. */
export function differencesOf(stored: ScopeActuals, recomputed: ScopeActuals): Difference[] {
  if (isSame(stored, recomputed)) return [];
  const where = { scope: stored.scope, period: stored.period };
  if (isNewer(stored, recomputed))
    return [{ kind: 'newer', ...where, stored: basisOf(stored), recomputed: basisOf(recomputed) }];
  const before = new Map(stored.actuals.map((one) => [one.indicator, one]));
  const now = new Map(recomputed.actuals.map((one) => [one.indicator, one]));
  const codes = [...new Set([...before.keys(), ...now.keys()])].sort();
  const figures = codes.flatMap((code) => indicatorDifferences(where, code, before.get(code), now.get(code)));
  const what = differing({ ...stored, actuals: null }, { ...recomputed, actuals: null });
  if (figures.length === 0 && what.length === 0) what.push('order of the indicators');
  return what.length === 0 ? figures : [...figures, { kind: 'other', ...where, what }];
}
