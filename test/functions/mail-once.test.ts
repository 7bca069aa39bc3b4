import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '../../functions/aws/mail.ts';
import { createSubmissions } from '../../functions/aws/submissions.ts';
import { createTable } from '../../functions/aws/table.ts';
import { type MailingOnce, mailOnce } from '../../functions/mail-once.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';

const MAIL: Mail = { to: 'ken@example.org', subject: 'It', html: '', text: '', attachments: [] };

let aws: TestAws;
let went: number;
let deps: MailingOnce;
beforeEach(async () => {
  aws = await startTestAws();
  went = 0;
  const send = async () => {
    went += 1;
  };
  const submissions = createSubmissions(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
  deps = { submissions, mailer: { send }, now: () => new Date('2026-01-15T10:00:00Z') };
});
afterEach(() => aws.stop());

const sending = (change: Partial<MailingOnce> = {}): Promise<boolean> =>
  mailOnce('it', () => MAIL, { ...deps, ...change });
const later = (seconds: number) => ({ now: () => new Date(Date.UTC(2026, 0, 15, 10, 0, seconds)) });

/** A mailer whose function dies once SES has the mail: nothing after it happens. */
const deadly = {
  send: (mail: Mail): Promise<void> => {
    void deps.mailer.send(mail);
    return new Promise(() => undefined);
  },
};
const flush = () => new Promise((resolve) => setTimeout(resolve, 100));

describe('A mail that must go once', () => {
  it('goes once, however often it is asked for', async () => {
    expect([await sending(), await sending(), await sending(later(3600))]).toEqual([true, false, false]);
    expect(went).toBe(1);
  });

  it('goes once when several would send it at the same time: the others fail, to come again', async () => {
    const ends = await Promise.allSettled([sending(), sending(), sending()]);
    expect(went).toBe(1);
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    expect(await sending()).toBe(false);
  });

  it('goes again after its function died before it could note that it went, though not while that one may be alive', async () => {
    void sending({ mailer: deadly });
    await flush();
    await expect(sending(later(1))).rejects.toThrow('Another function is sending this mail');
    expect(went).toBe(1);
    expect(await sending(later(60))).toBe(true);
    expect(went).toBe(2);
    expect(await sending(later(120))).toBe(false);
  });

  it('goes at once when it is asked for again after it could not be sent', async () => {
    const send = async () => {
      throw new Error('SES is not there');
    };
    await expect(sending({ mailer: { send } })).rejects.toThrow('SES is not there');
    expect(await sending()).toBe(true);
    expect(went).toBe(1);
  });

  it('does not go again for the sole reason that it could not be noted', async () => {
    const markDone = async () => {
      throw new Error('Throttled');
    };
    expect(await sending({ submissions: { ...deps.submissions, markDone } })).toBe(true);
    expect(went).toBe(1);
  });
});
