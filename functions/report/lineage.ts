import type { Actuals } from '../aws/actuals.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { Plans, PlanVersion } from '../aws/plans.ts';
import type { PeriodTrace } from '../domain/lineage/trace-period.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { Period } from '../domain/plan/period.ts';
import type { ReportModel } from '../domain/report/schema.ts';
import { withLineage } from '../domain/report/with-lineage.ts';
import { loadTrace } from '../load-trace.ts';
import { log, reasonOf } from '../log.ts';

export interface LineageStores {
  readonly plans: Pick<Plans, 'crosswalk'>;
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly actuals: Pick<Actuals, 'get'>;
}

/**
 * Adds to a report what stands behind its figures; gives it as it is where that cannot be found out. Fails where AWS does: then the
 * report is made again, as its mail goes but once.
 */
export type AddLineage = (model: ReportModel, inForce: PlanVersion, stores: LineageStores) => Promise<ReportModel>;

/** The SDK tells so of all its errors, those of the network too. */
const isFailureOfAws = (error: unknown): boolean => error instanceof Error && '$metadata' in error;

interface Held {
  readonly key: string;
  readonly trace: Promise<PeriodTrace>;
}

/**
 * Reads the ledger once for all reports on one period that one function writes, one after the other: scopes and languages. It holds one
 * period at a time, and looks again when the actuals of the whole have changed. Uploads that these do not count yet are left out.
 */
export function createLineage(): AddLineage {
  let held: Held | null = null;

  async function traceOf(period: Period, inForce: PlanVersion, stores: LineageStores): Promise<PeriodTrace> {
    const { root } = createLookup(inForce.plan);
    const whole = await stores.actuals.get(root.code, period);
    const until = whole?.dataAsOf ?? null;
    const key = JSON.stringify([period, inForce.version, whole?.planVersion, whole?.entries, until]);
    if (held?.key === key) return held.trace;
    const trace = loadTrace(period, inForce, until, stores);
    held = { key, trace };
    trace.catch(() => {
      if (held?.key === key) held = null;
    });
    return trace;
  }

  return async (model, inForce, stores) => {
    try {
      return withLineage(model, await traceOf(model.period, inForce, stores), inForce.plan);
    } catch (error) {
      if (isFailureOfAws(error)) throw error;
      log('error', 'report without lineage', { period: model.period, scope: model.scope, reason: reasonOf(error) });
      return model;
    }
  };
}
