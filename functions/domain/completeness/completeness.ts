import type { Coverage } from '../aggregation/actual.ts';
import type { Unreached } from '../mailbox/mailbox.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import { type OrgUnitKind, type Paper, type Plan, titleIn } from '../plan/model.ts';
import { comparePeriods, frequencyOf, lastDay, type Period } from '../plan/period.ts';
import { type ClosedFile, closedFilesIn, type ListedClosedFile } from './closed-files.ts';
import type { UnitFacts } from './facts.ts';

export const COMPLETENESS_SCHEMA = 'jalon/completeness/1';

/** In the order a reader acts on them. */
export const STATES = ['silent', 'returned', 'partial', 'complete', 'not-expected'] as const;
export type State = (typeof STATES)[number];

export interface UnitCompleteness {
  readonly code: string;
  readonly title: string;
  readonly kind: OrgUnitKind;
  readonly state: State;
  readonly late: boolean;
  /** Numbers of indicators. */
  readonly expected: number;
  readonly reported: number;
  /** Codes of the indicators expected and not reported, in plan order. */
  readonly missing: readonly string[];
  /** ISO instant; null when no upload is known. */
  readonly lastUpload: string | null;
  /** Keys of the file that was returned and not corrected, and of its receipt. */
  readonly returned: { readonly key: string; readonly receipt: string } | null;
  /** Since when no mail reaches the office, and why; not there while mail does. */
  readonly mailLost?: Unreached;
}

/** Who of a scope was expected to report in a period, who did, and who did before: what `completeness.json` holds. */
export interface CompletenessModel {
  readonly schema: typeof COMPLETENESS_SCHEMA;
  readonly language: string;
  readonly plan: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly timeZone: string;
    /** What it is printed on; A4 where not given. */
    readonly paper?: Paper;
  };
  readonly period: Period;
  readonly scope: string;
  readonly scopeTitle: string;
  /** ISO date; null where the plan has no window for the period. */
  readonly due: string | null;
  /** ISO instant of the latest upload known. */
  readonly asOf: string | null;
  /** Numbers of org units by state; together all units of the scope. */
  readonly counts: Readonly<Record<State, number>>;
  readonly late: number;
  /** Indicators expected and reported over all units, one for each unit and indicator. */
  readonly figures: Coverage;
  /** All units of the scope, in plan order. */
  readonly units: readonly UnitCompleteness[];
  /** Files that came after their period had closed: kept until a plan gives it a later closing date. */
  readonly closedFiles: readonly ListedClosedFile[];
  /** Earlier periods of the same length, ascending; `share` is null where nobody was expected. */
  readonly history: readonly (Coverage & { readonly period: Period; readonly share: number | null })[];
}

export interface CompletenessInput {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly period: Period;
  readonly scope: string;
  readonly language: string;
  readonly facts: (unit: string) => UnitFacts;
  /** Files that came after a period had closed; none where not given. */
  readonly closedFiles?: readonly ClosedFile[];
  /** Of each unit, whether mail reaches it; where not given, it does. */
  readonly unreached?: (unit: string) => Unreached | null;
  /** Coverage of the scope in earlier periods, as far as something was reported. */
  readonly history: readonly { readonly period: Period; readonly coverage: Coverage }[];
}

const MOST_HISTORY = 8;

/** The one state of a unit. A file returned and not corrected outweighs what was taken before it. */
export function stateOf({
  expected,
  reported,
  returned,
}: Pick<UnitFacts, 'expected' | 'reported' | 'returned'>): State {
  if (expected.length === 0) return 'not-expected';
  if (returned) return 'returned';
  if (reported.length === 0) return 'silent';
  return reported.length === expected.length ? 'complete' : 'partial';
}

function expectedIn(lookup: Lookup, period: Period, scope: string): number {
  const codes = lookup.plan.indicators.flatMap(({ code }) =>
    lookup.expectedUnits(code, period, scope).map((unit) => unit.code),
  );
  return new Set(codes).size;
}

/** Periods the plan had before, those in which nobody reported among them. */
function historyOf(input: CompletenessInput, lookup: Lookup): CompletenessModel['history'] {
  const { plan, period, scope } = input;
  const known = new Map(input.history.map((one) => [one.period, one.coverage]));
  const periods = [...new Set([...plan.periods.map((window) => window.period), ...known.keys()])];
  return periods
    .filter((one) => frequencyOf(one) === frequencyOf(period) && lastDay(one) < lastDay(period))
    .sort(comparePeriods)
    .slice(-MOST_HISTORY)
    .map((one) => {
      const coverage = known.get(one) ?? { reported: 0, expected: expectedIn(lookup, one, scope) };
      const { reported, expected } = coverage;
      return { period: one, reported, expected, share: expected === 0 ? null : Math.min(1, reported / expected) };
    });
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** The completeness of a scope in a period. The scope must be a unit of the plan; a unit is in exactly one state. */
export function completenessOf(input: CompletenessInput): CompletenessModel {
  const { plan, planVersion, period, scope, language } = input;
  const lookup = createLookup(plan);
  const text = (titles: Plan['title']) => titleIn(titles, language, plan.defaultLanguage);
  const units = lookup.subtree(scope).map(({ code, title, kind }): UnitCompleteness => {
    const facts = input.facts(code);
    const { returned, late, lastUpload } = facts;
    const reported = new Set(facts.reported);
    const mailLost = input.unreached?.(code);
    return {
      ...{ code, title: text(title), kind, state: stateOf(facts), late, lastUpload },
      expected: facts.expected.length,
      reported: reported.size,
      missing: facts.expected.filter((indicator) => !reported.has(indicator)),
      returned: returned && { key: returned.key, receipt: returned.receipt },
      ...(mailLost ? { mailLost } : {}),
    };
  });
  const inState = (state: State) => units.filter((unit) => unit.state === state).length;
  const uploads = units.flatMap(({ lastUpload }) => lastUpload ?? []).sort();
  return {
    schema: COMPLETENESS_SCHEMA,
    language,
    plan: {
      ...{ id: plan.id, version: planVersion, title: text(plan.title), timeZone: plan.timeZone },
      ...(plan.paper ? { paper: plan.paper } : {}),
    },
    ...{ period, scope, scopeTitle: text(lookup.orgUnit(scope)?.title ?? {}) },
    due: lookup.windowOf(period)?.due ?? null,
    asOf: uploads.at(-1) ?? null,
    counts: {
      silent: inState('silent'),
      returned: inState('returned'),
      partial: inState('partial'),
      complete: inState('complete'),
      'not-expected': inState('not-expected'),
    },
    late: units.filter((unit) => unit.late).length,
    figures: {
      reported: total(units.map((unit) => unit.reported)),
      expected: total(units.map((unit) => unit.expected)),
    },
    units,
    closedFiles: closedFilesIn(input.closedFiles ?? [], lookup, {
      scope,
      period,
      titleOf: (unit) => text(lookup.orgUnit(unit)?.title ?? {}),
    }),
    history: historyOf(input, lookup),
  };
}
