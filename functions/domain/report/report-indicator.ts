import type { Actual, CategoryActual, ScopeActuals } from '../aggregation/actual.ts';
import { partsAddUp } from '../aggregation/unknown.ts';
import { baselineFor } from '../plan/baseline.ts';
import type { Lookup } from '../plan/lookup.ts';
import { type Indicator, titleIn } from '../plan/model.ts';
import { lastDay, type Period, yearOf } from '../plan/period.ts';
import type { Catalogue } from './catalogue.ts';
import { twoLettersOf } from './countries.ts';
import { outlookOfIndicator } from './outlook/of-indicator.ts';
import { outlookSentence } from './outlook/sentence.ts';
import { progressOf } from './progress/progress.ts';
import { type RightSide, rightSideOf } from './progress/right-side.ts';
import type { ReportBreakdown, ReportIndicator } from './schema.ts';
import { withholdSmallCells } from './suppression/guard.ts';
import { countsPeople } from './suppression/people.ts';

export interface IndicatorSources {
  readonly lookup: Lookup;
  readonly period: Period;
  readonly scope: string;
  readonly language: string;
  readonly catalogue: Catalogue;
  /** Open lists whose categories are codes of countries. */
  readonly countryLists: ReadonlySet<string>;
  readonly current: ScopeActuals | null;
  readonly children: readonly ScopeActuals[];
  readonly history: readonly ScopeActuals[];
  /** The scope's actuals of all periods of any length, to the end of the report's. */
  readonly past: readonly ScopeActuals[];
}

function actualIn(actuals: ScopeActuals | null | undefined, code: string): Actual | null {
  return actuals?.actuals.find((actual) => actual.indicator === code) ?? null;
}

function coverageIn(actual: Actual | null, code: string, { lookup, period, scope }: IndicatorSources) {
  return actual?.coverage ?? { reported: 0, expected: lookup.expectedUnits(code, period, scope).length };
}

/** A country by the title of the plan's org unit there, else by its name in the report's language; a code of no country as it is. */
function countryTitle(code: string, { lookup, language, catalogue }: IndicatorSources): string {
  const { plan } = lookup;
  const office = plan.orgUnits.find((unit) => unit.kind === 'country' && unit.iso3 === code);
  if (office) return titleIn(office.title, language, plan.defaultLanguage);
  const short = twoLettersOf(code);
  return short === null ? code : catalogue.country(short);
}

/** A category by the plan's title; in an open list of countries by the country's; else as written. */
function categoryTitle({ dimension, category }: CategoryActual, sources: IndicatorSources): string {
  const { lookup, language, countryLists } = sources;
  const known = lookup.dimension(dimension)?.categories.find((candidate) => candidate.code === category);
  if (known) return titleIn(known.title, language, lookup.plan.defaultLanguage);
  return countryLists.has(dimension) ? countryTitle(category, sources) : category;
}

const NO_PARTS = { breakdowns: [], crossed: [], unknown: [] };

/** Every part of the figure by category, with what may not be told withheld. */
function partsOf(indicator: Indicator, actual: Actual | null, sources: IndicatorSources) {
  const { plan } = sources.lookup;
  const threshold = indicator.kind === 'count' && countsPeople(indicator.unit) ? plan.suppressBelow : 0;
  const rule = { threshold, addsUp: partsAddUp(indicator) };
  const { breakdowns, crossed, unknown } = withholdSmallCells(actual ?? NO_PARTS, rule);
  const titled = breakdowns.map(({ dimension, category, value, suppressed }): ReportBreakdown => {
    const title = categoryTitle({ dimension, category, value }, sources);
    return { dimension, category, title, value, suppressed };
  });
  return { breakdowns: titled, crossed, unknown };
}

function childrenOf(indicator: Indicator, sources: IndicatorSources) {
  const { lookup, scope, children, language } = sources;
  const known = new Map(children.map((child) => [child.scope, child]));
  const units = lookup.plan.orgUnits.filter((unit) => unit.parent === scope || known.has(unit.code));
  return units.flatMap((unit) => {
    const actual = actualIn(known.get(unit.code), indicator.code);
    const coverage = coverageIn(actual, indicator.code, { ...sources, scope: unit.code });
    if (coverage.reported === 0 && coverage.expected === 0) return [];
    const title = titleIn(unit.title, language, lookup.plan.defaultLanguage);
    return [{ scope: unit.code, title, actual: actual?.value ?? null, coverage }];
  });
}

