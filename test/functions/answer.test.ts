import { readFileSync } from 'node:fs';
import PostalMime, { type Email } from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttempts } from '../../functions/aws/attempts.ts';
import { createTable } from '../../functions/aws/table.ts';
import { eachUpload } from '../../functions/batch.ts';
import { orderOf } from '../../functions/domain/ledger/order.ts';
import type { Receipt } from '../../functions/domain/validation/receipt.ts';
import { type Upload, uploadsIn } from '../../functions/events.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { mailReceipt } from '../../functions/intake.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { encodeKey } from '../../infra/local/notifications.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { GOOD } from '../support/good-file.ts';
import { createDependencies, type Dependencies } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

let aws: TestAws;
let deps: Dependencies;

const uploadOf = (key: string, minute: number): Upload => ({
  key,
  versionId: null,
  size: null,
  eventTime: `2026-01-10T08:0${minute}:00.000Z`,
  sequencer: `0${minute}`,
});

beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
  await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
  await acceptPlan(uploadOf('plan/plan.xlsx', 0), deps);
});
afterEach(() => aws.stop());

/** Uploads and judges a file; gives its receipt with the mail as its addressee's program reads it. */
async function answered(key: string, bytes: Uint8Array, minute = 1) {
  await aws.put(key, bytes);
  const receipt = await ingest(uploadOf(key, minute), deps);
  const raw = (await aws.embedded.readInbox()).at(-1)?.raw ?? Buffer.alloc(0);
  return { receipt, raw, email: await PostalMime.parse(raw) };
}

const bytesOf = ({ attachments }: Email): Buffer[] =>
  attachments.map(({ content }) => Buffer.from(typeof content === 'string' ? content : new Uint8Array(content)));

const workbooks = () =>
  createBucket(aws.bucket)
    .list('receipts/')
    .then((keys) => keys.filter((key) => key.endsWith('.xlsx')));

const CASES: readonly (readonly [string, string, string, string])[] = [
  ['PHL', '01-figures.csv', 'Nothing taken, please correct: Philippines, 2025', '01-figures - corrections.xlsx'],
  ['TCD', '01-suivi-2025.csv', '3 chiffres à corriger : Tchad, 2025', '01-suivi-2025 - corrections.xlsx'],
  [
    'HND',
    '01-resultados 2025 (final).csv',
    '3 cifras por corregir: Honduras, 2025',
    '01-resultados 2025 (final) - correcciones.xlsx',
  ],
  [
    'LBY',
    '02-results-2024-2028.xlsx',
    'رقمان للتصحيح: \u2068ليبيا\u2069، \u20682024 إلى 2028\u2069',
    '02-results-2024-2028 - تصحيحات.xlsx',
  ],
];

describe('The mail that answers a file', () => {
  it.each(CASES)(
    'of %s (%s) has both parts and the marked workbook that is kept beside the receipt',
    async (unit, file, subject, name) => {
      const key = `uploads/${unit}/${file}`;
      const { receipt, email } = await answered(key, readFileSync(`fixtures/${key}`));
      expect(email.subject).toBe(subject);
      expect(email.from?.address).toBe('jalon@example.org');
      expect(email.to?.map(({ address }) => address)).toEqual([`${unit.toLowerCase()}@example.org`]);
      expect(email.headers.find(({ key: header }) => header === 'auto-submitted')?.value).toBe('auto-generated');
      for (const issue of receipt.issues.filter(
        ({ severity, code }) => severity === 'error' && code !== 'nothing-accepted',
      )) {
        expect(email.text).toContain(`[${issue.code}]`);
        expect(email.html).toContain(issue.code);
      }
      expect(email.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
        [name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ]);
      expect(await workbooks()).toEqual([receipt.corrections]);
      const kept = await createBucket(aws.bucket).fetch(receipt.corrections ?? '');
      expect(bytesOf(email)[0]?.equals(kept)).toBe(true);
      expect(Buffer.from(kept).subarray(0, 2).toString()).toBe('PK');
    },
  );

  it('has no workbook when everything was taken without a word', async () => {
    const { receipt, email } = await answered('uploads/PHL/q.csv', GOOD);
    expect(receipt).toMatchObject({ status: 'accepted' });
    expect(receipt).not.toHaveProperty('corrections');
    expect(email.attachments).toEqual([]);
    expect(await workbooks()).toEqual([]);
  });

  it('compares what was taken with what it replaces', async () => {
    const before = GOOD.toString();
    await answered('uploads/PHL/q.csv', Buffer.from(before), 1);
    const lines = before.split('\n');
    const last = lines.findLastIndex((line) => line.trim() !== '');
    lines[last] = `${lines[last]?.trim()}0`;
    const { receipt, email } = await answered('uploads/PHL/q.csv', Buffer.from(lines.join('\n')), 2);
    expect(receipt.replaced).toHaveLength(1);
    const [{ before: old = null, after = null } = {}] = receipt.replaced ?? [];
    expect(after).toBe(Number(old) * 10);
    expect(email.text).toContain('CHANGED AGAINST EARLIER UPLOADS');
    expect(email.text?.replaceAll(',', '')).toMatch(
      new RegExp(`${old} -> ${after} +\\+${Number(after) - Number(old)}`),
    );
  });

  it('leaves a marked workbook of more than 7 MB in the bucket and says where it lies', async () => {
    const plan = (await deps.plans.latest())?.plan;
    const unit = plan?.orgUnits.find(({ code }) => code === 'PHL');
    const key = 'uploads/PHL/01-figures.csv';
    await aws.put(key, readFileSync(`fixtures/${key}`));
    const receipt = await ingest(uploadOf(key, 1), deps);
    if (!plan || !unit) throw new Error('The fixture plan has no PHL');
    const told = { receipt, receiptKey: 'receipts/PHL/r.json', unit, plan, order: 'another' };
    await mailReceipt({ ...told, marked: new Uint8Array(7 * 1024 * 1024 + 1) }, deps);
    const mail = await PostalMime.parse((await aws.embedded.readInbox()).at(-1)?.raw ?? '');
    expect(mail.attachments).toEqual([]);
    expect(mail.text?.replace(/\s+/g, ' ')).toContain(`Fetch the workbook ${receipt.corrections}`);
  });
});

