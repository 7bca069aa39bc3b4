import { DuckDBInstance } from '@duckdb/node-api';
import { packObservations, unpackObservations } from '../../functions/aws/packing.ts';
import { aggregateByPeriod } from '../../functions/domain/aggregation/aggregate.ts';
import { windowOf } from '../../functions/domain/aggregation/calendar.ts';
import { rollUp } from '../../functions/domain/aggregation/roll-up.ts';
import { yearState } from '../../functions/domain/aggregation/year-state.ts';
import type { LedgerEntry } from '../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { periodsWithin } from '../../functions/domain/plan/period.ts';
import { measure, print } from './measure.ts';
import { GROUP_BY, monthlyLedger, monthlyPlan, monthlyTable, observationsIn, regionsOf, type Size } from './million.ts';
import { printComputingPeaks } from './peak-memory.ts';

export const FULL: Size = { offices: 600, indicators: 140 };

const PERIODS = (['monthly', 'quarterly', 'semiannual', 'annual'] as const).flatMap((f) => periodsWithin('2025', f));

export type PackedEntry = Omit<LedgerEntry, 'observations'> & { readonly bytes: Uint8Array };

/** The ledger of a year as the table stores it. */
export function packedLedger(plan: Plan, size: Size): PackedEntry[] {
  return Array.from(monthlyLedger(plan, size), ({ observations, ...entry }) => ({
    ...entry,
    bytes: packObservations(observations),
  }));
}

export const unpacked = (packed: readonly PackedEntry[]): LedgerEntry[] =>
  packed.map(({ bytes, ...entry }) => ({ ...entry, observations: unpackObservations(bytes, entry.period) }));

/** Every figure of every scope and period as dense columns. */
function figuresOf(plan: Plan, entries: readonly LedgerEntry[]): number {
  const { figures, calendar, tree } = yearState(plan, 2025, entries);
  let known = 0;
  for (const period of PERIODS) {
    const window = windowOf(calendar, period);
    for (const { cube, indicator } of figures) known += rollUp(cube, window, tree, indicator).value[0] ?? 0;
  }
  return known;
}

/** Every actual of every scope and period. */
export function actualsOf(plan: Plan, entries: readonly LedgerEntry[]): number {
  let count = 0;
  for (const actuals of aggregateByPeriod({ plan, planVersion: 1, year: 2025, periods: PERIODS, entries }))
    count += actuals.length;
  return count;
}

/** All actuals of a year from a million observations, against DuckDB grouping the same figures. */
export async function benchRecompute(rounds: number, size = FULL): Promise<void> {
  const plan = monthlyPlan(size);
  const packed = packedLedger(plan, size);
  const entries = unpacked(packed);
  const instance = await DuckDBInstance.create(':memory:');
  const database = await instance.connect();
  await database.run(monthlyTable(size, regionsOf(plan)));
  const observations = observationsIn(size);
  const measured = await measure(
    [
      {
        name: 'DuckDB: loaded table, groups in a table',
        run: () => database.run(`create or replace table groups as ${GROUP_BY}`),
      },
      { name: 'Jalon: entries in memory to dense columns', run: () => figuresOf(plan, entries) },
      { name: 'Jalon: entries in memory to actuals', run: () => actualsOf(plan, entries) },
      { name: 'Jalon: packed entries to actuals', run: () => actualsOf(plan, unpacked(packed)) },
      {
        name: 'DuckDB: loaded table, groups as rows of JavaScript',
        run: async () => (await database.runAndReadAll(GROUP_BY)).getRowsJS().length,
      },
    ],
    Math.min(rounds, 3),
  );
  database.closeSync();
  instance.closeSync();
  const rate = (name: string) =>
    Math.round((observations * 1000) / (measured.find((one) => one.name.startsWith(name))?.medianMs ?? 1));
  print(
    `All actuals of ${observations} observations (${3 * observations} figures): ${rate('Jalon: entries in memory to a')} observations a second from memory, ${rate('Jalon: packed')} from packed entries`,
    measured,
  );
  printComputingPeaks('all actuals', ['nothing', 'entries', 'packed', 'duckdb'], `${size.offices}x${size.indicators}`);
}
