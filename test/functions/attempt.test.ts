import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Attempting, attempt } from '../../functions/attempt.ts';
import { createAttempts } from '../../functions/aws/attempts.ts';
import { createTable } from '../../functions/aws/table.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { snapshot } from '../support/pipeline.ts';

class Death extends Error {}

const TIMEOUT = 120;

let aws: TestAws;
let retries: number;
beforeEach(async () => {
  aws = await startTestAws();
  retries = 0;
});
afterEach(() => aws.stop());

/** A function that begins so many seconds after the first and finds the work deadly or not. */
function run(seconds: number, compute: () => string, message = 'm'): Promise<string | null> {
  const table = createTable(aws.embedded.environment.TABLE_NAME ?? '');
  const attempting: Attempting = {
    attempts: createAttempts(table, message),
    timeoutSeconds: TIMEOUT,
    now: () => new Date(Date.UTC(2026, 0, 10) + seconds * 1000),
  };
  const onRetry = async () => {
    retries += 1;
  };
  return attempt({ name: 'reading', compute, deaths: 2, onRetry }, attempting);
}

const dies = (): string => {
  throw new Death();
};
const done = () => 'done';

/** Dies in the first so many functions, each begun when the one before is surely over. */
async function afterDeaths(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await expect(run(i * TIMEOUT * 6, dies)).rejects.toThrow(Death);
}

describe('work that a function may die of', () => {
  it('leaves nothing behind when it comes to its end', async () => {
    expect(await run(0, done)).toBe('done');
    expect(await snapshot(aws)).toEqual({});
    expect(retries).toBe(0);
  });

  it('is tried once more after a death, which is told, and then leaves nothing either', async () => {
    await afterDeaths(1);
    expect(await run(TIMEOUT * 6, done)).toBe('done');
    expect(retries).toBe(1);
    expect(await snapshot(aws)).toEqual({});
  });

  it('is given up after two deaths, however often it comes again', async () => {
    await afterDeaths(2);
    for (const times of [12, 18, 24]) expect(await run(TIMEOUT * times, done)).toBeNull();
    expect(retries).toBe(1);
  });

  it('is not taken for dead while its function may still be alive', async () => {
    for (const seconds of [0, 1, TIMEOUT - 1]) await expect(run(seconds, dies)).rejects.toThrow(Death);
    expect(await run(TIMEOUT - 1, done)).toBe('done');
    expect(retries).toBe(0);
  });

  it('is done by three deliveries at once without one taking another for dead', async () => {
    expect(await Promise.all([run(0, done), run(0, done), run(1, done)])).toEqual(['done', 'done', 'done']);
    expect(retries).toBe(0);
    expect(await snapshot(aws)).toEqual({});
  });

  it('begins afresh with another message', async () => {
    await afterDeaths(2);
    expect(await run(TIMEOUT * 12, done, 'moved back')).toBe('done');
  });
});
