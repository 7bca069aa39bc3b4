import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/upload/handler.ts';
import { type FunctionUrl, serveFunction } from '../../../infra/local/function-url.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';
import { ask } from './asking.ts';

const START = Date.parse('2026-01-15T10:00:00Z');
const HOUR = 3_600_000;
const pauses: number[] = [];
let aws: TestAws;
let url: FunctionUrl;
let time = START;
beforeAll(async () => {
  aws = await startTestAws();
  const settings = { ...aws.embedded.environment, SENDER: 'jalon@example.org', TEMPLATES_DIR: 'templates' };
  const pause = async (ms: number) => pauses.push(ms);
  url = await serveFunction(createHandler(settings, { now: () => new Date(time), pause }));
  await createDependencies(aws).plans.add(minimalPlan(), '1');
});
beforeEach(() => {
  // Hours apart, so that no test counts towards the limits of another.
  time += 3 * HOUR;
});
afterAll(async () => {
  await url.close();
  await aws.stop();
});

const mails = () => aws.embedded.readInbox();
const wish = (asked: object) => ask(url.url, asked);

/** Asks for a password and reads it in the mail. */
async function asked(who: string): Promise<{ request: string; password: string; to: string }> {
  const before = (await mails()).length;
  const { request } = await wish({ wish: 'password', who });
  const mail = (await mails())[before];
  const { text = '' } = mail ? await PostalMime.parse(mail.raw) : {};
  return { request, password: /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(text)?.[0] ?? '', to: mail?.to.join() ?? '' };
}
async function sessionOf(who: string): Promise<string> {
  const { request, password } = await asked(who);
  return (await wish({ wish: 'session', request, password })).session;
}
const enter = (request: string, password: string) => wish({ wish: 'session', request, password });
const upload = (session: string, unit: string, name: string, size = 5) =>
  wish({ wish: 'upload', session, unit, name, size });

