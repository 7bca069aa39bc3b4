import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { isElsewhere } from './elsewhere.ts';

/** Away from AWS a bucket has no host name of its own. */
export function createS3(settings: S3ClientConfig = {}): S3Client {
  return new S3Client({ ...(isElsewhere('S3') ? { forcePathStyle: true } : {}), ...settings });
}
