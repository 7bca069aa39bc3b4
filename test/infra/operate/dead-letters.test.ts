import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { deadLetterQueueName, STEP_NAMES } from '../../../infra/definitions.ts';
import { createHandlers } from '../../../infra/local/handlers.ts';
import { saveState } from '../../../infra/local/state.ts';
import { CommandFailure } from '../../../infra/operate/command.ts';
import { type DeadLettersOptions, deadLetters, readArguments } from '../../../infra/operate/dead-letters.ts';
import { createLetters } from '../../../infra/operate/letters.ts';
import { openPlace } from '../../../infra/operate/place.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { minimalPlan } from '../../support/plan.ts';
import { planWorkbook } from '../../support/plan-workbook.ts';

const home = mkdtempSync(join(tmpdir(), 'jalon-letters-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const BASE = minimalPlan();
const PLAN = planWorkbook({
  ...BASE,
  rules: [],
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' })),
  periods: BASE.periods.map((one) => ({ ...one, closes: '2099-12-31' })),
});
const FILE = 'indicator,period,value\n1a.1,2025-Q1,40\n';
/** SQS takes only some control characters: this one steers terminals too. */
const UNREADABLE = '{"period":2025,"\u009b2J":"steers a terminal"}';
const AT_ONCE = { retryDelaySeconds: 0 };

let folders = 0;
/** A run's state: what `work` drops and sends, worked off by the functions. */
async function left(work: (aws: TestAws, idle: () => Promise<void>) => Promise<void>): Promise<string> {
  folders += 1;
  const out = join(home, String(folders));
  const aws = await startTestAws();
  const handlers = createHandlers(aws.embedded);
  const pump = aws.startPump(handlers.steps);
  await work(aws, () => pump.idle());
  await pump.idle();
  await saveState(out, aws.embedded);
  await handlers.close();
  await aws.stop();
  return out;
}

/** A file that came before the plan, whose message died; then the plan. */
const beforeThePlan = () =>
  left(async (aws, idle) => {
    await aws.put('uploads/KEN/too early.csv', FILE);
    await idle();
    await aws.put('plan/plan.xlsx', await PLAN);
  });

const run = (out: string, more: Partial<DeadLettersOptions> = {}) =>
  deadLetters({ where: { kind: 'local', out }, ids: [], replay: false, discard: null, json: false, ...more }, AT_ONCE);

const Letters = z.array(z.object({ messageId: z.string(), run: z.string() }));
const letters = async (out: string) => Letters.parse(JSON.parse((await run(out, { json: true })).text));
const ids = (some: z.infer<typeof Letters>) => some.map(({ messageId }) => messageId);

/** Of a state: the uploads of an office that were taken, and the ledger entries they made. */
async function takenOf(out: string, unit: string) {
  const place = await openPlace({ kind: 'local', out });
  const files = await place.submissions.of(unit);
  const entries = (await place.ledger.entries('2025-Q1')).filter(({ orgUnit }) => orgUnit === unit);
  await place.close(false);
  return { files: files.map(({ key, status }) => [key, status]), entries: entries.length };
}

describe('of a local run, dead letters', () => {
  it('are listed with what they were about, why they failed and what to do next', async () => {
    const out = await beforeThePlan();
    const { text, status } = await run(out);
    expect(status).toBe(0);
    expect(text).toContain('1 dead letter in ');
    expect(text).toMatch(/^ingest {2}[0-9a-f]{8} {2}sent 20\d\d-\d\d-\d\d \d\d:\d\d UTC$/m);
    expect(text).toMatch(/^ {2}About {3}uploads\/KEN\/too early\.csv, uploaded 20.* UTC$/m);
    expect(text).toMatch(/^ {2}Reason {2}Error: There is no plan yet/m);
    expect(text).toMatch(
      /^ {2}Next {4}Drop the plan workbook under plan\/, then: npm run dead-letters -- --replay [0-9a-f]{8} --out /m,
    );
    expect(text).toContain(` --out ${out}\n`.trimEnd());
  });

  it('are worked on once when they are replayed, and then are no more, however often that is asked', async () => {
    const out = await beforeThePlan();
    const [letter] = JSON.parse((await run(out, { json: true })).text);
    expect(letter).toMatchObject({ step: 'ingest', about: expect.stringContaining('too early.csv') });
    expect(await takenOf(out, 'KEN')).toEqual({ files: [], entries: 0 });

    expect(await run(out, { replay: true, ids: [letter.messageId.slice(0, 6)] })).toEqual({
      status: 0,
      text: '1 dead letter sent back, and worked on without a failure.',
    });
    const taken = { files: [['uploads/KEN/too early.csv', 'accepted']], entries: 1 };
    expect(await takenOf(out, 'KEN')).toEqual(taken);
    expect((await run(out)).text).toBe(`No dead letters in ${out}.`);
    await expect(run(out, { replay: true, ids: [letter.messageId] })).rejects.toThrow('There is no dead letter');
    expect((await run(out, { replay: true })).text).toBe(`No dead letters in ${out}.`);
    expect(await takenOf(out, 'KEN')).toEqual(taken);
  });

  it('that are replayed leave their receipts, mails and summary in the output folder', async () => {
    const out = await beforeThePlan();
    await run(out, { replay: true });
    const written = readdirSync(out, { recursive: true, encoding: 'utf8' });
    expect(written.filter((path) => /^receipts\/KEN\/too early\.csv\..*\.json$/.test(path))).toHaveLength(1);
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    expect(summary.submissions).toEqual([expect.objectContaining({ file: 'KEN/too early.csv', status: 'accepted' })]);
    expect(summary.mails.map(({ file }: { file: string }) => file)).toEqual(
      written.filter((path) => path.endsWith('.eml')),
    );
  });

  it('that fail again are back, by another id, and told with their reason', async () => {
    const out = await left(async (aws) => {
      await aws.put('uploads/KEN/a.csv', FILE);
      await aws.put('uploads/KEN/b.csv', FILE);
    });
    const first = await letters(out);
    const { text, status } = await run(out, { replay: true });
    expect(status).toBe(1);
    expect(text).toContain('2 dead letters sent back; 2 messages failed again:');
    expect(text).toContain('There is no plan yet');
    const again = await letters(out);
    expect(again).toHaveLength(2);
    expect(ids(again).filter((id) => ids(first).includes(id))).toEqual([]);
  });

  it('that are replayed keep their run, by which the logs lead from the first try to the last', async () => {
    const out = await left(async (aws) => {
      await aws.put('uploads/KEN/a.csv', FILE);
    });
    const [first] = await letters(out);
    expect(first?.run).toBe(first?.messageId);
    for (let time = 0; time < 2; time += 1) await run(out, { replay: true });
    const [again] = await letters(out);
    expect(again).toMatchObject({ run: first?.messageId, messageId: expect.not.stringContaining(first?.run ?? '') });
    expect((await run(out)).text).toContain(`\n  Run     ${first?.run}\n`);
  });

  it('that no step can read are told so, without what would steer a terminal', async () => {
    const out = await left(async (aws) => {
      for (const step of STEP_NAMES) await aws.send(step, UNREADABLE);
    });
    const { text } = await run(out);
    expect(text.match(/a message that cannot be read: \{"period":2025/g)).toHaveLength(STEP_NAMES.length);
    expect(text.match(/Nothing can be done with it/g)).toHaveLength(STEP_NAMES.length);
    expect(text).not.toContain('\u009b');
  });

  it('that are named by nothing, or by too little, are not replayed', async () => {
    const out = await left(async (aws) => {
      for (let i = 0; i < 3; i += 1) await aws.send('report', `{"i":${i}}`);
    });
    await expect(run(out, { ids: ['zz'], replay: true })).rejects.toThrow(CommandFailure);
    await expect(run(out, { ids: [''], replay: true })).rejects.toThrow('3 dead letters begin with');
    expect((await run(out)).text).toContain('3 dead letters in ');
  });
});

describe('of a local run, dead letters that are discarded', () => {
  /** Nothing to read, and something to replay. */
  const two = () =>
    left(async (aws) => {
      await aws.send('aggregate', UNREADABLE);
      await aws.put('uploads/KEN/a.csv', FILE);
    });
  const Kept = z.object({ system: z.string(), discardedAt: z.iso.datetime(), letters: z.array(z.json()) });
  const keptIn = (file: string) => Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  let files = 0;
  const newFile = () => {
    files += 1;
    return join(home, `kept ${files}.json`);
  };

  it('are told first, with what would then never be done', async () => {
    const out = await two();
    const keep = newFile();
    const all = await letters(out);
    const { text, status } = await run(out, { ids: ids(all), discard: { keep, write: false } });
    expect(status).toBe(0);
    expect(text).toContain('2 dead letters would be taken off for good:');
    expect(text).toContain('uploads/KEN/a.csv');
    const [unread, upload] = JSON.parse((await run(out, { json: true })).text).sort(
      (a: { step: string }, b: { step: string }) => (a.step < b.step ? -1 : 1),
    );
    expect(text).toContain(`What ${upload.messageId.slice(0, 8)} asks for would never be done`);
    const named = ids(all).map((id) => id.slice(0, 8));
    expect(text).toContain(
      `Nothing was done yet: npm run dead-letters -- --discard ${named.join(' ')} --write --keep '${keep}' --out ${out}`,
    );
    expect(existsSync(keep)).toBe(false);
    expect(await letters(out)).toEqual(all);

    const alone = await run(out, { ids: [unread.messageId], discard: { keep, write: false } });
    expect(alone.text).not.toContain('would never be done');
  });

  it('are kept whole in a file, then gone; no other is', async () => {
    const out = await two();
    const keep = newFile();
    const listed: { step: string; messageId: string }[] = JSON.parse((await run(out, { json: true })).text);
    const [gone, stays] = [
      listed.find(({ step }) => step === 'aggregate'),
      listed.find(({ step }) => step === 'ingest'),
    ];
    const done = await run(out, {
      ids: [gone?.messageId.slice(0, 10) ?? 'none', gone?.messageId ?? 'none'],
      discard: { keep, write: true },
    });
    expect(done).toEqual({ status: 0, text: `1 dead letter taken off for good, and kept whole in ${keep}` });
    const { system, letters: kept } = keptIn(keep);
    expect(system).toBe(out);
    const { look: _look, next: _next, ...whole } = z.record(z.string(), z.json()).parse(gone);
    expect(kept).toEqual([{ ...whole, body: UNREADABLE, attributes: expect.any(Object) }]);
    expect(whole.reason).toEqual(expect.stringContaining('Error'));
    expect(statSync(keep).mode & 0o077).toBe(0);
    expect(ids(await letters(out))).toEqual([stays?.messageId]);
    expect(await takenOf(out, 'KEN')).toEqual({ files: [], entries: 0 });
  });

  it('stay where a file of that name is there, or cannot be written', async () => {
    const out = await two();
    const all = await letters(out);
    const keep = newFile();
    writeFileSync(keep, 'an earlier one');
    for (const write of [false, true])
      await expect(run(out, { ids: ids(all), discard: { keep, write } })).rejects.toThrow(
        `${keep} is there already: name another with --keep.`,
      );
    expect(readFileSync(keep, 'utf8')).toBe('an earlier one');
    const nowhere = join(home, 'no folder', 'letters.json');
    await expect(run(out, { ids: ids(all), discard: { keep: nowhere, write: true } })).rejects.toThrow(
      /none was taken off: ENOENT/,
    );
    expect(await letters(out)).toEqual(all);
  });

  it('stay, all of them, where an id matches none or several', async () => {
    const out = await left(async (aws) => {
      for (let i = 0; i < 17; i += 1) await aws.send('report', `{"i":${i}}`);
    });
    const all = await letters(out);
    // Of 17 ids two begin alike.
    const [twice] = ids(all)
      .map(([first = '']) => first)
      .filter((first, i, firsts) => firsts.indexOf(first) !== i);
    const keep = newFile();
    const [one = ''] = ids(all);
    for (const [wrong, words] of [
      ['zz', 'There is no dead letter zz (any more).'],
      [twice ?? '', /^\d+ dead letters begin with .: write more of the id\.$/],
    ] as const)
      await expect(run(out, { ids: [one, wrong], discard: { keep, write: true } })).rejects.toThrow(words);
    expect(existsSync(keep)).toBe(false);
    expect(await letters(out)).toEqual(all);
  });
});

describe('on AWS, dead letters', () => {
  let aws: TestAws;
  const where = () =>
    ({ kind: 'aws', table: aws.embedded.environment.TABLE_NAME ?? '', bucket: aws.bucket, prefix: 'jalon' }) as const;
  const onAws = (more: Partial<DeadLettersOptions> = {}) =>
    deadLetters({ where: where(), ids: [], replay: false, discard: null, json: false, ...more });
  let sqs: SQSClient;
  let dailyUrl = '';
  const visible = async (url: string) => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages);
  };

  beforeEach(async () => {
    aws = await startTestAws();
    // The emulator names queues made by a request by hosts that need DNS.
    sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
    const create = async (step: 'dispatch' | 'remind') =>
      (await sqs.send(new CreateQueueCommand({ QueueName: deadLetterQueueName('jalon', step) }))).QueueUrl ?? '';
    await create('remind');
    dailyUrl = await create('dispatch');
    for (let i = 0; i < 12; i += 1)
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: aws.embedded.deadLetterUrls.workbook,
          MessageBody: `{"orgUnit":"KEN","period":"2025-${String(i + 1).padStart(2, '0')}"}`,
        }),
      );
    await sqs.send(
      new SendMessageCommand({
        ...{ QueueUrl: dailyUrl, MessageBody: '{}' },
        MessageAttributes: {
          ERROR_CODE: { DataType: 'String', StringValue: 'AWSLambdaException' },
          ERROR_MESSAGE: { DataType: 'String', StringValue: 'not authorized' },
        },
      }),
    );
  });
  afterEach(() => aws.stop());

  it('are all listed, and can be seen again after that', async () => {
    const { text } = await onAws();
    expect(text).toContain('13 dead letters in the table jalon-table');
    expect(text.match(/the upload workbook of KEN for 2025-\d\d/g)).toHaveLength(12);
    expect(text).toContain('invoke the function dispatch');
    expect(text).toContain('could not call it: AWSLambdaException: not authorized');
    expect(text.match(/^ {2}Look {4}CloudWatch, log group jalon-WorkbookFunctionLogs…, 20/gm)).toHaveLength(12);
    expect(await visible(aws.embedded.deadLetterUrls.workbook)).toBe(12);
    expect(await visible(dailyUrl)).toBe(1);
  });

  it('are sent back and taken off, those of daily runs but told of', async () => {
    const { text, status } = await onAws({ replay: true });
    expect({ text, status }).toEqual({
      status: 0,
      text: expect.stringMatching(/stays: a daily run has no queue.*\n12 dead letters sent back\. The functions/),
    });
    expect(await visible(aws.embedded.queueUrls.workbook)).toBe(12);
    expect(await visible(aws.embedded.deadLetterUrls.workbook)).toBe(0);
    expect(await visible(dailyUrl)).toBe(1);
  });

  it('that are discarded are kept with what was written beside them, those of daily runs too, and taken off', async () => {
    await sqs.send(
      new SendMessageCommand({
        ...{ QueueUrl: aws.embedded.deadLetterUrls.report, MessageBody: 'strange' },
        MessageAttributes: { bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) } },
      }),
    );
    const listed: { step: string; messageId: string }[] = JSON.parse((await onAws({ json: true })).text);
    const named = listed.filter(({ step }) => step !== 'workbook').map(({ messageId }) => messageId);
    const here = vi.spyOn(process, 'cwd').mockReturnValue(home);
    const { text } = await onAws({ ids: named, discard: { keep: null, write: true } }).finally(() =>
      here.mockRestore(),
    );
    const [, file = ''] = /^2 dead letters taken off for good, and kept whole in (.+)$/.exec(text) ?? [];
    expect(file.slice(home.length)).toMatch(/^\/dead-letters-20\d\d-\d\d-\d\dT\d\d-\d\d-\d\dZ\.json$/);
    const { letters: kept }: { letters: { step: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
    // Two that were sent in one millisecond stand in any order.
    expect(kept.toSorted((a, b) => (a.step < b.step ? -1 : 1))).toMatchObject([
      {
        ...{ step: 'dispatch', body: '{}', reason: expect.stringContaining('AWSLambdaException: not authorized') },
        attributes: { ERROR_CODE: 'AWSLambdaException', ERROR_MESSAGE: 'not authorized' },
      },
      { step: 'report', body: 'strange', attributes: { bytes: Buffer.from([0, 255]).toString('base64') } },
    ]);
    expect(await visible(dailyUrl)).toBe(0);
    expect(await visible(aws.embedded.deadLetterUrls.report)).toBe(0);
    expect(await visible(aws.embedded.deadLetterUrls.workbook)).toBe(12);
  });

  it('of which taking off fails midway are all in the file, those that are left can be seen again', async () => {
    const listed: { step: string; messageId: string }[] = JSON.parse((await onAws({ json: true })).text);
    const named = listed.filter(({ step }) => step === 'workbook').slice(0, 3);
    const keep = join(home, 'midway.json');
    const send = SQSClient.prototype.send;
    let deletions = 0;
    const failing = vi.spyOn(SQSClient.prototype, 'send').mockImplementation(function (this: SQSClient, ...call) {
      if (call[0] instanceof DeleteMessageCommand) {
        deletions += 1;
        if (deletions === 2) return Promise.reject(new Error('the line was cut'));
      }
      return Reflect.apply(send, this, call);
    });
    try {
      await expect(
        onAws({ ids: named.map(({ messageId }) => messageId), discard: { keep, write: true } }),
      ).rejects.toThrow(
        `1 of 3 dead letters taken off, then it failed: Error: the line was cut. All of them are kept in ${keep}`,
      );
    } finally {
      failing.mockRestore();
    }
    expect(JSON.parse(readFileSync(keep, 'utf8')).letters).toMatchObject(
      named.map(({ step, messageId }) => ({ step, messageId })),
    );
    expect(await visible(aws.embedded.deadLetterUrls.workbook)).toBe(11);
    const [first, ...rest] = named;
    const left: { messageId: string }[] = JSON.parse((await onAws({ json: true })).text);
    expect(left.some(({ messageId }) => messageId === first?.messageId)).toBe(false);
    for (const { messageId } of rest) expect(left.some((one) => one.messageId === messageId)).toBe(true);
  });

  it('that can be neither taken off nor released are told of by what failed first', async () => {
    const [{ messageId = '' } = {}] = JSON.parse((await onAws({ json: true })).text);
    const send = SQSClient.prototype.send;
    const failing = vi.spyOn(SQSClient.prototype, 'send').mockImplementation(function (this: SQSClient, ...call) {
      if (call[0] instanceof DeleteMessageCommand) return Promise.reject(new Error('the line was cut'));
      if (call[0] instanceof ChangeMessageVisibilityCommand) return Promise.reject(new Error('no line'));
      return Reflect.apply(send, this, call);
    });
    try {
      const how = { keep: join(home, 'cut.json'), write: true };
      await expect(onAws({ ids: [messageId], discard: how })).rejects.toThrow('the line was cut');
    } finally {
      failing.mockRestore();
    }
  });

  it('are there still when sending them back fails midway, and none of them is lost', async () => {
    const place = await openPlace(where());
    const letters = createLetters(place);
    const held = await letters.hold();
    const [first, second] = held.filter(({ step }) => step === 'workbook');
    if (!first || !second) throw new Error('There are twelve');
    await letters.sendBack({ ...first, step: 'workbook' });
    const dying = createLetters({ ...place, deadLetterUrl: () => Promise.reject(new Error('died')) });
    await expect(dying.sendBack({ ...second, step: 'workbook' })).rejects.toThrow('died');
    await letters.release(held.filter((one) => one !== first));
    expect(await visible(aws.embedded.deadLetterUrls.workbook)).toBe(11);
    expect(await visible(aws.embedded.queueUrls.workbook)).toBe(2);
  });
});

