import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recompute } from '../../../functions/aggregate/step.ts';
import { createTable } from '../../../functions/aws/table.ts';
import type { OrgUnit, Plan } from '../../../functions/domain/plan/model.ts';
import type { Upload } from '../../../functions/events.ts';
import { ingest } from '../../../functions/ingest/step.ts';
import { createHandler } from '../../../functions/remind/handler.ts';
import { remind } from '../../../functions/remind/step.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies, type Dependencies, snapshot, withCrash } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

const HEADER = 'Office,Period,Indicator,Sex,Nationality,Value,Numerator,Denominator';
const COMPLETE = [
  HEADER,
  'KEN,2025-Q2,1a.1,,,10,,',
  'KEN,2025-Q2,1a.1,F,,6,,',
  'KEN,2025-Q2,1a.1,M,,4,,',
  'KEN,2025-Q2,1a.1,,SSD,10,,',
  'KEN,2025-Q2,1a.2,,,,3,4',
  'KEN,2025-Q2,1a.3,,,5,,',
];
const FAULTY = COMPLETE.map((line) => line.replace('1a.3,,,5', '1a.3,,,many'));

/** The small plan with an office that reads Arabic, and one without a mail address. */
function planOf(changes: Readonly<Record<string, Partial<OrgUnit>>> = {}): Plan {
  const plan = minimalPlan({ languages: ['en', 'fr', 'ar'] });
  const all = { COL: { language: 'ar' }, ...changes };
  return {
    ...plan,
    orgUnits: plan.orgUnits.map((unit) => ({
      ...unit,
      ...Object.entries(all).find(([code]) => code === unit.code)?.[1],
    })),
  };
}

let aws: TestAws;
let deps: Dependencies;
beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
});
afterEach(() => aws.stop());

async function upload(day: string, lines: readonly string[]): Promise<void> {
  const key = `uploads/KEN/${day}.csv`;
  const event: Upload = { key, versionId: null, size: null, eventTime: `${day}T08:00:00.000Z`, sequencer: '0A' };
  await aws.put(key, lines.join('\n'));
  const { periods } = await ingest(event, deps);
  await recompute(
    periods.map((period) => ({ kind: 'observations', orgUnits: ['KEN'], period }) as const),
    deps,
  );
}

const handlerOf = () =>
  createHandler({ ...aws.embedded.environment, SENDER: 'jalon@example.org', TEMPLATES_DIR: 'templates' });

/** Addresses and subjects of the mails that are no receipts. */
async function reminders(): Promise<string[]> {
  const mails = await aws.embedded.readInbox();
  return mails.map(({ to, subject }) => `${to.join()} ${subject}`).filter((line) => !line.includes('.csv'));
}

const FIRST = [
  'ken@example.org Kenya: figures for April–June 2025 are due on 20 July 2025',
  'ner@example.org Niger : données à remettre le 20 juillet 2025 (avril-juin 2025)',
  'col@example.org Colombia: موعد تسليم بيانات أبريل–يونيو 2025 هو 20 يوليو 2025',
].map((line) => line.replace(' : ', '\u00a0: '));

describe('an office that no mail reaches', () => {
  it('is named to headquarters even before the due date, until the plan has another address for it', async () => {
    await deps.plans.add(planOf(), '1');
    await deps.mailboxes.lost('ner@example.org', { at: '2025-04-01T06:00:00.000Z', why: 'no-mailbox' });
    expect(await handlerOf()({ date: '2025-07-13' })).toEqual({ offices: 3, headquarters: 1 });
    expect((await reminders()).at(-1)).toBe('hq@example.org April–June 2025: 1 office could not be reminded');
    await deps.plans.add(planOf({ NER: { email: 'niger@example.org' } }), '2');
    expect(await handlerOf()({ date: '2025-10-14' })).toEqual({ offices: 3, headquarters: 0 });
  });
});

