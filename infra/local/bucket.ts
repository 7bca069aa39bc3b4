import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { CREATED_AT } from './notifications.ts';

/** The bucket as a person at the console would use it: drop, list, fetch. */
export interface Bucket {
  /** `at` is when the upload counts as made, where not now: the embedded S3 alone heeds it. */
  drop(key: string, bytes: Uint8Array, at?: Date): Promise<void>;
  list(prefix: string): Promise<string[]>;
  fetch(key: string): Promise<Uint8Array>;
}

export function createBucket(name: string): Bucket {
  const client = new S3Client({});
  return {
    async drop(key, bytes, at) {
      const dated = at === undefined ? {} : { Metadata: { [CREATED_AT]: at.toISOString() } };
      await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: bytes, ...dated }));
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