/** The plan so far of a scope that has been silent all year: what it came to at the end of its last period with figures. */
function lastPlanToDate({ code }: Indicator, { past, period }: IndicatorSources): number | null {
  const known = past.flatMap((then) => {
    const planToDate = actualIn(then, code)?.planToDate ?? null;
    const end = lastDay(then.period);
    return planToDate === null || end >= lastDay(period) ? [] : [{ end, planToDate }];
  });
  return known.toSorted((a, b) => (a.end < b.end ? -1 : 1)).at(-1)?.planToDate ?? null;
}

export function targetsOf({ code }: Indicator, scope: string, lookup: Lookup): (period: Period) => number | null {
  return (period) => lookup.targetFor(code, scope, period)?.value ?? null;
}

/** Which side of its target is to be kept is the same everywhere: that of the whole plan's baseline and target, where it has both. */
export function sideOfTheWhole(indicator: Indicator, { lookup, period }: IndicatorSources): RightSide | null {
  const targetOf = targetsOf(indicator, lookup.root.code, lookup);
  const target = targetOf(period) ?? targetOf(String(yearOf(period)));
  return target === null ? null : rightSideOf(indicator, target);
}

function outlookIn(
  indicator: Indicator,
  sources: IndicatorSources,
): Pick<ReportIndicator, 'outlook' | 'withoutOutlook'> {
  const { lookup, period, scope, past, catalogue } = sources;
  const own = { ...indicator, ...baselineFor(indicator, lookup, period, scope) };
  const keeps = indicator.direction === 'maintain' ? sideOfTheWhole(indicator, sources) : null;
  const found = outlookOfIndicator(indicator, lookup.plan, period, past, {
    targetOf: targetsOf(indicator, scope, lookup),
    sideOf: (target) => keeps ?? rightSideOf(own, target),
  });
  if (typeof found === 'string') return { outlook: null, withoutOutlook: found };
  return { outlook: { ...found, sentence: outlookSentence(found, indicator, catalogue) }, withoutOutlook: null };
}

/** Whether a scope's report speaks of an indicator: reported there, or expected there. */
export function isReported(indicator: Indicator, { lookup, period, scope, current }: IndicatorSources): boolean {
  const reported = actualIn(current, indicator.code)?.coverage.reported ?? 0;
  return reported > 0 || lookup.expectedUnits(indicator.code, period, scope).length > 0;
}

/** An indicator's part of the report. Figures at full precision, ratios as fractions of 1, null where nothing was reported. */
export function reportIndicator(indicator: Indicator, sources: IndicatorSources): ReportIndicator {
  const { lookup, period, scope, language, current, history } = sources;
  const { plan } = lookup;
  const found = actualIn(current, indicator.code);
  const actual = found?.value ?? null;
  const yearToDate = found?.yearToDate ?? null;
  const own = baselineFor(indicator, lookup, period, sources.scope);
  const coverage = coverageIn(found, indicator.code, sources);
  const series = history.map((past) => {
    const then = actualIn(past, indicator.code);
    return {
      period: past.period,
      actual: then?.value ?? null,
      coverage: coverageIn(then, indicator.code, { ...sources, period: past.period }),
    };
  });
  return {
    code: indicator.code,
    result: indicator.result,
    title: titleIn(indicator.title, language, plan.defaultLanguage),
    definition: titleIn(indicator.definition, language, plan.defaultLanguage),
    unit: indicator.unit,
    kind: indicator.kind,
    direction: indicator.direction,
    overOrgUnits: indicator.overOrgUnits,
    overTime: indicator.overTime,
    decimals: indicator.decimals,
    ...own,
    ...progressOf({
      indicator: { ...indicator, ...own },
      keeps: sideOfTheWhole(indicator, sources),
      thresholds: plan,
      period,
      targetOf: targetsOf(indicator, scope, lookup),
      actual,
      yearToDate,
    }),
    actual,
    yearToDate,
    planToDate: found ? found.planToDate : lastPlanToDate(indicator, sources),
    ...outlookIn(indicator, sources),
    coverage,
    ...partsOf(indicator, found, sources),
    children: childrenOf(indicator, sources),
    series: [...series, { period, actual, coverage }],
    lineage: null,
  };
}
