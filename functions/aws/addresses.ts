import { GetObjectCommand, HeadObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** Addresses by which whoever has them reads objects of the one bucket for a while. */
export interface Addresses {
  /** Of an object, as a file to keep; null where there is none. */
  of(key: string): Promise<string | null>;
}

/** Long enough to begin a download over a weak line. */
const SECONDS = 300;

export function createAddresses(s3: S3Client, bucket: string): Addresses {
  return {
    async of(key) {
      try {
        await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
        throw error;
      }
      const name = encodeURIComponent(key.split('/').slice(1).join('-'));
      const file = { ResponseContentDisposition: `attachment; filename*=UTF-8''${name}` };
      return getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key, ...file }), { expiresIn: SECONDS });
    },
  };
}
