import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ingest } from '../../../functions/ingest/step.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { CANARIES, csvOf, workbookOf } from '../../support/personal.ts';
import { createDependencies, snapshot, spelledOut } from '../../support/pipeline.ts';
import { minimalPlan } from '../../support/plan.ts';

let aws: TestAws;
let deps: ReturnType<typeof createDependencies>;
const logged: string[] = [];

beforeAll(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
  const { periods, ...plan } = minimalPlan();
  await deps.plans.add({ ...plan, periods: periods.map((one) => ({ ...one, closes: '2026-12-31' })) }, '1');
});
afterAll(() => aws.stop());

const { names, phones, mails, passports, births } = CANARIES;
const HEADER = ['Period', 'Indicator', 'Value', 'Beneficiary name', 'Phone', 'E-mail', 'Passport', 'Notes'];

/** Figures with a wrong one among them, each row with somebody's data. */
const FIGURES = names.map((name, at) => {
  const value = at === 3 ? 'many' : 10 + at;
  return [
    `2025-Q${at + 1}`,
    '1a.3',
    value,
    name,
    phones[at] ?? '',
    mails[at] ?? '',
    passports[at] ?? '',
    mails[at] ?? '',
  ];
});
const LIST = names.map((name, at) => [name, 'F', births[at] ?? '', phones[at] ?? '', mails[at] ?? '']);
const LONG = Array.from({ length: 2000 }, (_, at) => FIGURES[at % 4]?.with(2, at) ?? []);

let minute = 0;
async function answered(name: string, bytes: Uint8Array) {
  minute += 1;
  const key = `uploads/KEN/${name}`;
  await aws.put(key, bytes);
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged.push(String(text));
    return true;
  });
  vi.stubEnv('LOG_LEVEL', 'info');
  try {
    const eventTime = `2026-01-10T08:${String(minute).padStart(2, '0')}:00.000Z`;
    return await ingest({ key, versionId: null, size: null, eventTime, sequencer: `0${minute}` }, deps);
  } finally {
    vi.unstubAllEnvs();
    write.mockRestore();
  }
}

/** All that has left the folder of uploads: the table, other objects (workbooks unpacked), mails with what they carry, the log. */
async function told(): Promise<string[]> {
  const state = Object.entries(await snapshot(aws)).filter(([key]) => !key.startsWith('object uploads/'));
  const texts = state.flatMap(([key, value]) => {
    const bytes = key.startsWith('object') ? Buffer.from(value, 'base64') : Buffer.from(value);
    const parts = key.endsWith('.xlsx') ? Object.values(unzipSync(bytes)).map((part) => Buffer.from(part)) : [];
    return [key, ...[bytes, ...parts].map((part) => part.toString('utf8'))];
  });
  const inbox = await aws.embedded.readInbox();
  return [...texts, ...logged, ...inbox.flatMap(({ raw }) => [raw.toString(), raw.toString().replace(/=\r?\n/g, '')])];
}

const codesOf = ({ issues }: { issues: readonly { code: string; column: string | null }[] }) =>
  issues
    .filter(({ code }) => /person|people/.test(code))
    .map(({ code, column }) => `${code} ${column}`)
    .sort();
const EACH = ['D', 'E', 'F', 'G', 'H'].map((column) => `personal-data ${column}`);

describe('an office file with personal data', () => {
  it.each([
    ['a text', 'figures.csv', () => csvOf([HEADER, ...FIGURES])],
    ['a workbook', 'figures.xlsx', () => workbookOf({ Data: [HEADER, ...FIGURES] })],
  ])('has its figures judged without it: %s', async (_, name, make) => {
    const receipt = await answered(name, await make());
    expect(codesOf(receipt)).toEqual(EACH);
    expect(receipt).toMatchObject({ status: 'partially-accepted', accepted: 3, returned: 1 });
    expect(receipt.corrections).toBeUndefined();
    expect(receipt.issues.find(({ column }) => column === 'D')?.message).toContain('“Beneficiary name”');
  });

  it('is told so too when it is a long table', async () => {
    expect(codesOf(await answered('long.csv', csvOf([HEADER, ...LONG])))).toEqual(EACH);
    expect(codesOf(await answered('long.xlsx', await workbookOf({ Data: [HEADER, ...LONG] })))).toEqual(EACH);
  });

  it('that is a list of people has nothing taken, and is asked for totals', async () => {
    const receipt = await answered('list.csv', csvOf([['Name', 'Sex', 'Date of birth', 'Phone', 'E-mail'], ...LIST]));
    expect(receipt).toMatchObject({ status: 'rejected', accepted: 0, understood: [] });
    expect(receipt.issues.map(({ code }) => code)).toEqual(['list-of-people']);
    expect(receipt.issues[0]?.remedy).toContain('totals');
  });

  it('has its other sheets judged beside a list of people', async () => {
    const good = [HEADER.slice(0, 3), ['2025-Q1', '1a.3', 10]];
    const receipt = await answered(
      'both.xlsx',
      await workbookOf({ Data: good, People: [['Name', 'Sex', 'Birth date'], ...LIST] }),
    );
    expect(receipt).toMatchObject({ status: 'partially-accepted', accepted: 1, returned: 0 });
    expect(receipt.issues.map(({ code, sheet }) => [code, sheet])).toContainEqual(['list-of-people', 'People']);
    expect(receipt.corrections).toBeUndefined();
  });

  it('leaves none of it in receipts, marked workbooks, mails, the ledger or the log', async () => {
    const texts = await told();
    expect(texts.some((text) => text.includes('Beneficiary name'))).toBe(true);
    expect(logged.length).toBeGreaterThan(4);
    const planted = Object.values(CANARIES).flat();
    const found = planted.filter((canary) => texts.some((text) => text.includes(canary)));
    expect(found).toEqual([]);
    // Observations are packed: what they are made of is looked at unpacked.
    for (const period of ['2025-Q1', '2025-Q2', '2025-Q3'])
      expect(JSON.stringify(spelledOut(await deps.ledger.entries(period)))).not.toMatch(/canary|Zorobabel|QX73/);
  });
});
