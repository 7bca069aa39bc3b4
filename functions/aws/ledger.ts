import type { LedgerEntry, Source } from '../domain/ledger/entry.ts';
import type { Observations } from '../domain/ledger/observations.ts';
import type { Period } from '../domain/plan/period.ts';
import { assembleParts, putParts, queryItems } from './items.ts';
import { packObservations, unpackObservations } from './packing.ts';
import type { Table } from './table.ts';

/** The ledger of observations: entries are put, never changed, never deleted. */
export interface Ledger {
  put(entry: Omit<LedgerEntry, 'observations'> & { readonly observations: Observations }): Promise<void>;
  /** Every complete entry of a period, strongly consistent; only those of uploads to one folder where one is named. */
  entries(period: Period, folder?: string): Promise<LedgerEntry[]>;
}

const partition = (period: Period): string => `LEDGER#${period}`;

export function createLedger(table: Table): Ledger {
  return {
    async put(entry) {
      await putParts(
        table,
        { pk: partition(entry.period), sk: `${entry.orgUnit}#${entry.order}` },
        packObservations(entry.observations),
        {
          period: { S: entry.period },
          orgUnit: { S: entry.orgUnit },
          order: { S: entry.order },
          source: { S: JSON.stringify(entry.source) },
          observations: { N: String(entry.observations.length) },
        },
      );
    },
    async entries(period, folder) {
      const entries: LedgerEntry[] = [];
      const items = queryItems(table, partition(period), folder === undefined ? {} : { beginsWith: `${folder}#` });
      for await (const { bytes, attributes } of assembleParts(items)) {
        const source: Source = JSON.parse(attributes.source?.S ?? '');
        entries.push({
          period,
          orgUnit: attributes.orgUnit?.S ?? '',
          order: attributes.order?.S ?? '',
          source,
          observations: unpackObservations(bytes, period),
        });
      }
      return entries;
    },
  };
}
