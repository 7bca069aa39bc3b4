import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { PublishedReport } from '../domain/site/published.ts';
import { queryItems } from './items.ts';
import { pack, unpack } from './packing.ts';
import type { Table } from './table.ts';

/** The reports that stand in the bucket, as the site lists them. */
export interface Published {
  /** In place of an earlier one of its kind on the same period, scope and language. */
  put(report: PublishedReport): Promise<void>;
  /** Strongly consistent: whoever lists after a put finds it. */
  all(): Promise<PublishedReport[]>;
}

const PARTITION = 'PUBLISHED';

export function createPublished(table: Table): Published {
  return {
    async put(report) {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: {
            pk: { S: PARTITION },
            sk: {
              S: `${report.period}#${report.scope}#${report.language}${report.kind === 'annual' ? '#annual' : ''}`,
            },
            report: { B: pack(report) },
          },
        }),
      );
    },
    async all() {
      const found: PublishedReport[] = [];
      for await (const item of queryItems(table, PARTITION))
        if (item.report?.B) found.push(unpack<PublishedReport>(item.report.B));
      return found;
    },
  };
}
