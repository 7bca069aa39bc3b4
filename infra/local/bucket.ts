import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { createS3 } from '../../functions/aws/s3.ts';
import { CREATED_AT, type CreatedObject } from './notifications.ts';

/** The bucket as a person at the console would use it: drop, list, fetch. */
export interface Bucket {
  /** `at` is when the upload counts as made, where not now: of an S3 elsewhere the news of it say so. */
  drop(key: string, bytes: Uint8Array, at?: Date): Promise<void>;
  list(prefix: string): Promise<string[]>;
  fetch(key: string): Promise<Uint8Array>;
}

/** `announce` hears of what was dropped, for an AWS whose bucket tells of nothing. */
export function createBucket(name: string, announce?: (created: CreatedObject) => Promise<void>): Bucket {
  const client = createS3();
  return {
    async drop(key, bytes, at) {
      const dated = at === undefined ? {} : { Metadata: { [CREATED_AT]: at.toISOString() } };
      const put = await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: bytes, ...dated }));
      await announce?.({
        ...{ key, size: bytes.byteLength, eTag: put.ETag ?? '', at: at ?? new Date(), how: 'Put' },
        ...(put.VersionId === undefined ? {} : { versionId: put.VersionId }),
      });
    },
    async list(prefix) {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix }))
        keys.push(...(page.Contents ?? []).map((object) => object.Key ?? ''));
      return keys.sort();
    },
    async fetch(key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: name, Key: key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
  };
}