describe('the command line', () => {
  const LOCAL = { where: { kind: 'local', out: 'out' }, replay: false, json: false };

  it.each([
    [['--replay'], '--replay names no letter: give the ids that the list shows, or --all'],
    [['--all'], '--all goes with --replay'],
    [['--replay', '--all', 'abc'], '--all and ids of letters: give one of the two'],
    [['--table', 'x'], '--bucket is missing'],
    [['--bucket', 'x'], '--table is missing'],
    [['--out', 'x', '--table', 'y', '--bucket', 'z'], 'name two systems'],
    [['--prefix', 'x'], '--prefix goes with --table and --bucket'],
    [['--discard'], '--discard names no letter: give the ids that the list shows'],
    [['--discard', '--write'], '--discard names no letter'],
    [['--discard', '--all'], '--all goes with --replay: --discard wants each letter by its id'],
    [['--discard', '--replay', 'abc'], '--replay and --discard: give one of the two'],
    [['--discard', 'abc', '--json'], '--json goes with the list'],
    [['--discard', 'abc', '--keep', ''], '--keep names no file'],
    [['--discard', '', '--write'], 'An id is empty'],
    [['abc', '--write'], '--write goes with --discard'],
    [['abc', '--replay', '--keep', 'x.json'], '--keep goes with --discard'],
    [['--retry'], "Unknown option '--retry'"],
  ])('%j is refused: %s', (given, message) => {
    expect(readArguments(given)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it.each([
    [[], { where: { kind: 'local', out: 'out' }, ids: [], replay: false, discard: null, json: false }],
    [
      ['--out', 'x', 'ab', 'cd', '--json'],
      { where: { kind: 'local', out: 'x' }, ids: ['ab', 'cd'], json: true, replay: false, discard: null },
    ],
    [
      ['--replay', '--all', '--table', 't', '--bucket', 'b'],
      {
        where: { kind: 'aws', table: 't', bucket: 'b', prefix: 'jalon' },
        ids: [],
        json: false,
        replay: true,
        discard: null,
      },
    ],
    [['--discard', 'ab', 'cd'], { ...LOCAL, ids: ['ab', 'cd'], discard: { keep: null, write: false } }],
    [
      ['ab', '--discard', '--write', '--keep', 'letters.json'],
      { ...LOCAL, ids: ['ab'], discard: { keep: 'letters.json', write: true } },
    ],
  ])('%j is understood', (given, options) => {
    expect(readArguments(given)).toEqual({ kind: 'run', options });
  });
});
