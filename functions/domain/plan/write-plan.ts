import type { Cell, Grid } from '../sheet/grid.ts';
import type { Indicator, IndicatorKind, Plan, Titles } from './model.ts';
import { OPEN } from './sheets/dimensions.ts';
import type { SheetName } from './workbook/sheets.ts';

/** The cells of one row, by column. */
type Row = readonly (readonly [column: string, cell: Cell])[];

/** Lists are parted as the reader parts them. */
const listed = (words: readonly string[]): Cell => (words.length === 0 ? null : words.join('; '));

/** A percentage shows as one, whatever its size. */
function figure(value: number | null, kind: IndicatorKind | undefined): Cell {
  return value !== null && kind === 'percentage' ? { kind: 'percent', value } : value;
}

function texts(column: string, titles: Titles, { languages }: Plan): Row {
  return languages.map((language) => [`${column}.${language}`, titles[language] ?? null]);
}

const cells = (fields: Readonly<Record<string, Cell>>): Row => Object.entries(fields);

/** Reads as a table: the columns of the first row, then every row. Without rows, no table. */
function grid(sheet: SheetName, rows: readonly Row[]): Grid[] {
  const [first] = rows;
  if (!first) return [];
  return [
    { sheet, hidden: false, rows: [first.map(([column]) => column), ...rows.map((row) => row.map(([, c]) => c))] },
  ];
}

function settings(plan: Plan): Grid[] {
  const { id, start, end, effectiveFrom, defaultLanguage, acceptance, timeZone, languages } = plan;
  const { suppressBelow, onTrackAt, offTrackBelow } = plan;
  const rows: Row = [
    ['id', id],
    ...texts('title', plan.title, plan),
    ...cells({ start, end, effectiveFrom, languages: listed(languages), defaultLanguage, acceptance }),
    ...cells({ suppressBelow, onTrackAt, offTrackBelow, timeZone }),
    ...(plan.organisation ? cells({ organisation: plan.organisation }) : []),
    ...(plan.paper ? cells({ paper: plan.paper }) : []),
    ...(plan.remindBefore ? cells({ remindBefore: listed(plan.remindBefore.map(String)) }) : []),
    ...(plan.remindAfter ? cells({ remindAfter: listed(plan.remindAfter.map(String)) }) : []),
    ...(plan.reportAfterDays ? cells({ reportAfterDays: plan.reportAfterDays }) : []),
  ];
  return grid(
    'Plan',
    rows.map(([key, value]) => cells({ key, value })),
  );
}

function indicatorRow(indicator: Indicator, plan: Plan): Row {
  const { code, result, unit, kind, direction, overOrgUnits, overTime, reportedAs, frequency, breakdown } = indicator;
  const { baselinePeriod, decimals } = indicator;
  return [
    ...cells({ code, result }),
    ...texts('title', indicator.title, plan),
    ...texts('definition', indicator.definition, plan),
    ...cells({ unit: unit || null, kind, direction, overOrgUnits, overTime, reportedAs, frequency }),
    ...cells({ dimensions: listed(indicator.dimensions), breakdown, baseline: figure(indicator.baseline, kind) }),
    ...cells({ baselinePeriod, decimals, min: figure(indicator.min, kind), max: figure(indicator.max, kind) }),
    ...cells({ synonyms: listed(indicator.synonyms), reportedBy: listed(indicator.reportedBy) }),
  ];
}

/** The dimension itself, the star of an open one, then its categories. */
function dimensionRows({ code, title, synonyms, open, categories }: Plan['dimensions'][number], plan: Plan): Row[] {
  const row = (category: Cell, titles: Titles, words: readonly string[]): Row => [
    ...cells({ dimension: code, category }),
    ...texts('title', titles, plan),
    ['synonyms', listed(words)],
  ];
  return [
    row(null, title, synonyms),
    ...(open ? [row(OPEN, {}, [])] : []),
    ...categories.map((category) => row(category.code, category.title, category.synonyms)),
  ];
}

function structure(plan: Plan): Grid[] {
  const title = (item: { readonly title: Titles }) => texts('title', item.title, plan);
  return [
    ...grid(
      'Levels',
      plan.levels.map((level) => [
        ...cells({ code: level.code, order: level.order, strand: level.strand }),
        ...title(level),
      ]),
    ),
    ...grid(
      'Results',
      plan.results.map((result) => [
        ...cells({ code: result.code, level: result.level, parent: result.parent }),
        ...title(result),
        ...texts('description', result.description, plan),
        ...cells({ sdg: listed(result.sdg), gcm: listed(result.gcm), frameworks: listed(result.frameworks) }),
      ]),
    ),
    ...grid(
      'Indicators',
      plan.indicators.map((indicator) => indicatorRow(indicator, plan)),
    ),
    ...grid(
      'Dimensions',
      plan.dimensions.flatMap((dimension) => dimensionRows(dimension, plan)),
    ),
    ...grid(
      'OrgUnits',
      plan.orgUnits.map((unit) => [
        ...cells({ code: unit.code, parent: unit.parent, kind: unit.kind }),
        ...title(unit),
        ...cells({ iso3: unit.iso3, language: unit.language, email: unit.email, opened: unit.opened }),
        ...cells({ closed: unit.closed, synonyms: listed(unit.synonyms) }),
      ]),
    ),
  ];
}

function calendar(plan: Plan): Grid[] {
  const kinds = new Map(plan.indicators.map(({ code, kind }) => [code, kind]));
  return [
    ...grid(
      'Targets',
      plan.targets.map(({ indicator, orgUnit, period, value }) =>
        cells({ indicator, orgUnit, period, value: figure(value, kinds.get(indicator)) }),
      ),
    ),
    ...grid(
      'Periods',
      plan.periods.map(({ period, opens, due, closes }) => cells({ period, opens, due, closes })),
    ),
    ...grid(
      'Rules',
      plan.rules.map(({ code, severity, left, operator, right, message }) => [
        ...cells({ code, severity, left, operator, right }),
        ...texts('message', message, plan),
      ]),
    ),
    ...grid(
      'Crosswalk',
      plan.crosswalk.map(({ oldCode, newCode, effectiveFrom }) => cells({ oldCode, newCode, effectiveFrom })),
    ),
  ];
}

/**
 * The sheets of the workbook that says this plan: `readPlan` gives the plan back, equal. Codes, periods and dates are texts, so that no
 * spreadsheet makes numbers or dates of them; targets that were written as two parts of a ratio come out as its value.
 */
export function planGrids(plan: Plan): Grid[] {
  return [
    ...settings(plan),
    ...structure(plan),
    ...calendar(plan),
    ...grid(
      'Headers',
      Object.entries(plan.headers).flatMap(([role, words]) =>
        words.length === 0 ? [] : [cells({ role, synonyms: listed(words) })],
      ),
    ),
    ...grid(
      'Subscriptions',
      plan.subscriptions.map(({ email, report, scope, frequency, language, formats }) =>
        cells({ email, report, scope, frequency, language, formats: listed(formats) }),
      ),
    ),
  ];
}