describe('The mail that answers a plan workbook', () => {
  const base = minimalPlan();
  const indicators = base.indicators.map((one) => (one.code === '1a.2' ? { ...one, result: '9z' } : one));
  const orgUnits = base.orgUnits.map((unit) => (unit.code === 'KEN' ? { ...unit, email: null } : unit));

  it.each([
    [
      'taken with points to check',
      { ...base, orgUnits },
      'Plan in use, please check: version 2 (p.xlsx)',
      'plan-no-email',
    ],
    ['refused', { ...base, indicators }, 'Plan refused: p.xlsx', 'plan-unknown-result'],
  ])(
    'that was %s has it attached with its cells marked, and that copy is read like the original',
    async (_, plan, subject, code) => {
      await aws.put('plan/p.xlsx', await planWorkbook(plan));
      const receipt = await acceptPlan(uploadOf('plan/p.xlsx', 1), deps);
      expect(receipt.issues.map((issue) => issue.code)).toContain(code);
      const email = await PostalMime.parse((await aws.embedded.readInbox()).at(-1)?.raw ?? '');
      expect(email.subject).toBe(subject);
      expect(email.text).toContain('drop the whole workbook in the same folder again');
      expect(email.attachments.map(({ filename }) => filename)).toEqual(['p - corrections.xlsx']);
      await aws.put('plan/p - corrections.xlsx', bytesOf(email)[0] ?? new Uint8Array());
      const again = await acceptPlan(uploadOf('plan/p - corrections.xlsx', 2), deps);
      // A plan that was taken comes in the place of one with other org units the first time only.
      const ofItself = ({ issues }: Receipt) => issues.filter((one) => one.code !== 'plan-org-units-gone');
      expect(ofItself(again)).toEqual(ofItself(receipt));
    },
  );
});

describe('A file given up', () => {
  it('is read and answered again when its message is moved back after a repair', async () => {
    const upload = uploadOf('uploads/PHL/q.csv', 1);
    await aws.put(upload.key, GOOD);
    for (const past of [1, 2]) await deps.attempts.begin(`reading#${orderOf(upload)}`, deps.now().getTime() - past);
    await expect(ingest(upload, deps)).rejects.toThrow('Two functions died of reading uploads/PHL/q.csv');
    const movedBack = createAttempts(createTable(aws.embedded.environment.TABLE_NAME ?? ''), 'moved back');
    expect(await ingest(upload, { ...deps, attempts: movedBack })).toMatchObject({ status: 'accepted' });
    expect((await deps.submissions.of('PHL')).map(({ status }) => status)).toEqual(['accepted']);
    const subjects = (await aws.embedded.readInbox()).map(({ subject }) => subject);
    expect(subjects.slice(1)).toEqual([
      'Nothing taken, please correct: Philippines, q.csv',
      'Everything taken: Philippines, 2025',
    ]);
  });

  it('keeps no other upload of its message from being worked on', async () => {
    const keys = ['uploads/PHL/a.csv', 'uploads/PHL/b.csv'];
    const records = keys.map((key) => ({ eventTime: '2026-01-10T08:01:00Z', s3: { object: { key } } }));
    const done: string[] = [];
    const work = async ({ key }: Upload) => {
      if (key.endsWith('a.csv')) throw new Error('given up');
      done.push(key);
    };
    await expect(eachUpload(uploadsIn(JSON.stringify({ Records: records })), work)).rejects.toThrow('given up');
    expect(done).toEqual(['uploads/PHL/b.csv']);
  });
});

