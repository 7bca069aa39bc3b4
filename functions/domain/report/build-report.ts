import type { ScopeActuals } from '../aggregation/actual.ts';
import type { ListedClosedFile } from '../completeness/closed-files.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import { type Plan, titleIn } from '../plan/model.ts';
import { firstDay, frequencyOf, lastDay, type Period, periodOfDate } from '../plan/period.ts';
import { annualOf } from './annual/annual.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Catalogue } from './catalogue.ts';
import { withoutContacts } from './contacts.ts';
import { listsOfCountries } from './countries.ts';
import { linksOf } from './links.ts';
import { mainPoints } from './main-points.ts';
import { worstOf } from './ranking.ts';
import { type IndicatorSources, isReported, reportIndicator } from './report-indicator.ts';
import type { ReportIndicator, ReportModel } from './schema.ts';
import { REPORT_SCHEMA } from './schema-version.ts';
import { countStatuses } from './status-counts.ts';

export interface ReportInput {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly period: Period;
  readonly scope: string;
  readonly language: string;
  /** An annual report also holds its year against the plan; it is on a year. */
  readonly kind?: ReportKind;
  readonly catalogue: Catalogue;
  /** Null when nothing was reported in the scope and period. */
  readonly current: ScopeActuals | null;
  readonly children: readonly ScopeActuals[];
  /** The same scope in earlier periods of the same length, ascending. */
  readonly history: readonly ScopeActuals[];
  /** The scope's actuals of all periods of any length, to the end of the report's; those of `history` and `current` where not given. */
  readonly past?: readonly ScopeActuals[];
  /** Codes of the scope's org units whose file was returned and not corrected since. */
  readonly returned?: readonly string[];
  /** The scope's files that wait for a period to be reopened; none where not given. */
  readonly closedFiles?: readonly ListedClosedFile[];
  /** A digest of a text, as hexadecimal. */
  readonly hash: (text: string) => string;
}

/** What a subscription may ask for beside completeness. */
export type ReportKind = 'results' | 'annual';

type Data = Omit<ReportModel, 'hash' | 'mainPoints' | 'changes'>;

function nextIssueOf(plan: Plan, period: Period): ReportModel['nextIssue'] {
  const [year, month, day] = lastDay(period).split('-').map(Number);
  const dayAfter = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + 1)).toISOString();
  const next = periodOfDate(dayAfter, frequencyOf(period));
  const windows = plan.periods.filter(
    (w) => firstDay(next) <= firstDay(w.period) && lastDay(w.period) <= lastDay(next),
  );
  const due = windows
    .map((w) => w.due)
    .sort()
    .at(-1);
  return due === undefined ? null : { period: next, due };
}

/** Indicators under each result, all descendants included, by the result's code. */
function indicatorsUnder(lookup: Lookup, indicators: readonly ReportIndicator[]): Map<string, ReportIndicator[]> {
  const under = new Map<string, ReportIndicator[]>(lookup.plan.results.map((result) => [result.code, []]));
  for (const indicator of indicators) {
    let result = lookup.result(indicator.result);
    while (result) {
      under.get(result.code)?.push(indicator);
      result = result.parent === null ? null : lookup.result(result.parent);
    }
  }
  return under;
}

function worstIn(indicators: readonly ReportIndicator[]): ReportModel['results'][number]['worst'] {
  const worst = worstOf(indicators);
  return worst ? { code: worst.code, title: worst.title, status: worst.status, attainment: worst.attainment } : null;
}

/** What the scope expects when no file of it has been counted yet. */
function unreported({ lookup, period, scope }: IndicatorSources) {
  const codes = lookup.plan.indicators.flatMap((i) => lookup.expectedUnits(i.code, period, scope).map((u) => u.code));
  const expected = new Set(codes);
  const missing = lookup.plan.orgUnits.map((unit) => unit.code).filter((code) => expected.has(code));
  return {
    missing,
    late: [],
    coverage: { reported: 0, expected: expected.size },
    dataAsOf: null,
    entries: 0,
    notes: [],
  };
}

