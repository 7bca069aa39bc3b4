import { afterAll, beforeAll, expect, it } from 'vitest';
import { createObjects } from '../../../functions/aws/objects.ts';
import { createBucket } from '../../../infra/local/bucket.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());

it('puts an object as a new one only where there is none of its key, whatever the key', async () => {
  const objects = createObjects(aws.s3, aws.bucket);
  const bucket = createBucket(aws.bucket);
  const text = async (key: string) => new TextDecoder().decode(await bucket.fetch(key));
  for (const key of ['receipts/KEN/été 1+2.json', 'plain']) {
    await objects.putNew(key, 'first', 'text/plain');
    expect(await text(key)).toBe('first');
    await objects.putNew(key, 'second', 'text/plain');
    expect(await text(key)).toBe('first');
    await objects.put(key, 'third', 'text/plain');
    expect(await text(key)).toBe('third');
  }
});
