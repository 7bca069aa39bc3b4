import type { Actuals } from '../aws/actuals.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans } from '../aws/plans.ts';
import { codesUnder, translateActuals } from '../domain/plan/crosswalk.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import { buildWorkbook } from '../domain/workbook/build-workbook.ts';
import type { LastFigure } from '../domain/workbook/context.ts';
import { figuresOf, lastFigures } from '../domain/workbook/last-figures.ts';
import type { WorkbookMessage } from '../events.ts';
import { log } from '../log.ts';
import type { Templates } from '../templates.ts';

export interface WorkbookDependencies {
  readonly objects: Objects;
  readonly plans: Plans;
  readonly actuals: Actuals;
  readonly templates: Templates;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function lastOf(
  { orgUnit, period }: WorkbookMessage,
  plan: Plan,
  deps: WorkbookDependencies,
): Promise<Map<string, LastFigure>> {
  // Earlier periods may have been computed under a version that numbered its indicators otherwise.
  const translate = codesUnder(plan, await deps.plans.crosswalk());
  const computed = (await deps.actuals.all(orgUnit)).map((actuals) => translateActuals(actuals, translate));
  return lastFigures(figuresOf(computed, createLookup(plan)), period);
}

/**
 * Writes the upload workbook of an org unit for a period, in its language, over the one there is; gives its key. Null, and nothing
 * written, where the plan has no such unit or the one in force for the period expects nothing of it.
 */
export async function makeWorkbook(message: WorkbookMessage, deps: WorkbookDependencies): Promise<string | null> {
  const { orgUnit, period } = message;
  const [latest, inForce] = await Promise.all([deps.plans.latest(), deps.plans.inForce(period)]);
  if (!latest || !inForce) throw new Error('There is no plan yet: drop the plan workbook under plan/ first');
  const { plan } = inForce;
  const unit = latest.plan.orgUnits.find(({ code }) => code === orgUnit);
  if (!unit) return null;
  const { language } = unit;
  const description = buildWorkbook({
    plan,
    // Files are judged by the version in use, by which a workbook made today must not look old, whatever governs its period.
    planVersion: latest.version,
    orgUnit,
    period,
    language,
    catalogue: deps.templates.catalogue(language),
    last: await lastOf(message, plan, deps),
  });
  if (!description) return null;
  // Not before there is one to write: it brings a megabyte of code.
  const { writeWorkbook } = await import('./write-workbook.ts');
  const key = `workbooks/${orgUnit}/${period}.${language}.xlsx`;
  await deps.objects.put(key, await writeWorkbook(description), XLSX);
  log('info', 'workbook written', { key, planVersion: latest.version });
  return key;
}