function dataOf(input: ReportInput, sources: IndicatorSources): Data {
  const { plan, period, scope, language } = input;
  const { lookup } = sources;
  const current = input.current ?? unreported(sources);
  const text = (titles: Plan['title']) => titleIn(titles, language, plan.defaultLanguage);
  const unitTitle = (code: string) => text(lookup.orgUnit(code)?.title ?? { [plan.defaultLanguage]: code });
  const named = (codes: readonly string[]) => codes.map((code) => ({ code, title: unitTitle(code) }));
  const indicators = plan.indicators.filter((i) => isReported(i, sources)).map((i) => reportIndicator(i, sources));
  const under = indicatorsUnder(lookup, indicators);
  return {
    schema: REPORT_SCHEMA,
    language,
    plan: {
      id: plan.id,
      version: input.planVersion,
      title: text(plan.title),
      start: plan.start,
      end: plan.end,
      timeZone: plan.timeZone,
      suppressBelow: plan.suppressBelow,
      onTrackAt: plan.onTrackAt,
      offTrackBelow: plan.offTrackBelow,
      ...(plan.organisation ? { organisation: plan.organisation } : {}),
      ...(plan.paper ? { paper: plan.paper } : {}),
    },
    period,
    scope,
    scopeTitle: unitTitle(scope),
    scopeKind: lookup.orgUnit(scope)?.kind ?? 'global',
    asOf: current.dataAsOf,
    entries: current.entries,
    coverage: current.coverage,
    missing: named(current.missing),
    late: named(current.late),
    returned: named(input.returned ?? []),
    withheld: indicators.flatMap((i) => [...i.breakdowns, ...i.unknown]).filter((cell) => cell.suppressed).length,
    levels: plan.levels.map(({ code, order, strand, title }) => ({ code, order, strand, title: text(title) })),
    statuses: countStatuses(indicators.map((i) => i.status)),
    results: plan.results.map((result) => ({
      code: result.code,
      level: result.level,
      parent: result.parent,
      title: text(result.title),
      description: text(result.description),
      sdg: [...result.sdg],
      gcm: [...result.gcm],
      statuses: countStatuses((under.get(result.code) ?? []).map((i) => i.status)),
      worst: worstIn(under.get(result.code) ?? []),
    })),
    indicators,
    dimensions: plan.dimensions.map(({ code, title, open }) => ({ code, title: text(title), open })),
    files: [],
    units: [],
    sdg: linksOf(indicators, lookup, (result) => result.sdg),
    gcm: linksOf(indicators, lookup, (result) => result.gcm),
    notes: current.notes.map((note) => ({ ...note, text: withoutContacts(note.text), title: unitTitle(note.orgUnit) })),
    closedFiles: (input.closedFiles ?? []).map((file) => ({ ...file, periods: [...file.periods] })),
    nextIssue: nextIssueOf(plan, period),
    annual: input.kind === 'annual' ? annualOf(indicators, sources) : null,
  };
}

/** The parts that are the same in every language. */
function languageFree(data: Data): unknown {
  const codes = (units: readonly { readonly code: string }[]) => units.map((unit) => unit.code);
  const { schema, plan, period, scope, asOf, coverage, results, indicators, notes } = data;
  return {
    ...{ schema, plan: { ...plan, title: null, paper: undefined }, period, scope, asOf, coverage },
    missing: codes(data.missing),
    late: codes(data.late),
    returned: codes(data.returned),
    results: results.map(({ code, level, parent, statuses }) => ({ code, level, parent, statuses })),
    indicators: indicators.map(
      ({ title, definition, outlook, withoutOutlook, breakdowns, children, lineage, ...figures }) => ({
        ...figures,
        breakdowns: breakdowns.map(({ title: _, ...cell }) => cell),
        children: children.map(({ title: _, ...child }) => child),
      }),
    ),
    notes: notes.map(({ title, ...note }) => note),
    ...(data.annual === null ? {} : { annual: data.annual }),
  };
}

/**
 * The model of one report, in one language. Equal input gives an equal model, byte for byte when written as JSON.
 * The plan must be an accepted one; a scope it does not know gives an empty report under the scope's code.
 */
export function buildReport(input: ReportInput): ReportModel {
  const { period, scope, language, catalogue, current, children, history } = input;
  const lookup = createLookup(input.plan);
  const countryLists = listsOfCountries(input.plan, current);
  const past = input.past ?? [...history, ...(current ? [current] : [])];
  const sources = { lookup, period, scope, language, catalogue, countryLists, current, children, history, past };
  const data = dataOf(input, sources);
  return {
    ...data,
    hash: input.hash(canonicalJson(languageFree(data))),
    mainPoints: mainPoints(data, catalogue),
    // What was published before is no part of what the report says now, nor of its hash: who knows it puts it in.
    changes: { since: null, figures: [], files: [] },
  };
}
