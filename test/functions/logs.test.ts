import { readFileSync } from 'node:fs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createSubmissions } from '../../functions/aws/submissions.ts';
import { createTable } from '../../functions/aws/table.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { createHandler as createIngest } from '../../functions/ingest/handler.ts';
import { log } from '../../functions/log.ts';
import { onFirstEvent } from '../../functions/start.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import { inRounds, officeFiles } from '../../infra/local/office-files.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { shippedPlan } from '../support/full-report.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

const lines: string[] = [];
beforeAll(() => {
  vi.stubEnv('LOG_LEVEL', 'info');
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    if (String(line).startsWith('{"level"')) lines.push(String(line));
    return true;
  });
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Opens handlers that log: those of a local run are silent. */
function loggingHandlers(aws: TestAws) {
  const handlers = createHandlers(aws.embedded);
  process.env.LOG_LEVEL = 'info';
  return handlers;
}

const PERIOD = z.string().regex(/^\d{4}(-(S[12]|Q[1-4]|\d\d))?$/);
const ORDER = z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z-[0-9a-f]+-[0-9a-f]+$/);
const COUNT = z.number().int().nonnegative();
const KEY = z.string().regex(/^(plan|uploads|receipts|workbooks)\//);
const RUN = { step: z.string(), run: z.uuid() };
const MESSAGE = { level: z.literal('info'), ...RUN, messageId: z.uuid() };
const UPLOAD = { ...MESSAGE, submission: ORDER, key: KEY };
/** By which Lambda knows that a line has a level of its own. */
const TIMED = z.object({ timestamp: z.iso.datetime() });
const STATUS = z.enum(['accepted', 'accepted-with-warnings', 'partially-accepted', 'rejected']);
const said = <T extends string>(message: T) => ({ message: z.literal(message) });

/** Every line that the demonstration may write, and nothing else in it: no field has room for what a file says. */
const Line = z.discriminatedUnion('message', [
  z.strictObject({ ...UPLOAD, ...said('plan judged'), status: STATUS, version: COUNT.nullable() }),
  z.strictObject({ ...UPLOAD, ...said('file judged'), status: STATUS, accepted: COUNT, returned: COUNT }),
  z.strictObject({
    ...{ level: z.literal('info'), step: z.literal('aggregate'), runs: z.array(z.uuid()).min(1) },
    ...{ ...said('actuals recomputed'), year: COUNT, actuals: COUNT, entries: COUNT },
  }),
  z.strictObject({ level: z.literal('info'), ...RUN, ...said('reports dispatched'), period: PERIOD, reports: COUNT }),
  z.strictObject({
    ...{ ...MESSAGE, ...said('report written'), period: PERIOD, scope: z.string().max(40) },
    ...{ language: z.string().length(2), hash: z.string().regex(/^[0-9a-f]{64}$/) },
  }),
  z.strictObject({
    ...{ level: z.literal('info'), ...RUN, ...said('reminders sent'), date: z.iso.date() },
    ...{ offices: COUNT, headquarters: COUNT },
  }),
]);

/** Words and long numbers of a file's cells, but for codes and periods, which name things and say nothing of them. */
function cellsOf(file: string): string[] {
  const opened = openFile(readFileSync(file));
  const cells = opened.ok ? opened.grids.flatMap(({ rows }) => rows.flat()) : [];
  return cells
    .flatMap((cell) => (typeof cell === 'string' || typeof cell === 'number' ? [String(cell).trim()] : []))
    .filter((text) => text.length >= 6 && !/^[\w.-]*\d[\w.-]*$/.test(text));
}

describe('the log of the demonstration', () => {
  let aws: TestAws;
  let files: string[] = [];
  const all = () =>
    lines.map((line) => {
      const { timestamp, ...rest } = JSON.parse(line);
      TIMED.parse({ timestamp });
      return Line.parse(rest);
    });
  const those = <M extends z.infer<typeof Line>['message']>(message: M) =>
    all().filter((line): line is Extract<z.infer<typeof Line>, { message: M }> => line.message === message);

  beforeAll(async () => {
    aws = await startTestAws();
    const handlers = loggingHandlers(aws);
    const pump = aws.startPump(handlers.steps);
    await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
    await pump.idle();
    files = await officeFiles('fixtures/uploads');
    for (const round of inRounds(files)) {
      for (const file of round) await aws.put(`uploads/${file}`, readFileSync(`fixtures/uploads/${file}`));
      await pump.idle();
    }
    await handlers.dispatch({ period: '2025-Q4', scopes: ['GLOBAL'], languages: ['en'] });
    await pump.idle();
    await handlers.remind({ date: '2026-01-21' });
    await handlers.close();
  }, 180_000);
  afterAll(() => aws.stop());

  it('has a line of each file, each report and each run, in the form of such a line', () => {
    expect(those('plan judged')).toHaveLength(1);
    expect(those('file judged')).toHaveLength(files.length);
    expect(those('report written')).toHaveLength(1);
    expect(those('reminders sent')).toHaveLength(1);
    expect(those('actuals recomputed').length).toBeGreaterThan(1);
  });

  it('leads from a file by its run to the figures that come of it, and from the daily run to its reports', () => {
    const recomputed = new Set(those('actuals recomputed').flatMap(({ runs }) => runs));
    const taken = those('file judged').filter(({ accepted }) => accepted > 0);
    expect(taken.length).toBeGreaterThan(5);
    expect(taken.filter(({ run }) => !recomputed.has(run))).toEqual([]);
    expect(those('file judged').filter(({ accepted, run }) => accepted === 0 && recomputed.has(run))).toEqual([]);
    expect(those('report written').map(({ run }) => run)).toEqual(those('reports dispatched').map(({ run }) => run));
  });

  it('names each submission as the table does', async () => {
    const submissions = createSubmissions(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
    for (const { submission, key, accepted } of those('file judged')) {
      const kept = await submissions.of(key.split('/')[1] ?? '');
      expect(kept.find(({ order }) => order === submission)).toMatchObject({ key, accepted });
    }
  });

  it('holds no mail address, and nothing that stands in a cell of a file', () => {
    const addresses = shippedPlan().orgUnits.flatMap(({ email }) => email ?? []);
    expect(addresses.length).toBeGreaterThan(50);
    // Names of files are theirs who chose them, and needed to find the file.
    const text = lines.map((line) => line.replace(/"key":"[^"]*"/, '')).join('');
    expect(text).not.toContain('@');
    expect(addresses.filter((address) => text.includes(address))).toEqual([]);
    const cells = new Set(files.flatMap((file) => cellsOf(`fixtures/uploads/${file}`)));
    expect(cells.size).toBeGreaterThan(200);
    expect([...cells].filter((cell) => text.includes(cell))).toEqual([]);
  });
});

describe('an error in the log', () => {
  const SECRET = 'Zorobabel Quintanilla';

  async function linesOf(work: () => Promise<unknown>) {
    lines.length = 0;
    await work();
    return lines.map((line): Record<string, string> => JSON.parse(line));
  }

  it('that a reader met with a file tells where it arose, and no word of its own', async () => {
    const aws = await startTestAws();
    const handlers = loggingHandlers(aws);
    const environment = { ...aws.embedded.environment, SENDER: 'jalon@example.org', TEMPLATES_DIR: 'templates' };
    const ingest = createIngest({ ...environment, TIMEOUT_SECONDS: '60' }, () => {
      throw new SyntaxError(`Cannot convert ${SECRET}\n    at ${SECRET} to a BigInt`);
    });
    const pump = aws.startPump({ ...handlers.steps, ingest });
    await aws.put('plan/plan.xlsx', await planWorkbook(minimalPlan()));
    await pump.idle();
    const said = await linesOf(async () => {
      await aws.put('uploads/KEN/figures.csv', 'Period,Indicator,Value\n2025-Q2,1a.1,5\n');
      await pump.idle();
    });
    await handlers.close();
    await aws.stop();
    const failed = said.find(({ message }) => message === 'reader failed');
    expect(failed).toMatchObject({ key: 'uploads/KEN/figures.csv', submission: expect.any(String) });
    expect(failed?.reason).toMatch(/^SyntaxError at .*logs\.test\.ts/);
    expect(JSON.stringify(said)).not.toContain(SECRET);
  });

  it('of others is told without the addresses it names', async () => {
    const reason =
      'MessageRejected: Email address is not verified: Kenya <ken@example.org>, "o\'neil"@canary.example (receipt#KEN:zq.7712@canary.example)';
    const [line] = await linesOf(async () =>
      log('error', 'mail failed', { reason, id: 'left#ann@example.org#results' }),
    );
    expect(line?.reason).toContain('Email address is not verified: Kenya <…@…>');
    expect(JSON.stringify(line).replaceAll('…@…', '')).not.toMatch(/example|7712|@/);
  });

  it('that a function ends with, which Lambda logs by itself, names no address either', async () => {
    const handler = onFirstEvent(() => async () => {
      const cause = new Error('550 ken@example.org is not known');
      throw new RangeError('Email address is not verified: ken@example.org', { cause });
    });
    const error: unknown = await handler({}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RangeError);
    const { message = '', stack = '', cause } = error instanceof Error ? error : {};
    expect(message).toBe('Email address is not verified: …@…');
    expect(stack).toContain('logs.test.ts');
    expect(`${stack} ${cause}`).not.toContain('ken@');
  });

  it.each([
    ['an error of the platform', new DOMException('no answer from ken@example.org', 'TimeoutError'), 'TimeoutError'],
    ['a frozen error', Object.freeze(new RangeError('no answer from ken@example.org')), 'RangeError'],
  ])('that cannot be written to is told anew: %s', async (_, thrown, name) => {
    const handler = onFirstEvent(() => async () => {
      throw thrown;
    });
    const error: unknown = await handler({}).catch((one: unknown) => one);
    expect(error).toMatchObject({ name, message: 'no answer from …@…' });
  });

  it('of a message carries the run of the message that it comes of, or begins one', async () => {
    const aws = await startTestAws();
    const handlers = loggingHandlers(aws);
    const one = (messageId: string, run?: string): SQSEvent['Records'][number] => ({
      ...{ messageId, receiptHandle: '', body: '{}', md5OfBody: '', awsRegion: 'eu-west-1', eventSource: 'aws:sqs' },
      eventSourceARN: aws.embedded.queues.report.arn,
      attributes: {
        ...{ ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: '' },
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: run === undefined ? {} : { run: { dataType: 'String', stringValue: run } },
    });
    const event = { Records: [one('a', 'the-daily-run'), one('b')] };
    const handler = onFirstEvent(() => handlers.steps.report);
    const said = await linesOf(() => handler(event, { awsRequestId: 'called' }));
    await handlers.close();
    await aws.stop();
    expect(said.map(({ run, messageId, step, request }) => ({ run, messageId, step, request }))).toEqual([
      { run: 'the-daily-run', messageId: 'a', step: 'report', request: 'called' },
      { run: 'b', messageId: 'b', step: 'report', request: 'called' },
    ]);
  });
});
