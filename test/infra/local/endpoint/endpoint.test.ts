import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpointsIn } from '../../../../infra/local/endpoint/endpoints.ts';
import { startTestAws, type TestAws } from '../../../support/embedded.ts';
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

/** Runs the main job in a process whose environment names these endpoints. */
function start(out: string, endpoints: Readonly<Record<string, string>>) {
  const given = ['--uploads', uploads, '--lang', 'en', '--scope', 'TCD', '--out', join(home, out)];
  const env = {
    ...{ PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home, ...endpoints },
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  };
  const child = spawn(process.execPath, ['infra/local/start.ts', ...given], { env });
  let [said, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise<{ status: number | null; said: string; errors: string }>((resolve) => {
    child.once('close', (status) => resolve({ status, said, errors }));
  });
}

const summaryIn = (out: string) => Summary.parse(JSON.parse(readFileSync(join(home, out, 'summary.json'), 'utf8')));

describe('an AWS behind one endpoint', () => {
  let aws: TestAws;
  let targets: Parameters<typeof startGateway>[0];
  beforeAll(async () => {
    aws = await startTestAws();
    const { AWS_ENDPOINT_URL_S3: s3 = '', AWS_ENDPOINT_URL_DYNAMODB: dynamodb = '' } = aws.embedded.environment;
    targets = { s3, sqs: s3, dynamodb, ses: aws.embedded.inboxUrl };
    const own = await start('own', {});
    expect(own.errors).toBe('');
  }, 60_000);
  afterAll(() => aws.stop());

  const optional = (service: string, { url = '', method }: IncomingMessage): number | null => {
    if (service === 's3' && /[?&](versioning|cors|notification)/.test(url)) return 501;
    return service === 'ses' && method === 'POST' && url.startsWith('/v2/email/identities') ? 404 : null;
  };

  it.each([
    ['that knows all it is asked', () => null],
    ['that knows no versions, origins, notifications and identities', optional],
  ])('%s does the whole job as the one of this process does', { timeout: 90_000 }, async (_, refuses) => {
    const gateway = await startGateway(targets, refuses);
    const before = (await aws.embedded.readInbox()).length;
    const { status, said, errors } = await start('there', { AWS_ENDPOINT_URL: gateway.url });
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(said).toContain(`Working on the AWS at ${gateway.url}`);
    const [there, own] = [summaryIn('there'), summaryIn('own')];
    expect(there).toMatchObject({
      submissions: own.submissions.map(({ file, status, accepted }) => ({ file, status, accepted })),
      reports: own.reports,
    });
    const named = ({ mails }: typeof own) => mails.map(({ to, subject }) => `${to} ${subject}`).sort();
    expect(named(there)).toEqual(named(own));
    const taken = (await aws.embedded.readInbox()).slice(before);
    expect(taken.map(({ to, subject }) => `${to} ${subject}`).sort()).toEqual(named(own));
    expect(readdirSync(join(home, 'there', 'mail'))).toHaveLength(own.mails.length);
    expect(said).toMatch(/On that AWS: --table jalon-\S+ --bucket jalon-\S+ --prefix jalon-\S+\n/);
    expect(existsSync(join(home, 'there', 'state', 'endpoint.json'))).toBe(true);
    await gateway.stop();
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
