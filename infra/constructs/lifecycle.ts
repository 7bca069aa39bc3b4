import { Duration } from 'aws-cdk-lib';
import { type LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { CANARY_UNIT } from '../../functions/domain/upload/canary.ts';
import { KEPT_FOR_GOOD, MADE_AGAIN, PREFIXES } from '../definitions.ts';

const QUARTER = Duration.days(90);
const WEEK = Duration.days(7);

const nameOf = (prefix: string): string => prefix.replace('/', '');

/** Costs less while nobody reads it, and nothing more when somebody does. S3 leaves files under 128 KB where they are: moving them would cost more. */
const cheaper = { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: QUARTER };

/** What becomes of objects as they grow old. */
export function lifecycleRules(): LifecycleRule[] {
  return [
    { id: 'abandoned-multipart-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ...KEPT_FOR_GOOD.map((prefix) => ({
      ...{ id: `${nameOf(prefix)}-cheaper`, prefix },
      ...{ transitions: [cheaper], noncurrentVersionTransitions: [cheaper] },
    })),
    ...[`uploads/${CANARY_UNIT}/`, `${PREFIXES.receipts}${CANARY_UNIT}/`].map((prefix) => ({
      ...{ id: `${prefix.split('/')[0]}-canary`, prefix },
      ...{ expiration: WEEK, noncurrentVersionExpiration: WEEK },
    })),
    ...MADE_AGAIN.map((prefix) => ({
      ...{ id: `${nameOf(prefix)}-replaced`, prefix, noncurrentVersionExpiration: QUARTER },
    })),
  ];
}
