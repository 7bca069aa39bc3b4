import { PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** What a page without an identity of AWS needs of the bucket. */
export interface OfficeFiles {
  /** Where one new object of this key and size is put, within a quarter of an hour: none is replaced by it. */
  uploadTo(key: string, size: number): Promise<string>;
  /** Keys that begin so, after one of them where given, in order. */
  list(prefix: string, after?: string): Promise<string[]>;
}

/** A weak line takes so long to begin. */
const SECONDS = 900;

export function createOfficeFiles(s3: S3Client, bucket: string): OfficeFiles {
  return {
    uploadTo(key, size) {
      const put = new PutObjectCommand({ Bucket: bucket, Key: key, ContentLength: size, IfNoneMatch: '*' });
      const signed = new Set(['content-length', 'if-none-match']);
      return getSignedUrl(s3, put, { expiresIn: SECONDS, signableHeaders: new Set([...signed, 'host']) });
    },
    async list(prefix, after) {
      const keys: string[] = [];
      const from = { Bucket: bucket, Prefix: prefix, ...(after === undefined ? {} : { StartAfter: after }) };
      for await (const page of paginateListObjectsV2({ client: s3 }, from))
        keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      return keys;
    },
  };
}
