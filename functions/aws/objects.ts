import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

export type FetchedObject =
  | { readonly kind: 'found'; readonly bytes: Uint8Array; readonly version: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'too-large'; readonly size: number };

/** The objects of the one bucket. */
export interface Objects {
  /** The bytes of an object, unless it is gone or larger than `maxBytes` (then it is not downloaded). */
  get(key: string, versionId: string | null, maxBytes: number): Promise<FetchedObject>;
  put(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
  /** Puts an object unless there is one of that key. */
  putNew(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
}

/** A key without an object, or a version deleted since. */
const GONE: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']);

/** An object is there already, or is being put at this moment. */
const THERE: ReadonlySet<string> = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

export function createObjects(s3: S3Client, bucket: string): Objects {
  return {
    async get(key, versionId, maxBytes) {
      try {
        const found = await s3.send(
          new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId ? { VersionId: versionId } : {}) }),
        );
        const size = found.ContentLength ?? 0;
        if (size > maxBytes) {
          await found.Body?.transformToWebStream().cancel();
          return { kind: 'too-large', size };
        }
        const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
        return { kind: 'found', bytes, version: versionId ?? found.ETag?.replaceAll('"', '') ?? '' };
      } catch (error) {
        if (error instanceof S3ServiceException && GONE.has(error.name)) return { kind: 'gone' };
        throw error;
      }
    },
    async put(key, body, contentType) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }));
    },
    async putNew(key, body, contentType) {
      const object = { Bucket: bucket, Key: key, Body: body, ContentType: contentType };
      try {
        await s3.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }));
      } catch (error) {
        if (!(error instanceof S3ServiceException && THERE.has(error.name))) throw error;
      }
    },
  };
}
