import { expect, it } from 'vitest';
import type { LedgerEntry, Observation } from '../../../functions/domain/ledger/entry.ts';
import { type HistoryStores, loadHistory } from '../../../functions/ingest/load-history.ts';
import { entryOf, observed } from '../../support/pipeline.ts';
import { indicator, planOf, upTo } from '../domain/validation/review/support.ts';

const plan = planOf([indicator('1a.1')]);
const upload = { orgUnit: 'KEN', order: '2026-01-10', plan };

/** Stores in which some folders have entries of so many observations for each period asked for. */
function storesOf(observations: number, folders: readonly string[]): { stores: HistoryStores; read: string[] } {
  const read: string[] = [];
  const entry = (folder: string, period: string): LedgerEntry => {
    const stated = Array.from({ length: observations }, (): Observation => observed(folder, period, 7));
    return entryOf(folder, period, '2025-12-01T00:00:00Z', stated);
  };
  const stores: HistoryStores = {
    plans: { crosswalk: async () => [] },
    ledger: {
      entries: async (period, folder = '') => {
        read.push(`${folder} ${period}`);
        return [entry(folder, period)];
      },
    },
    submissions: {
      periodsBefore: async (folder) => (folders.includes(folder) ? null : new Set()),
      pinHistory: async (_orgUnit, _order, entries) => entries,
    },
  };
  return { stores, read };
}

it('reads the periods of the file, eight before them and those after them in their year, nearest first', async () => {
  const { stores, read } = storesOf(1, ['KEN']);
  const history = await loadHistory([observed('KEN', '2025-Q2', 5)], upload, stores);
  const earlier = upTo('2025-Q1', 8).toReversed();
  expect(read).toEqual(['2025-Q2', '2025-Q4', '2025-Q3', ...earlier].map((period) => `KEN ${period}`));
  expect(history.of('KEN', '1a.1').get('2025-Q2')?.total.value).toBe(7);
});

it('asks the folders of the file’s org units and all above', async () => {
  const { stores, read } = storesOf(1, ['KEN-DAD', 'KEN', 'AFR', 'GLOBAL', 'COL']);
  await loadHistory([observed('KEN-DAD', '2025', 5)], upload, stores);
  expect(read.slice(0, 4)).toEqual(['KEN-DAD 2025', 'KEN 2025', 'AFR 2025', 'GLOBAL 2025']);
  expect(read.some((one) => one.startsWith('COL'))).toBe(false);
});

it('leaves off where it holds more than fits, but never before the periods of the file are read', async () => {
  const { stores, read } = storesOf(60_000, ['KEN']);
  const periods = upTo('2025-Q4', 7);
  await loadHistory(
    periods.map((period) => observed('KEN', period, 5)),
    upload,
    stores,
  );
  expect(read).toEqual(periods.map((period) => `KEN ${period}`));
});

it('reads nothing for a file of which nothing can be taken', async () => {
  const { stores, read } = storesOf(1, ['KEN']);
  await loadHistory([], upload, stores);
  expect(read).toEqual([]);
});
