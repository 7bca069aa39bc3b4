import type { Ledger } from '../aws/ledger.ts';
import type { Plans } from '../aws/plans.ts';
import type { Submissions } from '../aws/submissions.ts';
import { columnsOf } from '../domain/ledger/columns.ts';
import type { LedgerEntry, Observation } from '../domain/ledger/entry.ts';
import { codesUnder, translateEntries } from '../domain/plan/crosswalk.ts';
import { createLookup, type Lookup } from '../domain/plan/lookup.ts';
import type { Plan } from '../domain/plan/model.ts';
import type { Period } from '../domain/plan/period.ts';
import { createHistory, type History, NO_HISTORY } from '../domain/validation/review/history.ts';
import { type WantedHistory, wantedHistory } from '../domain/validation/review/wanted.ts';

export interface HistoryStores {
  readonly plans: Pick<Plans, 'crosswalk'>;
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly submissions: Pick<Submissions, 'periodsBefore' | 'pinHistory'>;
}

interface ReviewedUpload {
  readonly orgUnit: string;
  readonly order: string;
  readonly plan: Plan;
  /** Tells this judging of the upload from others; the first where not given. */
  readonly judging?: string;
}

/** Requests at a time, well within the SDK's fifty connections. */
const AT_ONCE = 16;

/** Entries read at a time, and observations after which no more are read: what a function can hold beside the file. */
const ENTRIES_AT_ONCE = 4;
const MOST_HELD = 200_000;

interface Where {
  readonly folder: string;
  readonly period: Period;
  /** What the file replaces has to be known, whatever it takes. */
  readonly isOwn: boolean;
}

/** Where there may be earlier entries, those of the file's own periods first. */
async function placesOf(
  { folders, own, others }: WantedHistory,
  order: string,
  { submissions }: HistoryStores,
): Promise<Where[]> {
  const reported = new Map<string, ReadonlySet<Period> | null>();
  for (let first = 0; first < folders.length; first += AT_ONCE)
    await Promise.all(
      folders.slice(first, first + AT_ONCE).map(async (folder) => {
        reported.set(folder, await submissions.periodsBefore(folder, order));
      }),
    );
  const among = (periods: readonly Period[], isOwn: boolean): Where[] =>
    periods.flatMap((period) =>
      folders.flatMap((folder) => (reported.get(folder)?.has(period) === false ? [] : [{ folder, period, isOwn }])),
    );
  return [...among(own, true), ...among(others, false)];
}

async function entriesAt(places: readonly Where[], order: string, { ledger }: HistoryStores): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  let held = 0;
  for (let first = 0; first < places.length; first += ENTRIES_AT_ONCE) {
    const some = places.slice(first, first + ENTRIES_AT_ONCE).filter(({ isOwn }) => isOwn || held < MOST_HELD);
    const read = await Promise.all(some.map(({ folder, period }) => ledger.entries(period, folder)));
    const earlier = read.flat().filter((entry) => entry.order < order);
    for (const { observations } of earlier) held += observations.length;
    found.push(...earlier);
  }
  return found;
}

const nameOf = ({ period, orgUnit, order }: LedgerEntry): string => `${period}#${orgUnit}#${order}`;

/** Under the codes of the plan; renumberings are only read where some entry has a code that the plan does not. */
async function underPlan(
  entries: readonly LedgerEntry[],
  { plan, indicator }: Lookup,
  { plans }: HistoryStores,
): Promise<LedgerEntry[]> {
  const isKnown = entries.every(({ observations }) =>
    columnsOf(observations).indicators.every((code) => indicator(code) !== null),
  );
  return isKnown ? [...entries] : translateEntries(entries, codesUnder(plan, await plans.crosswalk()));
}

/**
 * What the ledger held, before an upload, of the org units and periods that its observations are to be compared with. Only uploads made
 * before count, and of those only the ones that were in the ledger at the first attempt, so that a retry judges alike. Folders without
 * earlier uploads cost one request, others one more for each period they have reported.
 */
export async function loadHistory(
  observations: Iterable<Observation>,
  { orgUnit, order, plan, judging = order }: ReviewedUpload,
  stores: HistoryStores,
): Promise<History> {
  const lookup = createLookup(plan);
  const wanted = wantedHistory(observations, lookup);
  if (wanted.own.length === 0) return NO_HISTORY;
  const earlier = await entriesAt(await placesOf(wanted, order, stores), order, stores);
  const pinned = new Set(await stores.submissions.pinHistory(orgUnit, judging, earlier.map(nameOf).sort()));
  const known = earlier.filter((entry) => pinned.has(nameOf(entry)));
  return createHistory(await underPlan(known, lookup, stores));
}
