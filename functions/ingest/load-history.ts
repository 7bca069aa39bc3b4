import type { Ledger } from '../aws/ledger.ts';
import type { Plans } from '../aws/plans.ts';
import type { Submissions } from '../aws/submissions.ts';
import type { LedgerEntry, Observation } from '../domain/ledger/entry.ts';
import { codesUnder, translateEntries } from '../domain/plan/crosswalk.ts';
import { createLookup, type Lookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import type { Period } from '../domain/plan/period.ts';
import { createHistory, type History, NO_HISTORY } from '../domain/validation/review/history.ts';
import { wantedHistory } from '../domain/validation/review/wanted.ts';

export interface HistoryStores {
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly submissions: Submissions;
}

interface ReviewedUpload {
  readonly orgUnit: string;
  readonly order: string;
  readonly plan: Plan;
}

/** Requests at a time, well within the SDK's fifty connections. */
const AT_ONCE = 16;

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE)
    done.push(...(await Promise.all(items.slice(first, first + AT_ONCE).map(work))));
  return done;
}

const nameOf = ({ period, orgUnit, order }: LedgerEntry): string => `${period}#${orgUnit}#${order}`;

/** Under the codes of the plan; renumberings are only read where some entry has a code that the plan does not. */
async function underPlan(
  entries: readonly LedgerEntry[],
  { plan, indicator }: Lookup,
  plans: Plans,
): Promise<LedgerEntry[]> {
  const isKnown = entries.every(({ observations }) => observations.every((one) => indicator(one.indicator) !== null));
  return isKnown ? [...entries] : translateEntries(entries, codesUnder(plan, await plans.crosswalk()));
}

/**
 * What the ledger held, before an upload, of the org units and periods that its observations are to be compared with. Only uploads made
 * before count, and of those only the ones that were in the ledger at the first attempt, so that a retry judges alike. Folders without
 * earlier uploads cost one request, others one more for each period they have reported.
 */
export async function loadHistory(
  observations: Iterable<Observation>,
  { orgUnit, order, plan }: ReviewedUpload,
  { plans, ledger, submissions }: HistoryStores,
): Promise<History> {
  const lookup = createLookup(plan);
  const { folders, periods } = wantedHistory(observations, lookup);
  if (periods.length === 0) return NO_HISTORY;
  const places = await inTurns(folders, async (folder): Promise<[string, Period][]> => {
    const reported = await submissions.periodsBefore(folder, order);
    return periods.filter((period) => reported?.has(period) ?? true).map((period) => [folder, period]);
  });
  const found = await inTurns(places.flat(), ([folder, period]) => ledger.entries(period, folder));
  const earlier = found.flat().filter((entry) => entry.order < order);
  const pinned = new Set(await submissions.pinHistory(orgUnit, order, earlier.map(nameOf).sort()));
  return createHistory(
    await underPlan(
      earlier.filter((entry) => pinned.has(nameOf(entry))),
      lookup,
      plans,
    ),
  );
}
