import type { Strand } from '../../plan/model.ts';
import type { ReportIndicator, ReportModel } from '../schema.ts';
import { breakdownsOf } from './breakdowns.ts';
import { indicatorRow } from './indicator-row.ts';
import type { Page } from './page.ts';
import { worstLine } from './worst.ts';

type ModelResult = ReportModel['results'][number];

const STRANDS: readonly Strand[] = ['objective', 'enabler', 'cross-cutting'];

function strandOf(result: ModelResult, model: ReportModel): Strand {
  return model.levels.find((level) => level.code === result.level)?.strand ?? 'objective';
}

function childrenOf(code: string | null, model: ReportModel): ModelResult[] {
  return model.results.filter((result) => result.parent === code);
}

/** The results a strand's sections are about. */
export function topResults(strand: Strand, model: ReportModel): ModelResult[] {
  return childrenOf(null, model).filter((result) => strandOf(result, model) === strand);
}

function withDescendants(result: ModelResult, model: ReportModel): ModelResult[] {
  return [result, ...childrenOf(result.code, model).flatMap((child) => withDescendants(child, model))];
}

interface Group {
  readonly result: ModelResult;
  readonly indicators: readonly ReportIndicator[];
}

/** Results with indicators of their own, in the plan's order. */
function groupsOf(results: readonly ModelResult[], model: ReportModel): Group[] {
  return results
    .map((result) => ({ result, indicators: model.indicators.filter((i) => i.result === result.code) }))
    .filter((group) => group.indicators.length > 0);
}

/** Whether anybody gave a figure; an indicator without any is named, but takes no row of dashes. */
function hasFigures({ coverage, actual, yearToDate }: ReportIndicator): boolean {
  return coverage.reported > 0 || actual !== null || yearToDate !== null;
}

/** A table of indicators under one heading; results further down head their own rows. */
function tableOf(heading: ModelResult | null, groups: readonly Group[], page: Page) {
  const silent = groups.flatMap(({ indicators }) => indicators.filter((indicator) => !hasFigures(indicator)));
  const told = groups
    .map(({ result, indicators }) => ({ result, indicators: indicators.filter(hasFigures) }))
    .filter(({ indicators }) => indicators.length > 0);
  return {
    heading: heading && { code: heading.code, title: heading.title, worst: worstLine(heading.worst, page) },
    breakdownLevel: heading ? 5 : 4,
    groups: told.map(({ result, indicators }) => ({
      heading: result.code === heading?.code || heading === null ? null : { code: result.code, title: result.title },
      rows: indicators.map((indicator) => indicatorRow(indicator, page)),
    })),
    silent: silent.map(({ code, title }) => ({ code, title })),
    silentCount: page.catalogue.text('report.silent', { count: silent.length }),
    breakdowns: groups.flatMap((group) => group.indicators).flatMap((indicator) => breakdownsOf(indicator, page)),
  };
}

function sectionOf(top: ModelResult, page: Page) {
  const { model } = page;
  const own = groupsOf([top], model);
  const below = childrenOf(top.code, model).flatMap((child) => {
    const groups = groupsOf(withDescendants(child, model), model);
    return groups.length === 0 ? [] : [tableOf(child, groups, page)];
  });
  const level = model.levels.find((known) => known.code === top.level)?.title ?? '';
  return {
    code: top.code,
    level,
    title: top.title,
    description: top.description,
    worst: worstLine(top.worst, page),
    tables: [...(own.length > 0 ? [tableOf(null, own, page)] : []), ...below],
  };
}

/** Objectives, enablers and cross-cutting priorities with their indicators; `empty` where the scope has none. */
export function resultSections(page: Page) {
  return STRANDS.map((strand) => {
    const sections = topResults(strand, page.model).map((top) => sectionOf(top, page));
    const filled = sections.filter((section) => section.tables.length > 0);
    const without = sections
      .filter((section) => section.tables.length === 0)
      .map(({ code, title }) => ({ code, title }));
    return { strand, sections: filled, without: filled.length === 0 ? [] : without, empty: filled.length === 0 };
  });
}
