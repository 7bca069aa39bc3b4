import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { annotate } from '../../functions/domain/annotation/annotate.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { readPlan } from '../../functions/domain/plan/read-plan.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { createReceipt, type Receipt } from '../../functions/domain/validation/receipt.ts';
import { judgeUpload } from '../../functions/ingest/judge-upload.ts';
import type { Outcome } from '../../functions/ingest/outcome.ts';
import { readTemplates } from '../../functions/templates.ts';

const templates = readTemplates('templates');
export const fileBytes = (path: string) => new Uint8Array(readFileSync(path));

function readShipped(): Plan {
  const opened = openFile(fileBytes('fixtures/plan/plan.xlsx'));
  const read = opened.ok ? readPlan(opened.grids) : null;
  if (!read?.plan) throw new Error('The shipped plan cannot be read');
  return read.plan;
}

export const SHIPPED_PLAN = readShipped();

export interface Setting {
  readonly plan: Plan;
  readonly orgUnit: string;
  readonly today: string;
  readonly language: string;
  readonly file?: string;
}

export function receiptOf(outcome: Outcome, setting: Setting): Receipt {
  const { status, accepted, returned, understood, issues } = outcome;
  const { orgUnit, file = 'figures.xlsx', language } = setting;
  return createReceipt(
    {
      ...{ status, accepted, returned, understood, orgUnit, version: '1', sha256: null, planVersion: 3 },
      ...{ key: `uploads/${orgUnit}/${file}`, uploadedAt: '2026-01-10T08:00:00.000Z' },
      periods: outcome.returnedPeriods,
    },
    issues,
    templates.catalogue(language),
  );
}

export interface Returned {
  readonly outcome: Outcome;
  readonly receipt: Receipt;
  /** The annotated workbook; null for a file that cannot be opened. */
  readonly bytes: Uint8Array | null;
}

/** A file judged and returned with its marks. */
export function returnedFile(bytes: Uint8Array, setting: Setting): Returned {
  const outcome = judgeUpload(bytes, setting.plan, setting);
  const receipt = receiptOf(outcome, setting);
  return { outcome, receipt, bytes: annotate(bytes, receipt, setting.plan, templates.catalogue(setting.language)) };
}

/** The parts of a workbook by name, inflated. */
export const partsOf = (bytes: Uint8Array): Record<string, Uint8Array> => unzipSync(bytes);
