import { expect, it } from 'vitest';
import type { LedgerEntry } from '../../functions/domain/ledger/entry.ts';
import { loadTrace } from '../../functions/load-trace.ts';
import { OFFICE_FILES, officeEntry } from '../support/lineage-data.ts';
import { reportPlan } from '../support/report-data.ts';

const entries = OFFICE_FILES.map((office) => officeEntry(['1a.1.1'], office));

async function traced(mostRows: number, ledger: readonly LedgerEntry[] = entries) {
  const stores = {
    ledger: { entries: async (period: string) => ledger.filter((entry) => entry.period === period) },
    plans: { crosswalk: async () => [] },
  };
  const trace = await loadTrace('2025-Q2', { plan: reportPlan(), version: 1 }, null, stores, mostRows);
  return trace('1a.1.1', 'KEN');
}

it.each([
  [6, 2],
  [5, 0],
])('holds breakdowns up to %d rows of three files with two each: %d cells told', async (mostRows, parts) => {
  const node = await traced(mostRows);
  expect(node?.value).toBe(4210);
  expect(node?.counted[0]?.observation.breakdown).toHaveLength(parts);
});

it('keeps a breakdown that stands without its total', async () => {
  const total = { value: null, numerator: null, denominator: null };
  const bare = entries.map((entry) => ({
    ...entry,
    observations: Array.from(entry.observations, (one) => ({ ...one, total })),
  }));
  expect((await traced(0, bare))?.counted[0]?.observation.breakdown).toHaveLength(2);
});