describe('Without a plan', () => {
  it('an office file gets a receipt that says it waits, and its message fails', async () => {
    const empty = await startTestAws();
    const waiting = createDependencies(empty);
    await empty.put('uploads/PHL/q.csv', 'x');
    await expect(ingest(uploadOf('uploads/PHL/q.csv', 1), waiting)).rejects.toThrow('There is no plan yet');
    const bucket = createBucket(empty.bucket);
    const [key = ''] = await bucket.list('receipts/PHL/');
    const receipt = JSON.parse(new TextDecoder().decode(await bucket.fetch(key)));
    expect(receipt).toMatchObject({ status: 'pending', key: 'uploads/PHL/q.csv', issues: [{ code: 'no-plan-yet' }] });
    await empty.stop();
  });
});

describe('A name', () => {
  const UNCLEAR = readFileSync('fixtures/uploads/PHL/01-figures.csv');

  it.each<[string, string, string]>([
    ['with accents and Arabic', 'نتائج é ٢٠٢٥.csv', 'نتائج é ٢٠٢٥ - corrections.xlsx'],
    ['with quotation marks and a semicolon', 'a "b"; c=\'d\'.csv', "a _b_; c='d' - corrections.xlsx"],
    [
      'with a line break that would make a header',
      'a\r\nBcc: all@example.org\r\n\r\nx.csv',
      'a Bcc_ all@example.org x - corrections.xlsx',
    ],
    ['that turns the direction of text', 'a\u202excod.csv', 'a xcod - corrections.xlsx'],
    ['that comes back corrected', '01-figures - corrections.xlsx', '01-figures - corrections.xlsx'],
    ['of nothing but an ending', '.csv', 'jalon - corrections.xlsx'],
    ['of a pictograph', '📈.csv', '📈 - corrections.xlsx'],
  ])('%s gives a whole mail, a safe attachment and a receipt', async (_, file, attachment) => {
    const key = `uploads/PHL/${file}`;
    const { receipt, raw, email } = await answered(key, UNCLEAR);
    expect(receipt.key).toBe(key);
    expect(email.attachments.map(({ filename }) => filename)).toEqual([attachment]);
    expect(email.bcc ?? []).toEqual([]);
    expect(email.headers.filter(({ key: header }) => header === 'bcc')).toEqual([]);
    expect(
      raw
        .toString('latin1')
        .split('\r\n')
        .every((line) => line.length <= 998),
    ).toBe(true);
    expect(await createBucket(aws.bucket).list('receipts/PHL/')).toHaveLength(2);
  });

  it.each<[string, string, string]>([
    ['beside the folders', 'uploads/lost.csv', 'no-org-unit-folder'],
    ['under a folder of 900 letters', `uploads/${'K'.repeat(900)}/q.csv`, 'unknown-org-unit-folder'],
    ['of 1,024 bytes', `uploads/PHL/${'é'.repeat(504)}.csv`, 'ambiguous-number'],
    ['under no folder at all', 'uploads//q.csv', 'unknown-org-unit-folder'],
    ['that climbs out of its folder', 'uploads/../PHL/q.csv', 'unknown-org-unit-folder'],
    ['that climbs into another folder', 'uploads/PHL/../TCD/q.csv', 'key-unusable'],
  ])('of a file %s gives a receipt that names it', async (_, key, code) => {
    const [upload] = uploadsIn(
      JSON.stringify({ Records: [{ eventTime: '2026-01-10T08:01:00Z', s3: { object: { key: encodeKey(key) } } }] }),
    );
    expect(upload?.key).toBe(key);
    if (!key.includes('..')) await aws.put(key, UNCLEAR);
    const receipt = await ingest(uploadOf(key, 1), deps);
    expect(receipt.issues.map((issue) => issue.code)).toContain(code);
    const kept = await createBucket(aws.bucket).list('receipts/');
    const jsons = kept.filter((name) => name.endsWith('.json') && !name.startsWith('receipts/plan/'));
    expect(jsons).toHaveLength(1);
    expect(Buffer.byteLength(jsons[0] ?? '')).toBeLessThanOrEqual(1024);
    expect(jsons[0]?.split('/')).not.toContain('..');
    expect(await aws.embedded.readInbox()).toHaveLength(2);
  });
});