describe('The daily run', () => {
  it('does nothing as long as there is no plan', async () => {
    expect(await handlerOf()({ date: '2025-07-13' })).toEqual({ offices: 0, headquarters: 0 });
  });

  it('writes to each office in its language, once an occasion however often it runs', async () => {
    await deps.plans.add(planOf(), '1');
    const handler = handlerOf();
    expect(await handler({ date: '2025-07-12' })).toEqual({ offices: 0, headquarters: 0 });
    expect(await handler({ date: '2025-07-13' })).toEqual({ offices: 3, headquarters: 0 });
    expect(await reminders()).toEqual(FIRST);
    expect(await handler({ date: '2025-07-13' })).toEqual({ offices: 0, headquarters: 0 });
    expect(await handler({ date: '2025-07-20' })).toEqual({ offices: 0, headquarters: 0 });
    expect(await handler({ date: '2025-07-21' })).toEqual({ offices: 3, headquarters: 1 });
    expect(await handler({ date: '2025-07-22' })).toEqual({ offices: 0, headquarters: 0 });
    expect((await reminders()).slice(6)).toEqual(['hq@example.org April–June 2025: figures missing from 3 offices']);
  });

  it('makes up for missed days by one mail', async () => {
    await deps.plans.add({ ...planOf(), remindBefore: [14, 7, 3] }, '1');
    expect(await handlerOf()({ date: '2025-07-18' })).toEqual({ offices: 3, headquarters: 0 });
    expect(await handlerOf()({ date: '2025-07-19' })).toEqual({ offices: 0, headquarters: 0 });
  });

  it('leaves an office in peace once it has reported all, and names what is missing until then', async () => {
    await deps.plans.add(planOf(), '1');
    await upload('2025-07-05', FAULTY);
    await handlerOf()({ date: '2025-07-13' });
    const [, mail] = (await aws.embedded.readInbox()).filter(({ to }) => to.includes('ken@example.org'));
    const text = mail?.raw.toString().replaceAll('=\r\n', '');
    expect(text).toContain('- People in camps (1a.3)');
    expect(text).toContain('2025-07-05.csv, was returned in whole or in part');
    await upload('2025-07-15', COMPLETE);
    expect(await handlerOf()({ date: '2025-07-21' })).toEqual({ offices: 2, headquarters: 1 });
  });

  it('keeps what became of each file, the same however often it is delivered', async () => {
    await deps.plans.add(planOf(), '1');
    for (const lines of [FAULTY, FAULTY, ['not a table']])
      await upload(lines === FAULTY ? '2025-07-05' : '2025-07-06', lines);
    const kept = await deps.submissions.of('KEN');
    expect(kept).toMatchObject([
      {
        ...{ status: 'partially-accepted', accepted: 2, returned: 1 },
        ...{ periods: ['2025-Q2'], returnedPeriods: ['2025-Q2'], key: 'uploads/KEN/2025-07-05.csv' },
      },
      { status: 'rejected', accepted: 0, returned: 0, periods: [], returnedPeriods: [] },
    ]);
    for (const { receipt } of kept) expect(await deps.objects.get(receipt, null, 1e6)).toMatchObject({ kind: 'found' });
  });

  it('attaches the workbook of the office, period and language where there is one', async () => {
    await deps.plans.add(planOf(), '1');
    await aws.put('workbooks/NER/2025-Q2.fr.xlsx', 'a workbook');
    await aws.put('workbooks/KEN/2025-Q1.en.xlsx', 'of another period');
    await handlerOf()({ date: '2025-07-13' });
    const raws = (await aws.embedded.readInbox()).map(({ to, raw }) => [to.join(), raw.toString()] as const);
    const attached = raws.filter(([, raw]) => raw.includes('Content-Disposition: attachment'));
    expect(attached.map(([to]) => to)).toEqual(['ner@example.org']);
    expect(attached[0]?.[1]).toContain('filename=NER-2025-Q2.xlsx');
    expect(attached[0]?.[1]).toContain(Buffer.from('a workbook').toString('base64'));
  });

  it('names to headquarters the office that has no address', async () => {
    await deps.plans.add(planOf({ NER: { email: null } }), '1');
    expect(await handlerOf()({ date: '2025-07-13' })).toEqual({ offices: 2, headquarters: 1 });
    expect((await reminders()).at(-1)).toBe('hq@example.org April–June 2025: 1 office could not be reminded');
  });

  it.each(['13 July 2025', '2025-02-30', 7])('takes no date such as %j', async (date) => {
    await expect(async () => handlerOf()({ date })).rejects.toThrow();
  });
});

