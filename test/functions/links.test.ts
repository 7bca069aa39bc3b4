import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecrets } from '../../functions/aws/secrets.ts';
import { createTable } from '../../functions/aws/table.ts';
import type { Claim } from '../../functions/domain/links/claims.ts';
import type { Subscription } from '../../functions/domain/plan/model.ts';
import { createLinks } from '../../functions/links/address.ts';
import { createHandler } from '../../functions/links/handler.ts';
import { report } from '../../functions/report/step.ts';
import { type FunctionUrl, serveFunction } from '../../infra/local/function-url.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies, type Dependencies, uploadedFigures } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';

const COMMON = { scope: 'GLOBAL', frequency: 'quarterly', formats: ['html'] } as const;
const SUBSCRIPTIONS: readonly Subscription[] = [
  { ...COMMON, email: 'ann@example.org', report: 'results', language: 'en' },
  { ...COMMON, email: 'ann@example.org', report: 'completeness', language: 'en' },
  { ...COMMON, email: 'bob@example.org', report: 'results', language: 'en' },
];
const MESSAGE = { period: '2025-Q2', scope: 'GLOBAL', language: 'en' };
const FOLDER = 'reports/2025-Q2/GLOBAL/en';

let aws: TestAws;
let url: FunctionUrl;
let deps: Dependencies & Pick<Parameters<typeof report>[1], 'browser' | 'fontCss'>;
beforeEach(async () => {
  aws = await startTestAws();
  url = await serveFunction(
    createHandler({ ...aws.embedded.environment, SENDER: 'jalon@example.org', TEMPLATES_DIR: 'templates' }),
  );
  const links = createLinks(url.url, createSecrets(createTable(aws.embedded.environment.TABLE_NAME ?? '')));
  const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
  deps = { ...createDependencies(aws), links, browser, fontCss: () => '' };
  await deps.plans.add(minimalPlan({ subscriptions: SUBSCRIPTIONS }), '1');
});
afterEach(async () => {
  await url.close();
  await aws.stop();
});

async function mails() {
  const all = await aws.embedded.readInbox();
  return Promise.all(all.map(async ({ to, raw }) => ({ ...(await PostalMime.parse(raw)), to: to.join() })));
}
/** To whom what went, the last first word telling its kind. */
const sent = async (): Promise<string[]> =>
  (await mails()).map(({ to, subject }) => `${to} ${subject?.split(':')[0]}`).sort();
