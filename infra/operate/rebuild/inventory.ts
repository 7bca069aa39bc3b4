import { paginateScan } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Table } from '../../../functions/aws/table.ts';

/** A ledger entry as the table lists it. */
export interface ListedEntry {
  readonly period: string;
  readonly orgUnit: string;
  readonly order: string;
  /** Of the uploaded file. */
  readonly key: string;
  /** False where its writer died between two parts: it does not count. */
  readonly isComplete: boolean;
}

/** What the table holds, by its keys. */
export interface Inventory {
  readonly actuals: readonly { readonly scope: string; readonly period: string }[];
  readonly carries: readonly { readonly version: number; readonly year: number }[];
  readonly entries: readonly ListedEntry[];
  /** Keys of the receipts that are on record, by folder and order of the upload. */
  readonly receipts: ReadonlyMap<string, string>;
}

export const uploadOf = ({ orgUnit, order }: { orgUnit: string; order: string }): string => `${orgUnit}#${order}`;

const Source = z.object({ key: z.string() });
const Summary = z.object({ receipt: z.string() });

interface Part {
  readonly period: string;
  readonly orgUnit: string;
  readonly order: string;
  readonly part: string;
  readonly parts: string;
  readonly key: string;
}

function partOf(period: string, sk: string, source: string): Part | null {
  const [, orgUnit, order, part, parts] = /^(.*)#([^#]*)#(\d{3})of(\d{3})$/s.exec(sk) ?? [];
  if (orgUnit === undefined || order === undefined || part === undefined || parts === undefined) return null;
  return { period, orgUnit, order, part, parts, key: Source.parse(JSON.parse(source)).key };
}

function entriesOf(parts: readonly Part[]): ListedEntry[] {
  const entries = Map.groupBy(parts, (one) => `${one.period}\n${uploadOf(one)}`);
  return [...entries.values()].flatMap((own) => {
    // A retry may have cut the entry into another number of parts: one whole set is enough.
    const sets = Map.groupBy(own, (one) => one.parts);
    const isComplete = [...sets].some(([count, set]) => set.length === Number(count));
    return own.slice(0, 1).map(({ period, orgUnit, order, key }) => ({ period, orgUnit, order, key, isComplete }));
  });
}

/** Reads the whole table once, for its keys: what nobody would look for is found too. */
export async function takeInventory(table: Table, onPage: (items: number) => void): Promise<Inventory> {
  const [actuals, carries, parts, receipts]: [
    { scope: string; period: string }[],
    { version: number; year: number }[],
    Part[],
    Map<string, string>,
  ] = [[], [], [], new Map()];
  const pages = paginateScan(
    { client: table.client },
    {
      TableName: table.name,
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk, #source, #summary',
      ExpressionAttributeNames: { '#source': 'source', '#summary': 'summary' },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { pk, sk, source, summary } of Items) {
      const [, kind, name = ''] = /^([A-Z-]+)#(.*)$/s.exec(pk?.S ?? '') ?? [];
      const sort = sk?.S ?? '';
      const part = kind === 'LEDGER' ? partOf(name, sort, source?.S ?? '') : null;
      if (part) parts.push(part);
      if (kind === 'ACTUALS') actuals.push({ scope: name, period: sort });
      if (kind === 'CARRY') carries.push({ version: Number(name), year: Number(sort) });
      if (kind === 'SUBMISSION' && summary?.S)
        receipts.set(`${name}#${sort.split('#')[0]}`, Summary.parse(JSON.parse(summary.S)).receipt);
    }
    onPage(Items.length);
  }
  return { actuals, carries, entries: entriesOf(parts), receipts };
}