describe('The day', () => {
  it.each([
    ['Europe/Zurich', '2025-07-12T21:59:00Z', 0],
    ['Europe/Zurich', '2025-07-12T22:00:00Z', 3],
    ['Pacific/Auckland', '2025-07-12T12:00:00Z', 3],
    ['America/Bogota', '2025-07-13T04:59:00Z', 0],
    ['America/Bogota', '2025-07-13T05:00:00Z', 3],
  ])('is that of the plan: %s at %s', async (timeZone, instant, offices) => {
    await deps.plans.add({ ...planOf(), timeZone }, '1');
    expect(await remind({}, { ...deps, now: () => new Date(instant) })).toMatchObject({ offices });
  });
});

describe('A run that fails', () => {
  it('for one address writes to all others, fails, and is made up for by its retry', async () => {
    await deps.plans.add(planOf(), '1');
    let refuse = true;
    const mailer: Dependencies['mailer'] = {
      send: async (mail) => {
        if (refuse && mail.to === 'ken@example.org') throw new Error('Address is on the suppression list');
        await deps.mailer.send(mail);
      },
    };
    await expect(remind({ date: '2025-07-21' }, { ...deps, mailer })).rejects.toThrow('1 reminders were not sent: KEN');
    expect(await reminders()).toHaveLength(3);
    refuse = false;
    expect(await remind({ date: '2025-07-21' }, { ...deps, mailer })).toEqual({ offices: 1, headquarters: 0 });
  });

  it('leaves, once retried, what a quiet run leaves, wherever it died; a mail comes twice only if it died on it', async () => {
    const onlyNiger = { KEN: { closed: '2025-01-01' }, COL: { closed: '2025-01-01' } };
    await deps.plans.add(planOf(onlyNiger), '1');
    const quiet = withCrash(deps, null);
    await remind({ date: '2025-07-21' }, quiet.deps);
    const expected = await snapshot(aws);
    const mails = await reminders();
    expect(mails).toHaveLength(2);
    for (let at = 1; at <= quiet.calls(); at += 1)
      for (const when of ['before', 'after'] as const) {
        await aws.stop();
        aws = await startTestAws();
        deps = createDependencies(aws);
        await deps.plans.add(planOf(onlyNiger), '1');
        // A death at the very last call goes unnoticed.
        await remind({ date: '2025-07-21' }, withCrash(deps, { at, when }).deps).catch(() => undefined);
        await remind({ date: '2025-07-21' }, deps);
        expect(await snapshot(aws), `${when} call ${at}`).toEqual(expected);
        expect(new Set(await reminders())).toEqual(new Set(mails));
        expect((await reminders()).length).toBeLessThanOrEqual(mails.length + 1);
      }
  }, 120_000);
});

it('remembers an occasion under a key of its own', async () => {
  await deps.plans.add(planOf(), '1');
  await remind({ date: '2025-07-13' }, deps);
  const { client, name } = createTable(aws.embedded.environment.TABLE_NAME ?? '');
  const pk = { S: 'DONE#reminder#2025-Q2#NER#2025-07-20-before-7' };
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: { pk, sk: { S: 'done' } } }));
  expect(Item?.at?.S).toBe(deps.now().toISOString());
});
