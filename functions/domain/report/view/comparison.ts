import type { ReportIndicator, ReportModel } from '../schema.ts';
import { figureText, unitText } from '../words.ts';
import type { Page } from './page.ts';

/** As many columns of figures as a printed page carries. */
const COLUMNS = 6;

interface Unit {
  readonly scope: string;
  readonly title: string;
}

function unitsOf(indicators: readonly ReportIndicator[]): Unit[] {
  const units = indicators
    .flatMap((indicator) => indicator.children)
    .map(({ scope, title }) => [scope, { scope, title }] as const);
  return [...new Map(units).values()];
}

function cellOf(indicator: ReportIndicator, unit: Unit, { catalogue }: Page) {
  const child = indicator.children.find((candidate) => candidate.scope === unit.scope);
  const partial = child && child.actual !== null && child.coverage.reported < child.coverage.expected;
  return {
    text: figureText(child?.actual ?? null, indicator, catalogue),
    note: partial ? catalogue.text('report.coverage-short', { ...child.coverage }) : null,
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function unitLabel(indicator: ReportIndicator, { catalogue }: Page) {
  return { code: indicator.code, title: indicator.title, unit: unitText(indicator, catalogue) };
}

function byIndicator(indicators: readonly ReportIndicator[], units: readonly Unit[], page: Page) {
  return {
    range: null,
    columns: units.map((unit) => ({ code: null, title: unit.title, unit: '' })),
    rows: indicators.map((indicator) => ({
      head: unitLabel(indicator, page),
      cells: units.map((unit) => ({ ...cellOf(indicator, unit, page), label: unit.title })),
    })),
  };
}

function byUnit(indicators: readonly ReportIndicator[], units: readonly Unit[], page: Page) {
  return {
    range: [...new Set([indicators[0]?.code, indicators.at(-1)?.code])].join('–'),
    columns: indicators.map((indicator) => unitLabel(indicator, page)),
    rows: units.map((unit) => ({
      head: { code: null, title: unit.title, unit: '' },
      cells: indicators.map((indicator) => ({ ...cellOf(indicator, unit, page), label: indicator.title })),
    })),
  };
}

/** Tables of the units below the scope, indicator by indicator: the few across, the many down. */
export function comparisonTables(model: ReportModel, page: Page) {
  const indicators = model.indicators.filter((indicator) => indicator.children.some((child) => child.actual !== null));
  const units = unitsOf(indicators);
  if (units.length === 0) return [];
  if (units.length <= COLUMNS) return [byIndicator(indicators, units, page)];
  return chunks(indicators, COLUMNS - 1).map((chunk) => byUnit(chunk, units, page));
}
