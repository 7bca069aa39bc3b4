import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startEmbeddedAws } from '../../../../infra/local/embedded-aws.ts';
import { endpointsIn } from '../../../../infra/local/endpoint/endpoints.ts';
import { close, LOOPBACK, listen, portOf } from '../../../../infra/local/servers.ts';
import { startGateway } from '../../../support/gateway.ts';

const home = mkdtempSync(join(tmpdir(), 'jalon-endpoint-'));
const uploads = join(home, 'uploads');
mkdirSync(uploads);
cpSync('fixtures/uploads/TCD', join(uploads, 'TCD'), { recursive: true });
afterAll(() => rmSync(home, { recursive: true, force: true }));

const Summary = z.object({
  submissions: z.array(z.object({ file: z.string(), status: z.string(), accepted: z.number() })),
  reports: z.array(z.object({ scope: z.string(), files: z.array(z.string()) })),
  mails: z.array(z.object({ to: z.array(z.string()), subject: z.string() })),
});

interface Ran {
  readonly status: number | null;
  readonly said: string;
  readonly errors: string;
}

/** Runs the main job in a process whose environment names these endpoints. */
const start = (out: string, endpoints: Readonly<Record<string, string>>) =>
  run(
    ['infra/local/start.ts', '--uploads', uploads, '--lang', 'en', '--scope', 'TCD', '--out', join(home, out)],
    endpoints,
  );

