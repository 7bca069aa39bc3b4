import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { CREATED_AT, type CreatedObject } from './notifications.ts';

type Stored = ReturnType<S3Store['putObject']>;
type Listing = ReturnType<S3Store['listObjects']>;

/** The objects of fauxqs, telling of each one at the moment it is stored. */
export class AnnouncingStore extends S3Store {
  private readonly announce: (created: CreatedObject) => void;

  constructor(announce: (created: CreatedObject) => void) {
    super();
    this.announce = announce;
  }

  has(bucket: string, key: string): boolean {
    try {
      return this.headObject(bucket, key) !== undefined;
    } catch {
      return false;
    }
  }

  override putObject(...put: Parameters<S3Store['putObject']>): Stored {
    const stored = super.putObject(...put);
    const at = new Date(stored.metadata[CREATED_AT] ?? Number.NaN);
    if (!Number.isNaN(at.getTime())) stored.lastModified = at;
    this.announce(createdObject(stored, 'Put'));
    return stored;
  }

  /** Puts an object back that an earlier run left: it is nobody's news. */
  restore(...put: Parameters<S3Store['putObject']>): void {
    super.putObject(...put);
  }

  override completeMultipartUpload(...complete: Parameters<S3Store['completeMultipartUpload']>): Stored {
    const stored = super.completeMultipartUpload(...complete);
    this.announce(createdObject(stored, 'CompleteMultipartUpload'));
    return stored;
  }

  /** fauxqs sorts a listing by locale but continues it by code unit, which loses keys from one page to the next. */
  override listObjects(...[bucket, options = {}]: Parameters<S3Store['listObjects']>): Listing {
    if (options.delimiter) return super.listObjects(bucket, options);
    const { prefix = '', maxKeys = 1000, startAfter = options.marker ?? '' } = options;
    const left = super
      .listObjects(bucket, { prefix, maxKeys: Number.POSITIVE_INFINITY })
      .objects.filter(({ key }) => key > startAfter)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return { objects: left.slice(0, maxKeys), commonPrefixes: [], isTruncated: left.length > maxKeys };
  }
}

function createdObject(stored: Stored, how: CreatedObject['how']): CreatedObject {
  return { key: stored.key, size: stored.contentLength, eTag: stored.etag, at: stored.lastModified, how };
}
