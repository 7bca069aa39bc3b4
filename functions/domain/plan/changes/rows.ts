import type { Indicator, Plan, Titles } from '../model.ts';
import type { PlanPart } from './change.ts';

/** One thing of a plan, in a form that can be compared whatever it is. */
export interface Row {
  readonly part: PlanPart;
  /** Tells it from the others of its part. */
  readonly code: string;
  readonly title: Titles;
  readonly parent: string | null;
  /** Everything else, by column; null where nothing is written. */
  readonly fields: Readonly<Record<string, string | null>>;
}

const NONE = { title: {}, parent: null };

/** A list whose order says nothing. */
const listed = (words: readonly string[]) => (words.length === 0 ? null : [...words].sort().join('; '));

const figure = (value: number | null) => (value === null ? null : String(value));

const texts = (name: string, titles: Titles) =>
  Object.fromEntries(Object.entries(titles).map(([language, text]) => [`${name}.${language}`, text]));

function indicatorRow(indicator: Indicator): Row {
  const { code, title, result, definition, unit, kind, direction, overOrgUnits, overTime, reportedAs } = indicator;
  const { frequency, breakdown, baselinePeriod, dimensions, synonyms, reportedBy } = indicator;
  const { baseline, decimals, min, max } = indicator;
  const words = { unit: unit || null, kind, direction, overOrgUnits, overTime, reportedAs, frequency, breakdown };
  const figures = { baseline: figure(baseline), decimals: figure(decimals), min: figure(min), max: figure(max) };
  const lists = { dimensions: listed(dimensions), synonyms: listed(synonyms), reportedBy: listed(reportedBy) };
  const fields = { ...words, ...figures, baselinePeriod, ...lists, ...texts('definition', definition) };
  return { part: 'indicator', code, title, parent: result, fields };
}

function settingRows(plan: Plan): Row[] {
  const { id, start, end, effectiveFrom, defaultLanguage, acceptance, timeZone } = plan;
  const { suppressBelow, onTrackAt, offTrackBelow, reportAfterDays = 0 } = plan;
  const figures = { suppressBelow, onTrackAt, offTrackBelow, reportAfterDays };
  const days = (numbers: readonly number[] = []) => listed(numbers.map(String));
  const fields = {
    ...{ id, start, end, effectiveFrom, defaultLanguage, acceptance, timeZone, languages: listed(plan.languages) },
    ...{ remindBefore: days(plan.remindBefore), remindAfter: days(plan.remindAfter) },
    paper: plan.paper ?? null,
    organisation: plan.organisation ?? null,
    ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, figure(value)])),
  };
  return [{ part: 'setting', code: '', title: plan.title, parent: null, fields }];
}

function dimensionRows({ dimensions }: Plan): Row[] {
  return dimensions.flatMap(({ code, title, synonyms, open, categories }): Row[] => [
    {
      ...{ part: 'dimension', code, title, parent: null },
      fields: { category: open ? '*' : null, synonyms: listed(synonyms) },
    },
    ...categories.map(
      (category): Row => ({
        ...{ part: 'category', code: `${code}=${category.code}`, title: category.title, parent: null },
        fields: { synonyms: listed(category.synonyms) },
      }),
    ),
  ]);
}

function structureRows(plan: Plan): Row[] {
  return [
    ...plan.levels.map(
      ({ code, title, order, strand }): Row => ({
        ...{ part: 'level', code, title, parent: null },
        fields: { order: figure(order), strand },
      }),
    ),
    ...plan.results.map(
      ({ code, title, parent, level, description, sdg, gcm, frameworks }): Row => ({
        ...{ part: 'result', code, title, parent },
        fields: {
          ...{ level, sdg: listed(sdg), gcm: listed(gcm), frameworks: listed(frameworks) },
          ...texts('description', description),
        },
      }),
    ),
    ...plan.indicators.map(indicatorRow),
  ];
}

function serviceRows(plan: Plan): Row[] {
  return [
    ...plan.periods.map(
      ({ period, ...fields }): Row => ({ ...NONE, part: 'period', code: period, fields: { ...fields } }),
    ),
    ...plan.rules.map(
      ({ code, message, ...fields }): Row => ({
        part: 'rule',
        code,
        title: message,
        parent: null,
        fields: { ...fields },
      }),
    ),
    ...plan.crosswalk.map(
      ({ oldCode, ...fields }): Row => ({ ...NONE, part: 'crosswalk', code: oldCode, fields: { ...fields } }),
    ),
    ...Object.entries(plan.headers).map(
      ([role, synonyms]): Row => ({ ...NONE, part: 'header', code: role, fields: { synonyms: listed(synonyms) } }),
    ),
    ...plan.subscriptions.map(
      ({ formats, ...who }): Row => ({
        ...{ ...NONE, part: 'subscription', fields: { formats: listed(formats) } },
        code: [who.email, who.report, who.scope, who.frequency, who.language].join(' '),
      }),
    ),
  ];
}

/** Everything a plan says but its targets, part by part, in the order of the sheets. */
export function rowsOf(plan: Plan): Row[] {
  return [
    ...settingRows(plan),
    ...structureRows(plan),
    ...dimensionRows(plan),
    ...plan.orgUnits.map(
      ({ code, title, parent, kind, iso3, language, email, opened, closed, synonyms }): Row => ({
        ...{ part: 'orgUnit', code, title, parent },
        fields: { kind, iso3, language, email, opened, closed, synonyms: listed(synonyms) },
      }),
    ),
    ...serviceRows(plan),
  ];
}