describe('a one-time password', () => {
  it('goes to the address of the plan, whether its code or the address was typed, and opens that org unit once', async () => {
    expect((await asked('ken')).to).toBe('ken@example.org');
    const { request, password, to } = await asked(' KEN@example.org ');
    expect(to).toBe('ken@example.org');
    expect(await enter(request, password.toLowerCase().replace('-', ' '))).toMatchObject({
      status: 200,
      units: ['KEN'],
    });
    expect(await enter(request, password)).toMatchObject({ status: 403, error: 'wrong' });
  });

  it('is answered alike, and as late, for an office that is not there', async () => {
    const [before, known] = [(await mails()).length, await wish({ wish: 'password', who: 'KEN' })];
    expect((await mails()).length).toBe(before + 1);
    const unknown = await wish({ wish: 'password', who: 'nobody@example.org' });
    expect((await mails()).length).toBe(before + 1);
    expect({ ...unknown, request: '' }).toEqual({ ...known, request: '' });
    expect(unknown.request).toHaveLength(known.request.length);
    expect(pauses.slice(-2)).toEqual([1500, 1500]);
    const guesses = [];
    for (const { request } of [known, unknown])
      for (let guess = 0; guess < 7; guess += 1) guesses.push(await enter(request, 'AAAA-AAAA'));
    expect(new Set(guesses.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is refused when it is wrong, 15 minutes old, of another request, or right at the sixth try', async () => {
    const [first, second] = [await asked('KEN'), await asked('KEN')];
    expect((await enter(first.request, second.password)).status).toBe(403);
    for (let guess = 0; guess < 4; guess += 1) await enter(first.request, 'AAAA-AAAA');
    expect((await enter(first.request, first.password)).status).toBe(403);
    time += 15 * 60_000;
    expect((await enter(second.request, second.password)).status).toBe(403);
  });

  it('opens for one of two who enter it at the same time', async () => {
    const { request, password } = await asked('KEN');
    const both = await Promise.all([enter(request, password), enter(request, password)]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is mailed five times an hour at most to one mailbox, by code or by address, and again an hour later', async () => {
    const before = (await mails()).length;
    for (const who of ['KEN', 'ken@example.org', 'ken', 'KEN', 'KEN', 'KEN', 'ken@example.org'])
      expect((await wish({ wish: 'password', who })).status).toBe(200);
    expect((await mails()).length).toBe(before + 5);
    time += HOUR;
    expect((await asked('KEN')).password).not.toBe('');
  });

  it('may be asked for 30 times an hour from one place', async () => {
    const states = [];
    for (let turn = 0; turn < 31; turn += 1) states.push((await wish({ wish: 'password', who: `X${turn}` })).status);
    expect(states).toEqual([...Array(30).fill(200), 429]);
  });

  it('is kept as a digest only, for as long as the table is told to keep it', async () => {
    const { password } = await asked('KEN');
    const items = [];
    const TableName = aws.embedded.environment.TABLE_NAME;
    for await (const page of paginateScan({ client: new DynamoDBClient({}) }, { TableName }))
      items.push(...(page.Items ?? []));
    const own = items.filter(({ pk }) => pk?.S?.startsWith('PASSWORD#'));
    expect(own.every(({ expires }) => Number(expires?.N) * 1000 <= time + HOUR)).toBe(true);
    expect(own.map((item) => JSON.stringify(item)).join()).not.toContain(password.replace('-', ''));
  });
});

describe('a session', () => {
  it('lets in nobody who changed it, and nobody after an hour', async () => {
    const session = await sessionOf('KEN');
    const [text = '', mac] = session.split('.');
    const other = Buffer.from(text, 'base64url').toString().replace('KEN', 'NER');
    expect((await upload(`${Buffer.from(other).toString('base64url')}.${mac}`, 'NER', 'a.csv')).status).toBe(401);
    expect((await upload(session, 'KEN', 'a.csv')).status).toBe(200);
    time += HOUR;
    expect((await upload(session, 'KEN', 'a.csv')).status).toBe(401);
  });

  it('gets nothing of another org unit, by any path', async () => {
    await aws.put('receipts/NER/web/1/a.csv.xlsx', 'theirs');
    await aws.put('receipts/KEN/web/1/a.csv.xlsx', 'own');
    const session = await sessionOf('KEN');
    expect((await upload(session, 'NER', 'a.csv')).status).toBe(403);
    expect((await wish({ wish: 'receipts', session, unit: 'NER', language: 'en' })).status).toBe(403);
    const keys = [
      'receipts/NER/web/1/a.csv.xlsx',
      'receipts/KEN/../NER/web/1/a.csv.xlsx',
      'plan/plan.xlsx',
      'receipts/KEN/none.xlsx',
    ];
    for (const key of keys) expect((await wish({ wish: 'file', session, unit: 'KEN', key })).status).toBe(403);
    const { address } = await wish({ wish: 'file', session, unit: 'KEN', key: 'receipts/KEN/web/1/a.csv.xlsx' });
    expect(await (await fetch(address)).text()).toBe('own');
  });
});

describe('an upload link', () => {
  const put = (to: string, body: string) => fetch(to, { method: 'PUT', body, headers: { 'if-none-match': '*' } });

  it('takes one file of the size told, and never another over it', async () => {
    const { to, key } = await upload(await sessionOf('KEN'), 'KEN', 'figures.csv');
    expect(new URL(to).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host;if-none-match');
    expect((await put(to, 'first')).status).toBe(200);
    expect((await put(to, 'other')).status).toBe(412);
    expect(aws.embedded.objects.under(key).map(({ body }) => body.toString())).toEqual(['first']);
  });

  it('never leads to the key of another, even of the same name at the same instant', async () => {
    const session = await sessionOf('KEN');
    const [one, two] = await Promise.all([upload(session, 'KEN', 'a.csv'), upload(session, 'KEN', 'a.csv')]);
    expect(one.key).not.toBe(two.key);
  });

  it.each([
    ['../../NER/x.csv', 'x.csv'],
    ['C:\\files\\..\\x.csv', 'x.csv'],
    ['..', 'file'],
    ['<img src=x onerror=alert(1)>.csv', '_img src_x onerror_alert(1)_.csv'],
    ['a\r\nb\u0000\u202Evsc.csv', 'a__b__vsc.csv'],
    ['أرقام الربع الرابع ٢٠٢٥.xlsx', 'أرقام الربع الرابع ٢٠٢٥.xlsx'],
    [`${'é'.repeat(300)}.xlsx`, `${'é'.repeat(87)}.xlsx`],
  ])('names %j as %j', async (name, safe) => {
    const { key } = await upload(await sessionOf('KEN'), 'KEN', name);
    expect(key).toMatch(/^uploads\/KEN\/web\/\d{17}-[0-9a-f]{12}\/[^/]+$/);
    expect(key.split('/').at(-1)).toBe(safe);
  });

  it('is not given for a file that is empty or over 50 MB, or for what no page asks', async () => {
    const session = await sessionOf('KEN');
    for (const size of [0, 50 * 1024 * 1024 + 1, 1.5, -1])
      expect((await upload(session, 'KEN', 'a.csv', size)).status).toBe(400);
    expect((await wish({ wish: 'delete', session })).status).toBe(400);
  });
});

describe('the page', () => {
  it('is small, loads nothing, cannot be framed, and answers no form of another site', async () => {
    const answer = await fetch(url.url, { headers: { 'accept-language': 'ar-EG, en;q=0.5' } });
    const page = await answer.text();
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(Buffer.byteLength(page)).toBeLessThan(50_000);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-\S+'; style-src 'sha256-\S+'; connect-src 'self' http:\/\/127\S+;/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    const form = await ask(url.url, { wish: 'password', who: 'KEN' }, { 'content-type': 'text/plain' });
    expect(form).toMatchObject({ status: 400, error: 'unreadable' });
  });
});
