import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlans } from '../../../functions/aws/plans.ts';
import { createTable } from '../../../functions/aws/table.ts';
import { STEP_NAMES } from '../../../infra/definitions.ts';
import { loadState, saveState, stateFile } from '../../../infra/local/state.ts';
import { CommandFailure } from '../../../infra/operate/command.ts';
import { openPlace } from '../../../infra/operate/place.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { snapshot } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

const home = mkdtempSync(join(tmpdir(), 'jalon-state-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const BODY = Buffer.from([0, 10, 13, 255, 10, 34, 92]);
const KEY = 'uploads/ML/été 2025 (final)\n+.csv';

/** What makes trouble in a line of text, in items, objects and messages; and more items than are handed over at a time. */
async function fill(aws: TestAws): Promise<void> {
  const client = new DynamoDBClient({});
  const TableName = aws.embedded.environment.TABLE_NAME ?? '';
  for (let i = 0; i < 27; i += 1)
    await client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'MANY' }, sk: { S: String(i) } } }));
  await client.send(
    new PutItemCommand({
      TableName,
      Item: {
        pk: { S: 'ODD "\n\u2028' },
        sk: { S: 'الكل' },
        data: { B: BODY },
        n: { N: '1.5' },
        overBy: { NS: ['1', '2'] },
      },
    }),
  );
  await createPlans(createTable(TableName)).add(minimalPlan(), '2025-01-01T00:00:00.000Z_0A_x');
  for (const step of STEP_NAMES)
    aws.embedded.queues[step].bury({
      ...{ messageId: `id-${step}`, body: `{"of":"${step}\n"}`, sentAt: 1_700_000_000_000 },
      ...(step === 'plan' ? {} : { run: `run of ${step}` }),
    });
  for (const key of [
    'plan/plan.xlsx',
    'receipts/ML/a.json',
    KEY,
    'reports/2025/ML/en/report.html',
    'workbooks/ML/x.xlsx',
  ])
    aws.embedded.objects.restore({ key, body: BODY, contentType: 'text/csv' });
}

/** The items by value: the order of an item's attributes is nobody's. */
const byValue = (state: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(state).map(([key, text]) => [key, key.startsWith('table ') ? JSON.parse(text) : text]),
  );

const waiting = (aws: TestAws) => STEP_NAMES.map((step) => aws.embedded.queues[step].pending());
const lettersOf = (aws: TestAws) => STEP_NAMES.map((step) => aws.embedded.queues[step].deadMessages());

describe('what an embedded AWS holds', () => {
  const out = join(home, 'kept');
  const again = join(home, 'again');
  let before: Record<string, string>;
  let letters: ReturnType<typeof lettersOf>;
  let after: TestAws;

  beforeAll(async () => {
    const aws = await startTestAws();
    await fill(aws);
    [before, letters] = [await snapshot(aws), lettersOf(aws)];
    await saveState(out, aws.embedded);
    await aws.stop();
    after = await startTestAws();
    await loadState(out, after.embedded);
  });
  afterAll(() => after.stop());

  it('comes back whole from its kept state, but for reports and workbooks', async () => {
    const kept = Object.entries(before).filter(([key]) => !/^object (reports|workbooks)\//.test(key));
    expect(byValue(await snapshot(after))).toEqual(byValue(Object.fromEntries(kept)));
    expect(kept.length).toBeLessThan(Object.keys(before).length);
  });

  it('comes back with its dead letters, by the same ids', () => {
    expect(lettersOf(after)).toEqual(letters);
    expect(letters.flat()).toHaveLength(STEP_NAMES.length);
  });

  it('announces nothing when it comes back', () => {
    expect(waiting(after)).toEqual(STEP_NAMES.map(() => 0));
  });

  it('gives the same bytes when it is kept again, and leaves nothing beside them', async () => {
    await saveState(again, after.embedded);
    expect(readFileSync(stateFile(again)).equals(readFileSync(stateFile(out)))).toBe(true);
    expect(readdirSync(join(again, 'state'))).toEqual(['state.jsonl.br']);
  });

  it('keeps an earlier state where it cannot be kept', async () => {
    const unread = { ...after.embedded.queues.bounces, deadMessages: () => Promise.reject(new Error('died')) };
    const dying = { ...after.embedded, queues: { ...after.embedded.queues, bounces: unread } };
    const earlier = readFileSync(stateFile(again));
    await expect(saveState(again, dying)).rejects.toThrow('died');
    expect(readFileSync(stateFile(again)).equals(earlier)).toBe(true);
    expect(readdirSync(join(again, 'state'))).toEqual(['state.jsonl.br']);
  });
});

describe('a system to work on', () => {
  const broken = (name: string, bytes: Uint8Array): string => {
    const out = join(home, name);
    mkdirSync(join(out, 'state'), { recursive: true });
    writeFileSync(stateFile(out), bytes);
    return out;
  };
  const text = (lines: string) => brotliCompressSync(lines);
  const head = '{"kind":"jalon-state","version":1}\n';

  it.each([
    [
      'none',
      () => join(home, 'nothing'),
      /^There is no state of a run in .*nothing\. npm start -- --out .* leaves one/,
    ],
    ['an empty file', () => broken('empty', Buffer.alloc(0)), /cannot be read/],
    ['no compressed file', () => broken('plain', Buffer.from('hello')), /cannot be read/],
    ['no line', () => broken('no-line', text('')), /cannot be read: it is empty/],
    ['one of another version', () => broken('other', text('{"kind":"jalon-state","version":2}\n')), /another version/],
    ['one cut off', () => broken('cut', text(`${head}{"kind":"ite`)), /its last line is cut off/],
    ['one cut off in its bytes', () => broken('torn', text(head.repeat(99)).subarray(0, 20)), /cannot be read/],
    [
      'a line that is none',
      () => broken('odd', text(`${head}{"kind":"item","item":{"pk":{"X":1}}}\n`)),
      /cannot be read/,
    ],
    [
      'a strange step',
      () => broken('step', text(`${head}{"kind":"dead-letter","step":"x","messageId":"","sentAt":1,"body":""}\n`)),
      /cannot be read/,
    ],
  ])('that is %s is told in a sentence', async (_, where, message) => {
    const opening = openPlace({ kind: 'local', out: where() });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(CommandFailure);
  });

  it('opens with the stores of the run, and keeps what a command changed of it, and only then', async () => {
    const out = join(home, 'kept');
    for (const changed of [false, true]) {
      const place = await openPlace({ kind: 'local', out });
      expect((await place.plans.latest())?.version).toBe(1);
      expect(await place.submissions.wasDone('it')).toBe(false);
      await place.submissions.markDone('it', '2026-01-01');
      await place.close(changed);
    }
    const place = await openPlace({ kind: 'local', out });
    expect(await place.submissions.wasDone('it')).toBe(true);
    await place.close(false);
  });
});
