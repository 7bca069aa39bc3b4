import { annexCsv } from '../domain/report/annex/csv.ts';
import { annexTables } from '../domain/report/annex/tables.ts';
import type { Catalogue } from '../domain/report/catalogue.ts';
import type { ReportModel } from '../domain/report/schema.ts';
import { reportTitle } from '../domain/report/titles.ts';
import { writeAnnex } from './annex-workbook.ts';

/** A file of the data annex, beside the page. */
export interface AnnexFile {
  /** By which subscriptions ask for it. */
  readonly format: 'xlsx' | 'csv' | 'iati';
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly contentType: string;
}

/** The data of a report as a workbook and as text; of the whole plan also by the standard of the aid registers. */
export async function annexOf(model: ReportModel, catalogue: Catalogue): Promise<AnnexFile[]> {
  const title = reportTitle(model, catalogue);
  const stem = model.annual === null ? 'report' : 'annual';
  const asOf = model.asOf === null ? '–' : catalogue.date(model.asOf, model.plan.timeZone);
  const subtitle = `${model.plan.title} · ${catalogue.text('report.label.as-of')} ${asOf}`;
  const files: AnnexFile[] = [
    {
      ...{ format: 'xlsx', name: `${stem}.xlsx` },
      content: await writeAnnex(annexTables(model, catalogue), {
        ...{ title, subtitle, rightToLeft: catalogue.direction === 'rtl' },
      }),
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    {
      ...{ format: 'csv', name: `${stem}.csv`, content: annexCsv(model, catalogue) },
      contentType: 'text/csv; charset=utf-8',
    },
  ];
  // The standard knows results by period, whatever report they are in.
  if (model.scopeKind === 'global' && model.annual === null) {
    const { iatiXml } = await import('../domain/report/annex/iati.ts');
    files.push({
      ...{ format: 'iati', name: 'iati.xml', content: iatiXml(model, catalogue) },
      contentType: 'application/xml',
    });
  }
  return files;
}
