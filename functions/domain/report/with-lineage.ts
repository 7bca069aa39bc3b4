import { createFileList, type ListedNode, listed } from '../lineage/listed.ts';
import type { PeriodTrace } from '../lineage/trace-period.ts';
import { type Plan, titleIn } from '../plan/model.ts';
import type { ReportIndicator, ReportModel } from './schema.ts';

function scopesIn(node: ListedNode): string[] {
  return [node.scope, ...node.below.flatMap(scopesIn)];
}

/** Whether some part of a figure is withheld. */
function hasWithheld({ breakdowns, crossed, unknown }: ReportIndicator): boolean {
  return [...breakdowns, ...crossed, ...unknown].some(({ suppressed }) => suppressed);
}

/** The cells of breakdowns together: which categories each office states would tell of those withheld. */
function withoutCategories(node: ListedNode): ListedNode {
  const counted = node.counted.map((one) => {
    const cells = one.breakdown.flatMap((part) => part.cells);
    return { ...one, breakdown: cells.length === 0 ? [] : [{ categories: {}, cells }] };
  });
  return { ...node, counted, below: node.below.map(withoutCategories) };
}

/**
 * The model with what stands behind each figure of its own period. It stays out of the hash: it says where the figures come from, not
 * what they are. Figures of breakdowns are left out, for some are withheld.
 */
export function withLineage(model: ReportModel, trace: PeriodTrace, plan: Plan): ReportModel {
  const list = createFileList();
  const indicators = model.indicators.map((indicator): ReportIndicator => {
    const node = trace(indicator.code, model.scope);
    const reported = node?.coverage.reported ?? 0;
    const complete = (node?.value ?? null) === indicator.actual && reported === indicator.coverage.reported;
    const tree = node && listed(node, list);
    return {
      ...indicator,
      lineage: { complete, tree: tree && hasWithheld(indicator) ? withoutCategories(tree) : tree },
    };
  });
  const named = new Set(indicators.flatMap(({ lineage }) => (lineage?.tree ? scopesIn(lineage.tree) : [])));
  return {
    ...model,
    indicators,
    files: [...list.files],
    units: plan.orgUnits
      .filter(({ code }) => named.has(code))
      .map(({ code, title }) => ({ code, title: titleIn(title, model.language, plan.defaultLanguage) })),
  };
}

/** The model without what stands behind its figures. */
export function withoutLineage(model: ReportModel): ReportModel {
  return { ...model, indicators: model.indicators.map((one) => ({ ...one, lineage: null })), files: [], units: [] };
}
