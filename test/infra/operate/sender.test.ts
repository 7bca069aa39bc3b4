import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Config } from '../../../infra/config.ts';
import { HELP, readArguments, type SenderOptions, sender } from '../../../infra/operate/sender.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import type { StandIn } from '../../support/forward.ts';
import { type Ses, startIdentities } from '../../support/identities.ts';

const [OLD, NEW] = ['results@old.example', 'results@new.example'];

let aws: TestAws;
let standIn: StandIn;
const ses: Ses = { identities: new Map(), account: { ProductionAccessEnabled: true, SendingEnabled: true } };
const run = (more: Partial<SenderOptions> = {}) => sender({ from: OLD, to: NEW, test: null, write: false, ...more });

beforeAll(async () => {
  aws = await startTestAws();
  standIn = await startIdentities(process.env.AWS_ENDPOINT_URL_SESV2 ?? '', ses);
  process.env.AWS_ENDPOINT_URL_SESV2 = standIn.url;
});
afterAll(async () => {
  await standIn.stop();
  await aws.stop();
});
beforeEach(() => {
  ses.identities.clear();
  Object.assign(ses.account, { ProductionAccessEnabled: true, SendingEnabled: true });
});

const verified = (type: 'EMAIL_ADDRESS' | 'DOMAIN', is = true) =>
  ({ IdentityType: type, VerifiedForSendingStatus: is }) as const;

describe('a new sender', () => {
  it('that SES has never heard of is told how to be verified, and tried with no mail', async () => {
    const { text, status } = await run({ test: 'me@your.example', write: true });
    expect(status).toBe(1);
    expect(text).toContain(`SES knows neither ${NEW} nor new.example, nor a domain above, in this region.`);
    expect(text).toContain('aws sesv2 create-email-identity --email-identity new.example\n');
    expect(text).toContain(`aws sesv2 create-email-identity --email-identity ${NEW}\n`);
    expect(text).not.toContain('cdk deploy');
    expect(await aws.embedded.readInbox()).toEqual([]);
  });

  it.each([
    [undefined, 'dkim.amazonses.com'],
    ['abc.dkim.eu-west-1.amazonses.com', 'abc.dkim.eu-west-1.amazonses.com'],
  ])('whose domain waits is told the records of its DNS (hosted at %s)', async (SigningHostedZone, zone) => {
    const DkimAttributes = { Tokens: ['one', 'two'], ...(SigningHostedZone ? { SigningHostedZone } : {}) };
    ses.identities.set('new.example', { ...verified('DOMAIN', false), DkimAttributes });
    const { text, status } = await run();
    expect(status).toBe(1);
    expect(text.split('\n').slice(1, 3)).toEqual([
      `  one._domainkey.new.example  CNAME  one.${zone}`,
      `  two._domainkey.new.example  CNAME  two.${zone}`,
    ]);
  });

  it('whose own address waits may not send, though its domain might: SES goes by the address', async () => {
    ses.identities.set('new.example', verified('DOMAIN'));
    ses.identities.set(NEW, verified('EMAIL_ADDRESS', false));
    const { text, status } = await run();
    expect({ text, status }).toEqual({
      status: 1,
      text: expect.stringContaining(`SES knows ${NEW}, but it is not verified: whoever reads it follows the link`),
    });
  });

  it.each([
    ['new.example', 'DOMAIN', `Mail may be sent from ${NEW}: the domain new.example is verified.`],
    [NEW, 'EMAIL_ADDRESS', `Mail may be sent from ${NEW}: it is verified.`],
  ] as const)('that is verified as %s is told the command that deploys it', async (name, type, message) => {
    ses.identities.set(name, verified(type));
    const { text, status } = await run({ test: 'me@your.example' });
    expect(status).toBe(0);
    expect(text).toContain(message);
    expect(text).toContain('With --write a mail goes to me@your.example, to try it.');
    expect(text).toContain(`Leave ${OLD} in SES for two weeks`);
    const [, given] = /npx cdk deploy -c sender=(\S+)\n/.exec(text) ?? [];
    expect(Config.parse({ sender: given }).sender).toBe(NEW);
    expect(await aws.embedded.readInbox()).toEqual([]);
  });

  it('whose domain is under a verified one may send, and one that is nearer has the say', async () => {
    const to = 'results@mail.new.example';
    ses.identities.set('new.example', verified('DOMAIN'));
    const { text, status } = await run({ from: null, to });
    expect({ text, status }).toEqual({
      status: 0,
      text: expect.stringContaining(`Mail may be sent from ${to}: the domain new.example is verified.`),
    });
    expect(text).not.toContain('Leave');
    ses.identities.set('mail.new.example', verified('DOMAIN', false));
    expect(await run({ to })).toMatchObject({ status: 1, text: expect.stringContaining('SES knows mail.new.example') });
  });

  it('is tried by a mail from it', async () => {
    ses.identities.set('new.example', verified('DOMAIN'));
    const { text } = await run({ test: 'me@your.example', write: true });
    expect(text).toContain('A mail went to me@your.example');
    const [mail, ...others] = await aws.embedded.readInbox();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: ['me@your.example'], subject: `Jalon: a mail from ${NEW}` });
    expect(mail?.raw.toString('utf8')).toMatch(new RegExp(`^From: ${NEW}$`, 'm'));
  });

  it('is told of an account that sends to nobody, or to few', async () => {
    ses.identities.set('new.example', verified('DOMAIN'));
    ses.account.ProductionAccessEnabled = false;
    expect(await run()).toMatchObject({ status: 0, text: expect.stringContaining('still in the SES sandbox') });
    ses.account.SendingEnabled = false;
    expect(await run()).toMatchObject({ status: 1, text: expect.stringContaining('does not let this account send') });
  });
});

describe('the command line', () => {
  it.each([
    [[], '--to is missing'],
    [['--from', OLD], '--to is missing'],
    [['--from', 'old', '--to', NEW], '--from old: write a mail address'],
    [['--from', OLD, '--to', OLD.toUpperCase()], 'are the same address'],
    [['--from', OLD, '--to', NEW, '--write'], '--write goes with --test'],
    [['--from', OLD, '--to', NEW, '--test', 'me'], '--test me: write a mail address'],
    [[NEW], `Unexpected argument '${NEW}'`],
  ])('%j is refused: %s', (given, message) => {
    expect(readArguments(given)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it('is understood, and has a help', () => {
    expect(readArguments(['--from', OLD, '--to', NEW, '--test', OLD, '--write'])).toEqual({
      kind: 'run',
      options: { from: OLD, to: NEW, test: OLD, write: true },
    });
    expect(readArguments(['--to', 'Results@New.Example'])).toEqual({
      kind: 'run',
      options: { from: null, to: 'Results@new.example', test: null, write: false },
    });
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    expect(HELP).toContain('Exit status');
  });
});