const post = (to: string, body: string) =>
  fetch(to, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
const linkTo = async (claim: Claim): Promise<string> => (await deps.links.to(claim)) ?? '';
const ANN: Claim = { may: 'unsubscribe', email: 'ann@example.org', report: 'results', scope: 'GLOBAL', language: 'en' };

/** Other figures, so that the report would go again. */
async function reportAnew(value: number) {
  await uploadedFigures(deps, 'KEN', '2025-Q2', `2025-07-0${value}T08:00:00.000Z`, value);
  await report(MESSAGE, deps);
}

describe('unsubscribing', () => {
  it('takes the one click that a mail program makes by the headers, and nothing more is sent to that address', async () => {
    await reportAnew(1);
    expect(await sent()).toEqual([
      'ann@example.org Completeness',
      'ann@example.org Results report',
      'bob@example.org Results report',
    ]);
    const mail = (await mails()).find(({ to, subject }) => to === 'ann@example.org' && subject?.startsWith('Results'));
    const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value ?? '';
    const [, to = ''] = /^<(.+)>$/.exec(header('list-unsubscribe')) ?? [];
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail?.html).toContain('>Unsubscribe</a>');
    expect(mail?.text).toContain(`Unsubscribe: ${to}`);
    expect((await post(to, 'List-Unsubscribe=One-Click')).status).toBe(200);
    await reportAnew(2);
    expect(await sent()).toEqual([
      'ann@example.org Completeness',
      'ann@example.org Completeness',
      'ann@example.org Results report',
      'bob@example.org Results report',
      'bob@example.org Results report',
      'hq@example.org Unsubscribed',
    ]);
  });

  it('changes nothing for programs that look at every link, and asks people', async () => {
    const answer = await fetch(await linkTo(ANN));
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('ann@example.org gets this by mail: results report, World. Nothing has been changed yet.');
    expect(page).toContain('<button name="action" value="leave">Unsubscribe</button>');
    await reportAnew(1);
    expect(await sent()).toContain('ann@example.org Results report');
  });

  it('is done once however often and whenever it is asked for, and headquarters told once', async () => {
    const to = await linkTo(ANN);
    await Promise.all([post(to, 'action=leave'), post(to, 'List-Unsubscribe=One-Click')]);
    await post(to, 'action=leave');
    expect(await sent()).toEqual(['hq@example.org Unsubscribed']);
    const [told] = await mails();
    expect(told?.text).toContain('ann@example.org no longer wants this by mail: results report, World.');
  });

  it('can be taken back, by the same link', async () => {
    const to = await linkTo(ANN);
    const left = await (await post(to, 'action=leave')).text();
    expect(left).toContain('<button name="action" value="back">Subscribe again</button>');
    expect(await (await post(to, 'action=back')).text()).toContain('ann@example.org gets this by mail again');
    await reportAnew(1);
    expect(await sent()).toContain('ann@example.org Results report');
  });

  it('holds against a later plan that names the address again, in capitals too', async () => {
    await post(await linkTo(ANN), 'action=leave');
    const capitals = SUBSCRIPTIONS.map((one) => ({ ...one, email: one.email.toUpperCase() }));
    await deps.plans.add(minimalPlan({ subscriptions: capitals }), '2');
    await reportAnew(1);
    expect(await sent()).not.toContain('ANN@EXAMPLE.ORG Results report');
    expect(await sent()).toContain('BOB@EXAMPLE.ORG Results report');
  });

  it('does nothing on a form that says neither', async () => {
    expect((await post(await linkTo(ANN), 'x=y')).status).toBe(400);
    await reportAnew(1);
    expect(await sent()).toContain('ann@example.org Results report');
  });

  it('speaks the subscriber’s language', async () => {
    const page = await (await fetch(await linkTo({ ...ANN, language: 'ar' }))).text();
    expect(page).toContain('<html lang="ar" dir="rtl">');
  });
});

describe('a link that is not ours', () => {
  it.each([
    ['none', () => ''],
    ['cut off', (token: string) => token.slice(0, -3)],
    [
      'another’s address in it',
      (token: string) =>
        `${Buffer.from('{"may":"unsubscribe","email":"bob@example.org","report":"results","scope":"GLOBAL","language":"en"}').toString('base64url')}.${token.split('.')[1]}`,
    ],
    ['more behind it', (token: string) => `${token}.x`],
    ['hostile', () => '<script>alert(1)</script>'],
  ])('is calmly refused: %s', async (_, change) => {
    const token = new URL(await linkTo(ANN)).searchParams.get('t') ?? '';
    const answer = await fetch(`${url.url}?t=${encodeURIComponent(change(token))}`, {
      headers: { 'accept-language': 'fr-CH, fr;q=0.9' },
    });
    const page = await answer.text();
    expect(answer.status).toBe(404);
    expect(page).toContain('Ce lien ne mène nulle part');
    expect(page).not.toContain('<script');
  });
});

describe('a link to a file', () => {
  it('leads to the stored bytes, under a name of their own, for whoever has it', async () => {
    await reportAnew(1);
    const to = await linkTo({ may: 'fetch', key: `${FOLDER}/report.csv`, until: '2999-01-01T00:00:00.000Z' });
    const answer = await fetch(to);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('#indicator');
    expect((await fetch(to, { redirect: 'manual' })).headers.get('location')).toContain('2025-Q2-GLOBAL-en-report.csv');
  });

  it.each([
    ['2020-01-01T00:00:00.000Z', 'report.csv', 410, 'This link has expired'],
    ['2999-01-01T00:00:00.000Z', 'other.csv', 404, 'The file is no longer there'],
  ])('that held until %s, to %s: %d', async (until, name, status, title) => {
    await reportAnew(1);
    const answer = await fetch(await linkTo({ may: 'fetch', key: `${FOLDER}/${name}`, until }));
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(title)]);
  });
});

it('pages can be framed by nobody, run nothing, and are kept nowhere', async () => {
  const { headers } = await fetch(await linkTo(ANN));
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-.+'; form-action 'self'; frame-ancestors 'none'/,
  );
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});
