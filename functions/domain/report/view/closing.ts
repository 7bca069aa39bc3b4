import type { ReportModel } from '../schema.ts';
import { asOfText, countCells } from './overview.ts';
import type { Page } from './page.ts';

function linkTable(links: ReportModel['sdg'], page: Page) {
  return links.map((link) => ({
    code: link.code,
    within: link.goal !== null,
    cells: countCells(link.statuses, page),
  }));
}

/** The matrices of goals, their targets below them, and objectives by status. */
export function linkTables(page: Page) {
  const { sdg, gcm } = page.model;
  return [
    { id: 'sdg', rows: linkTable(sdg, page) },
    { id: 'gcm', rows: linkTable(gcm, page) },
  ];
}

/** The rules the figures follow, with the plan's own thresholds. */
export function methodLines({ model, catalogue }: Page): string[] {
  const { plan } = model;
  const thresholds = {
    onTrackAt: catalogue.percent(plan.onTrackAt, 1),
    offTrackBelow: catalogue.percent(plan.offTrackBelow, 1),
  };
  const always = [
    catalogue.text('report.method.expected'),
    catalogue.text('report.method.attainment'),
    catalogue.text('report.method.status', thresholds),
    catalogue.text('report.method.maintain'),
    catalogue.text('report.method.bar'),
    catalogue.text('report.method.roll-up'),
    catalogue.text('report.method.coverage'),
  ];
  if (plan.suppressBelow === 0) return always;
  return [...always, catalogue.text('report.method.withheld', { threshold: plan.suppressBelow })];
}

/** Where the figures come from; `asOf` is the instant of a report of another time. */
export function provenance(page: Page, asOf: string | null) {
  const { model, catalogue } = page;
  const { plan } = model;
  return [
    ...(asOf === null ? [] : [{ label: catalogue.text('report.provenance.instant'), value: asOf }]),
    { label: catalogue.text('report.provenance.plan'), value: plan.id },
    { label: catalogue.text('report.provenance.version'), value: String(plan.version) },
    { label: catalogue.text('report.provenance.as-of'), value: model.asOf ?? asOfText(model, page) },
    { label: catalogue.text('report.provenance.entries'), value: catalogue.number(model.entries) },
    { label: catalogue.text('report.provenance.hash'), value: model.hash },
    { label: catalogue.text('report.provenance.schema'), value: model.schema },
    { label: catalogue.text('report.provenance.lineage'), value: catalogue.text('report.lineage.where') },
  ];
}
