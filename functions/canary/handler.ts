import { createObjects } from '../aws/objects.ts';
import { createS3 } from '../aws/s3.ts';
import { CANARY_KEY, CANARY_TEXT } from '../domain/upload/canary.ts';
import { log } from '../log.ts';
import { beginRun } from '../run.ts';
import { type Environment, onFirstEvent } from '../start.ts';
import { CanaryEnv } from './env.ts';

/** Puts the canary as an office puts its file: what becomes of it is seen by its receipt. */
export function createHandler(environment: Environment): (event: unknown) => Promise<void> {
  const env = CanaryEnv.parse(environment);
  const objects = createObjects(createS3(), env.BUCKET_NAME);
  return () =>
    beginRun('canary', async () => {
      await objects.put(CANARY_KEY, CANARY_TEXT, 'text/csv; charset=utf-8');
      log('info', 'canary sent', { key: CANARY_KEY });
    });
}

export const handler = onFirstEvent(createHandler);