function run(command: readonly string[], endpoints: Readonly<Record<string, string>>) {
  const env = {
    ...{ PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home, ...endpoints },
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  };
  const child = spawn(process.execPath, [...command], { env });
  let [said, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise<Ran>((resolve) => {
    child.once('close', (status) => resolve({ status, said, errors }));
  });
}

const Kept = z.object({ prefix: z.string(), region: z.string() });
const keptBy = (out: string) => Kept.parse(JSON.parse(readFileSync(join(home, out, 'state', 'endpoint.json'), 'utf8')));

const summaryIn = (out: string) => Summary.parse(JSON.parse(readFileSync(join(home, out, 'summary.json'), 'utf8')));

type Refuses = Parameters<typeof startGateway>[1];

const optional: Refuses = (service, { url = '', method }) => {
  if (service === 's3' && /[?&](versioning|cors|notification)/.test(url)) return 501;
  return service === 'ses' && method === 'POST' && url.startsWith('/v2/email/identities') ? 404 : null;
};

/** An AWS of its own behind one address. */
async function startThere(refuses?: Refuses) {
  const aws = await startEmbeddedAws();
  const { AWS_ENDPOINT_URL_S3: s3 = '', AWS_ENDPOINT_URL_DYNAMODB: dynamodb = '' } = aws.environment;
  const targets = { s3, sqs: s3, dynamodb, ses: aws.inboxUrl };
  const gateway = await startGateway(targets, refuses);
  return { aws, targets, ...gateway };
}

type There = Awaited<ReturnType<typeof startThere>>;

async function dieMidway(): Promise<Ran> {
  const dying = Promise.withResolvers<void>();
  const there = await startThere((service, { url = '' }) => {
    if (service === 's3' && url.includes('/receipts/TCD/')) dying.resolve();
    return null;
  });
  const running = start('dying', { AWS_ENDPOINT_URL: there.url, ENDPOINT_WAIT_SECONDS: '2' });
  await dying.promise;
  await there.stop();
  const ran = await running;
  await there.aws.stop();
  return ran;
}

/** In its place another answers, with nothing in it. */
async function startAnewMidway(): Promise<Ran> {
  const restarting = Promise.withResolvers<void>();
  const there = await startThere((service, { url = '' }) => {
    if (service === 's3' && url.includes('/receipts/TCD/')) restarting.resolve();
    return null;
  });
  const empty = await startThere();
  const running = start('anew', { AWS_ENDPOINT_URL: there.url, ENDPOINT_WAIT_SECONDS: '2' });
  await restarting.promise;
  Object.assign(there.targets, empty.targets);
  const ran = await running;
  for (const { aws, stop } of [there, empty]) {
    await stop();
    await aws.stop();
  }
  return ran;
}

describe('an AWS behind one endpoint', () => {
  const theres: There[] = [];
  let [whole, bare, dying, anew]: Ran[] = [];
  beforeAll(async () => {
    theres.push(await startThere(), await startThere(optional));
    const [first, second] = theres;
    const ran = await Promise.all([
      start('whole', { AWS_ENDPOINT_URL: first?.url ?? '' }),
      start('bare', { AWS_ENDPOINT_URL: second?.url ?? '' }),
      dieMidway(),
      startAnewMidway(),
      start('own', {}),
    ]);
    [whole, bare, dying, anew] = ran;
    expect(ran.at(-1)?.errors).toBe('');
  }, 120_000);
  afterAll(async () => {
    for (const { aws, stop } of theres) {
      await stop();
      await aws.stop();
    }
  });

  it.each([
    ['that knows all it is asked', 'whole', 0],
    ['that knows no versions, origins, notifications and identities', 'bare', 1],
  ])('%s does the whole job as the one of this process does', async (_, out, index) => {
    const ran = out === 'whole' ? whole : bare;
    expect(ran).toMatchObject({ status: 0, errors: '' });
    expect(ran?.said).toContain(`Working on the AWS at ${theres[index]?.url}`);
    const [there, own] = [summaryIn(out), summaryIn('own')];
    expect(there).toMatchObject({
      submissions: own.submissions.map(({ file, status, accepted }) => ({ file, status, accepted })),
      reports: own.reports,
    });
    const named = ({ mails }: Pick<typeof own, 'mails'>) => mails.map(({ to, subject }) => `${to} ${subject}`).sort();
    expect(named(there)).toEqual(named(own));
    expect(
      named({
        mails: [...((await theres[index]?.aws.readInbox()) ?? [])].map(({ to, subject }) => ({ to: [...to], subject })),
      }),
    ).toEqual(named(own));
    expect(readdirSync(join(home, out, 'mail'))).toHaveLength(own.mails.length);
    expect(ran?.said).toMatch(/On that AWS: --table jalon-\S+ --bucket jalon-\S+ --prefix jalon-\S+\n/);
  });

  it('is where later commands find what a run has left there, by its output folder', { timeout: 30_000 }, async () => {
    const command = ['infra/operate/dead-letters.ts', '--out', join(home, 'whole')];
    const none = await run(command, {});
    expect(none).toMatchObject({ status: 0, said: `No dead letters in the AWS at ${theres[0]?.url}.\n` });
    const { prefix, region } = keptBy('whole');
    const sqs = new SQSClient({
      ...{ region, endpoint: theres[0]?.url ?? '', useQueueUrlAsEndpoint: false },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${prefix}-report-dead` }));
    const MessageBody = JSON.stringify({ period: '2025', scope: 'TCD', language: 'fr' });
    const unreadable = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'nothing to read' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    sqs.destroy();
    const keep = join(home, 'letters.json');
    const off = await run([...command, '--discard', unreadable.MessageId ?? '', '--write', '--keep', keep], {});
    expect(off).toMatchObject({ status: 0, errors: '' });
    expect(off.said).toBe(`1 dead letter taken off for good, and kept whole in ${keep}\n`);
    expect(readFileSync(keep, 'utf8')).toContain('nothing to read');
    const replayed = await run([...command, '--replay', '--all'], {});
    expect(replayed).toMatchObject({ status: 0, errors: '' });
    expect(replayed.said).toContain('1 dead letter sent back, and worked on without a failure.');
    expect(existsSync(join(home, 'whole', 'reports', '2025', 'TCD', 'fr', 'report.pdf'))).toBe(true);
  });

  it('that dies in the middle ends the job with status 1 and what to do', () => {
    expect(dying?.status).toBe(1);
    expect(dying?.errors).toMatch(
      /^\n(http\S+ answers no more, for 2 s by now|the AWS at \S+ failed: ).*(ECONNREFUSED|hang up)/,
    );
  });

  it('that is started anew in the middle, and knows nothing, ends the job likewise', () => {
    expect(anew?.status).toBe(1);
    expect(anew?.errors).toMatch(/^\n(What was created at http\S+ is there no more \(|the AWS at \S+ failed: )/);
  });

  it('is waited for, and where it never answers the job ends with status 1 and what to do', async () => {
    const { status, said, errors } = await start('never', {
      ...{ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', ENDPOINT_WAIT_SECONDS: '1' },
    });
    expect(status).toBe(1);
    expect(said).toContain('Waiting for http://127.0.0.1:9 to answer, 1 s at most');
    expect(errors).toMatch(
      /^\nNothing answers at http:\/\/127\.0\.0\.1:9 after 1 s .*: without them Jalon brings an AWS of its own\.\n$/,
    );
  });

  it('that is another server ends the job with status 1 and what to do', async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.end('<html>hello</html>');
    });
    await listen(server, 0);
    const { status, errors } = await start('page', { AWS_ENDPOINT_URL: `http://${LOOPBACK}:${portOf(server)}` });
    await close(server);
    expect(status).toBe(1);
    expect(errors).toMatch(
      /^\nThe endpoint did not create the \S+ jalon-\S+: what answers there speaks as no AWS does \(SyntaxError: .*\)\. See that .* brings an AWS of its own\.\n$/,
    );
  });

  it('is named by an address, or the job says what is wrong with its name', async () => {
    const { status, errors } = await start('wrong', { AWS_ENDPOINT_URL_S3: 'localhost:4566' });
    expect(status).toBe(1);
    expect(errors).toContain('The endpoint of s3 is “localhost:4566”: write an address such as http://localhost:4566');
  });
});

describe('the endpoints of an environment', () => {
  const general = 'http://localhost:4566';
  const all = (url: string) => ({ s3: url, sqs: url, dynamodb: url, sesv2: url, ses: url });

  it.each([
    [{}, null],
    [{ AWS_ENDPOINT_URL: '' }, null],
    [{ AWS_ENDPOINT_URL: general, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, null],
    [{ AWS_ENDPOINT_URL: general }, all(general)],
    [{ AWS_ENDPOINT_URL_S3: 'http://s3.test:9000' }, { s3: 'http://s3.test:9000' }],
    [
      { AWS_ENDPOINT_URL: general, AWS_ENDPOINT_URL_DYNAMODB: 'https://db.test' },
      { ...all(general), dynamodb: 'https://db.test' },
    ],
  ])('are those that the SDK itself would take: %j', (environment, expected) => {
    expect(endpointsIn(environment)).toEqual(expected);
  });
});
