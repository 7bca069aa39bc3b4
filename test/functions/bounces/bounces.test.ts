import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMailboxes } from '../../../functions/aws/mailboxes.ts';
import { createTable } from '../../../functions/aws/table.ts';
import { createHandler } from '../../../functions/bounces/handler.ts';
import { sqsEvent } from '../../../infra/local/sqs-event.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { snapshot } from '../../support/pipeline.ts';
import { bounceEvent, complaintEvent, deliveryEvent } from '../../support/ses-events.ts';

const KEN = 'ken@example.org';
const NO_MAILBOX = { type: 'Permanent', subType: 'General', status: '5.1.1' } as const;
const FIRST = '2026-01-20T06:00:09.120Z';
const THEN = '2026-01-27T06:00:09.120Z';
const LAST = '2026-02-03T06:00:09.120Z';

let aws: TestAws;
beforeEach(async () => {
  aws = await startTestAws();
});
afterEach(() => aws.stop());

/** Hands bodies to the handler in one batch; gives the numbers of those that failed. */
async function told(...bodies: readonly string[]): Promise<string[]> {
  const messages = bodies.map((Body, i) => ({ MessageId: String(i), Body }));
  const { arn } = aws.embedded.queues.bounces;
  const { batchItemFailures } = await createHandler(aws.embedded.environment)(
    sqsEvent(messages, arn, aws.embedded.region),
  );
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const known = async (address: string) =>
  (await createMailboxes(createTable(aws.embedded.environment.TABLE_NAME ?? '')).unreached())(address);

describe('an address is not reached', () => {
  it.each([
    ['whose mailbox is not there', NO_MAILBOX, 'no-mailbox'],
    ['of which SES says so without asking', { type: 'Permanent', subType: 'NoEmail' }, 'no-mailbox'],
    ['whose server refuses the mail', { type: 'Permanent', subType: 'General', status: '5.7.1' }, 'refused'],
    ['to which SES sends no more', { type: 'Permanent', subType: 'OnAccountSuppressionList' }, 'suppressed'],
  ] as const)('%s', async (_, kind, why) => {
    expect(await told(bounceEvent({ to: KEN, at: FIRST }, kind))).toEqual([]);
    expect(await known(KEN)).toEqual({ since: FIRST, why });
  });

  it('whose reader called a mail spam', async () => {
    expect(await told(complaintEvent({ to: KEN, at: FIRST }))).toEqual([]);
    expect(await known(KEN)).toEqual({ since: FIRST, why: 'complaint' });
  });

  it('however the plan or the mail server spells it', async () => {
    await told(bounceEvent({ to: 'Kenya Office <KEN@Example.org>', at: FIRST }, NO_MAILBOX));
    expect(await known('Ken@example.ORG')).toEqual({ since: FIRST, why: 'no-mailbox' });
    expect(await known('ner@example.org')).toBeNull();
  });
});

describe('an address is reached', () => {
  it.each([
    ['full', { type: 'Transient', subType: 'MailboxFull', status: '4.2.2' }],
    ['answered by a machine', { type: 'Transient', subType: 'General' }],
    ['not to be told', { type: 'Undetermined', subType: 'Undetermined' }],
  ] as const)('whose mailbox is %s today', async (_, kind) => {
    expect(await told(bounceEvent({ to: KEN, at: FIRST }, kind))).toEqual([]);
    expect(await known(KEN)).toBeNull();
  });

  it('once a mail arrived after the last that was lost, and not by one that arrived before', async () => {
    await told(bounceEvent({ to: KEN, at: THEN }, NO_MAILBOX), deliveryEvent({ to: KEN, at: FIRST }));
    expect(await known(KEN)).toEqual({ since: THEN, why: 'no-mailbox' });
    await told(deliveryEvent({ to: KEN, at: LAST }));
    expect(await known(KEN)).toBeNull();
  });
});

it('what is known is the same in whatever order and how often it is told', async () => {
  const events = [
    bounceEvent({ to: KEN, at: FIRST }, NO_MAILBOX),
    deliveryEvent({ to: KEN, at: '2026-01-22T06:00:00Z' }),
    deliveryEvent({ to: KEN, at: '2026-01-15T06:00:00Z' }),
    bounceEvent({ to: KEN, at: THEN }, NO_MAILBOX),
    bounceEvent({ to: KEN, at: LAST }, { type: 'Permanent', subType: 'OnAccountSuppressionList' }),
  ];
  const orders = fc.uniqueArray(fc.nat(4), { minLength: 5, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(orders, fc.array(fc.nat(4), { maxLength: 4 }), async (order, again) => {
      const own = await startTestAws();
      const before = aws;
      aws = own;
      try {
        expect(await told(...[...order, ...again].map((i) => events[i] ?? ''))).toEqual([]);
        expect(await known(KEN)).toEqual({ since: THEN, why: 'no-mailbox' });
      } finally {
        aws = before;
        await own.stop();
      }
    }),
    { numRuns: 8 },
  );
});

describe('what is no event of a mail', () => {
  it('goes back to the queue alone, its neighbours are done', async () => {
    const bodies = [
      'not JSON',
      '{}',
      '{"eventType":"Open","open":{}}',
      bounceEvent({ to: KEN, at: 'soon' }, NO_MAILBOX),
    ];
    expect(await told(...bodies, bounceEvent({ to: KEN, at: FIRST }, NO_MAILBOX))).toEqual(['0', '1', '2', '3']);
    expect(await known(KEN)).toEqual({ since: FIRST, why: 'no-mailbox' });
  });

  it('is not what SES greets a topic with', async () => {
    expect(await told('Successfully validated SNS topic for Amazon SES event publishing.')).toEqual([]);
  });
});

describe('a hostile recipient', () => {
  it.each([
    '',
    'nobody',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>@example.org',
    `${'a'.repeat(5000)}@example.org`,
    'ken@example.org\r\nBcc: all@example.org',
    'MAILBOX#ken@example.org lost',
  ])('that is no address leaves nothing behind: %j', async (to) => {
    const before = await snapshot(aws);
    expect(await told(bounceEvent({ to, at: FIRST }, NO_MAILBOX), deliveryEvent({ to, at: FIRST }))).toEqual([]);
    expect(await snapshot(aws)).toEqual(before);
  });

  it('of an address with marks that divide keys is itself alone', async () => {
    await told(bounceEvent({ to: 'arrived#ken@example.org', at: FIRST }, NO_MAILBOX));
    expect(await known(KEN)).toBeNull();
    expect(await known('arrived#ken@example.org')).toEqual({ since: FIRST, why: 'no-mailbox' });
  });
});

describe('the log', () => {
  const lines: string[] = [];
  beforeAll(() => {
    vi.stubEnv('LOG_LEVEL', 'info');
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('tells why mails were lost, and no address nor subject, also of what cannot be read', async () => {
    const event = bounceEvent({ to: KEN, at: FIRST }, NO_MAILBOX);
    await told(
      event,
      `${event.slice(0, 200)} ${KEN}`,
      event.replace('Bounce', KEN),
      complaintEvent({ to: KEN, at: LAST }),
    );
    const said = lines.filter((line) => line.startsWith('{"level"'));
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ message: 'mail lost', why: 'no-mailbox', unnamed: 0 });
    expect(said).toHaveLength(4);
    expect(said.join('')).not.toMatch(/@|figures to correct/);
  });
});
