import type { ScopeActuals } from '../../../../../functions/domain/aggregation/actual.ts';
import type { LedgerEntry } from '../../../../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../../../../functions/domain/plan/model.ts';
import type { SqlTable } from './duckdb.ts';
import { ALL_PERIODS } from './periods.ts';

/** Codes as SQL types: compared as numbers, they take half the time of texts. */
export function codeTypes({ orgUnits, indicators }: Plan): Record<string, string[]> {
  return {
    unit_code: orgUnits.map(({ code }) => code),
    indicator_code: indicators.map(({ code }) => code),
    period_code: ALL_PERIODS.map(({ code }) => code),
  };
}

const MONTHS = { annual: 12, semiannual: 6, quarterly: 3, monthly: 1 } as const;

/** Months are counted from year 0, so that periods of any years compare. */
export const periodTable: SqlTable = {
  columns: { period: 'period_code', year: 'int', from: 'int', to: 'int', version: 'int' },
  rows: ALL_PERIODS.map(({ code, year, from, to, version }) => [code, year, year * 12 + from, year * 12 + to, version]),
};

export function unitTable(plans: Readonly<Record<number, Plan>>): SqlTable {
  return {
    columns: { version: 'int', unit: 'unit_code', parent: 'unit_code', kind: 'text', opened: 'date', closed: 'date' },
    rows: Object.entries(plans).flatMap(([version, { orgUnits }]) =>
      orgUnits.map(({ code, parent, kind, opened, closed }) => [version, code, parent, kind, opened, closed]),
    ),
  };
}

export function indicatorTable({ indicators }: Plan): SqlTable {
  return {
    columns: {
      ...{ indicator: 'indicator_code', kind: 'text', over_units: 'text', over_time: 'text', reported_as: 'text' },
      ...{ frequency: 'int', reported_by: 'text' },
    },
    rows: indicators.map(({ code, kind, overOrgUnits, overTime, reportedAs, frequency, reportedBy }) => [
      ...[code, kind, overOrgUnits, overTime, reportedAs, MONTHS[frequency], reportedBy.join(' ') || null],
    ]),
  };
}

export function indicatorDimensionTable({ indicators }: Plan): SqlTable {
  return {
    columns: { indicator: 'indicator_code', dimension: 'text' },
    rows: indicators.flatMap(({ code, dimensions }) => dimensions.map((dimension) => [code, dimension])),
  };
}

/** A row a figure, as an office states it. */
export function toldTable(entries: readonly LedgerEntry[]): SqlTable {
  function* rows() {
    for (const { order, observations } of entries)
      for (const { orgUnit, indicator, period, total, breakdown } of observations)
        for (const { value, numerator, denominator, categories } of [{ ...total, categories: {} }, ...breakdown]) {
          const { age, origin, sex }: Readonly<Record<string, string>> = categories;
          const by = [age ?? null, origin ?? null, sex ?? null];
          yield [order, period, orgUnit, indicator, ...by, value, numerator, denominator];
        }
  }
  return {
    columns: {
      ...{
        upload: 'text',
        period: 'period_code',
        unit: 'unit_code',
        indicator: 'indicator_code',
        age: 'text',
        origin: 'text',
        sex: 'text',
      },
      ...{ value: 'double', numerator: 'double', denominator: 'double' },
    },
    rows: rows(),
  };
}

export function actualTable(computed: readonly ScopeActuals[]): SqlTable {
  function* rows() {
    for (const { scope, period, actuals } of computed)
      for (const { indicator, value, numerator, denominator, yearToDate, planToDate, coverage } of actuals)
        yield [
          ...[scope, period, indicator, value, numerator, denominator, yearToDate, planToDate],
          ...[coverage.reported, coverage.expected],
        ];
  }
  return {
    columns: {
      ...{
        scope: 'unit_code',
        period: 'period_code',
        indicator: 'indicator_code',
        value: 'double',
        numerator: 'double',
      },
      ...{
        denominator: 'double',
        year_to_date: 'double',
        plan_to_date: 'double',
        reported: 'bigint',
        expected: 'bigint',
      },
    },
    rows: rows(),
  };
}

/** Categories; crossed cells, their dimensions and categories joined in the order of the alphabet; unknown rests as category `?`. */
export function breakdownTable(computed: readonly ScopeActuals[]): SqlTable {
  function* rows() {
    for (const { scope, period, actuals } of computed)
      for (const { indicator, breakdowns, crossed, unknown } of actuals) {
        for (const { dimension, category, value } of breakdowns)
          yield [scope, period, indicator, dimension, category, value];
        for (const { categories, value } of crossed) {
          const dimensions = Object.keys(categories).sort();
          const cell = dimensions.map((dimension) => categories[dimension]).join(' ');
          yield [scope, period, indicator, dimensions.join(' '), cell, value];
        }
        for (const { dimension, value } of unknown) yield [scope, period, indicator, dimension, '?', value];
      }
  }
  return {
    columns: {
      ...{ scope: 'unit_code', period: 'period_code', indicator: 'indicator_code', dimension: 'text' },
      ...{ category: 'text', value: 'double' },
    },
    rows: rows(),
  };
}
