import { createActuals } from '../../functions/aws/actuals.ts';
import { createFailures } from '../../functions/aws/failures.ts';
import { createTable } from '../../functions/aws/table.ts';
import { deadLetters } from '../../infra/operate/dead-letters.ts';
import type { Left } from '../support/faults/world.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';
import type { Fired, TemplateAlarm } from './alarms.ts';
import { firedOf } from './alarms.ts';
import { type Broken, NOTHING_BROKEN } from './broken.ts';
import { leftOf } from './left.ts';
import { type Machine, MINUTE, startMachine } from './machine.ts';

const HOUR = 60 * MINUTE;
/** The first day, at midnight: the report on the quarter is due at its end. */
const DAY = Date.UTC(2026, 0, 8);

/** A time of the two days, such as `08:00` or, of the second, `30:00`. */
export const at = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return DAY + hours * HOUR + minutes * MINUTE;
};

const BASE = minimalPlan();
const PLAN = minimalPlan({
  rules: [],
  indicators: BASE.indicators.map((one) => ({ ...one, dimensions: [], breakdown: 'optional' })),
  periods: [
    { period: '2025-Q4', opens: '2026-01-01', due: '2026-01-08', closes: '2026-03-31' },
    { period: '2025', opens: '2026-01-01', due: '2026-03-01', closes: '2026-03-31' },
  ],
  subscriptions: BASE.subscriptions.slice(0, 1),
});

const FILES: readonly (readonly [office: string, when: string, text: string])[] = [
  ['KEN', '08:00', 'indicator,period,value\n1a.1,2025-Q4,120\n1a.3,2025-Q4,7\n'],
  ['COL', '08:10', 'indicator,period,value\n1a.1,2025-Q4,40\n'],
  ['NER', '08:20', 'indicator,period,value\n1a.1,2025-Q4,9\n'],
];

export const keyOf = (office: string): string => `uploads/${office}/figures.csv`;
const ASKS = 'KEN';

/** What somebody does at a time. */
interface Deed {
  readonly when: number;
  readonly what: (machine: Machine) => Promise<unknown>;
}

/** People try a page that fails a few times, then they give up. */
async function askUntilAnswered(machine: Machine): Promise<void> {
  for (let tries = 0; tries < 3 && (await machine.askPassword(ASKS)) !== 200; tries += 1);
}

const deeds = async (): Promise<readonly Deed[]> => {
  const workbook = await planWorkbook(PLAN);
  return [
    { when: at('06:00'), what: (machine) => machine.daily() },
    { when: at('07:00'), what: (machine) => machine.drop('plan/plan.xlsx', workbook) },
    ...FILES.map(([office, when, text]) => ({
      when: at(when),
      what: (machine: Machine) => machine.drop(keyOf(office), text),
    })),
    { when: at('08:30'), what: askUntilAnswered },
    { when: at('30:00'), what: (machine) => machine.daily() },
  ];
};

const END = at('35:00');

/** How a part is broken, and what puts it right. */
export interface Break {
  readonly part: string;
  readonly how: string;
  readonly broken: Broken;
  readonly from: number;
  readonly until: number;
  /** The alarms that are to go off, and no others. */
  readonly alarms: readonly string[];
  /** In words. */
  readonly recovery: string;
  readonly recover?: (machine: Machine) => Promise<unknown>;
  readonly sameness?: 'same' | 'sent-again';
}

/** Sends all dead letters back, as an operator does. */
export async function replayAll({ embedded }: Machine): Promise<void> {
  const { TABLE_NAME: table = '', BUCKET_NAME: bucket = '' } = embedded.environment;
  const where = { kind: 'aws', table, bucket, prefix: 'jalon' } as const;
  await deadLetters({ where, ids: [], replay: true, discard: null, json: false });
}

export const askAgain = (machine: Machine): Promise<number> => machine.askPassword(ASKS);

export async function sendAgain(machine: Machine): Promise<void> {
  for (const [office, , text] of FILES) await machine.drop(keyOf(office), text);
}

/** What offices and headquarters see, or miss, at this moment. */
async function noticed(machine: Machine): Promise<string[]> {
  const { embedded } = machine;
  const mails = await embedded.readInbox();
  const receipts = embedded.objects.under('receipts/').map(({ key }) => key);
  const has = (office: string): boolean => receipts.some((key) => key.startsWith(`receipts/${office}/`));
  const told = (office: string): boolean =>
    mails.some(({ to, subject }) => to.includes(`${office.toLowerCase()}@example.org`) && !/password/i.test(subject));
  const sent = FILES.filter(([, when]) => at(when) <= machine.now()).map(([office]) => office);
  const without = sent.filter((office) => !has(office));
  const untold = sent.filter((office) => has(office) && !told(office));
  const asked = machine.now() > at('08:30');
  const morning = machine.now() > at('30:00');
  const actuals = await createActuals(createTable(embedded.environment.TABLE_NAME ?? '')).get('GLOBAL', '2025-Q4');
  const dead = sent.filter((office) =>
    mails.some(({ to, raw }) => to.includes(`${office.toLowerCase()}@example.org`) && raw.includes('reader-died')),
  );
  return [
    ...(without.length > 0 ? [`no receipt for ${without.join(', ')}`] : []),
    ...(untold.length > 0 ? [`no mail to ${untold.join(', ')}`] : []),
    ...(dead.length > 0 ? [`${dead.join(', ')} is told to send the file otherwise`] : []),
    ...(asked && !mails.some(({ subject }) => /password/i.test(subject)) ? ['no password for the upload page'] : []),
    ...(sent.length > without.length && actuals === null ? ['no figures yet'] : []),
    ...(morning && embedded.objects.under('workbooks/').length === 0 ? ['no new workbooks'] : []),
    ...(machine.now() < at('08:00') && !receipts.some((key) => key.startsWith('receipts/plan/'))
      ? ['no receipt for the plan']
      : []),
    ...(morning && !mails.some(({ subject }) => subject.includes('2025-Q4') || /report/i.test(subject))
      ? ['no report at headquarters']
      : []),
    ...(morning && !mails.some(({ subject }) => subject.includes('were due on')) ? ['no reminders'] : []),
  ];
}

export interface Lived {
  readonly fired: readonly Fired[];
  readonly noticed: readonly string[];
  readonly left: Left;
  /** Reasons of what was given up. */
  readonly reasons: readonly string[];
}

/** Two days of offices and headquarters, with a part broken for a while, or none. */
export async function live(alarms: readonly TemplateAlarm[], broken: Break | null): Promise<Lived> {
  const machine = await startMachine(at('05:30'));
  let [seen, reasons]: [string[], string[]] = [[], []];
  const breaking: readonly Deed[] =
    broken === null
      ? []
      : [
          { when: broken.from, what: async () => machine.setBroken(broken.broken) },
          {
            when: broken.until,
            what: async () => {
              seen = await noticed(machine);
              reasons = await reasonsIn(machine);
              machine.setBroken(NOTHING_BROKEN);
              await broken.recover?.(machine);
            },
          },
        ];
  const random = Math.random;
  // The SDK waits a random while before it tries again: here it never does.
  Math.random = () => 0;
  try {
    // Sorting keeps the order of equals: what breaks at a time is broken before anything is done at that time.
    for (const { when, what } of [...breaking, ...(await deeds())].sort((a, b) => a.when - b.when)) {
      await machine.runUntil(when);
      await what(machine);
    }
    await machine.runUntil(END);
    const fired = alarms.flatMap((alarm) => firedOf(alarm, machine.measured, at('06:00'), END));
    return { fired, noticed: seen, reasons, left: await leftOf(machine) };
  } finally {
    Math.random = random;
    await machine.stop();
  }
}

async function reasonsIn({ embedded }: Machine): Promise<string[]> {
  const failures = createFailures(createTable(embedded.environment.TABLE_NAME ?? ''));
  const reasons = Object.entries(embedded.queues).map(async ([step, queue]) =>
    Promise.all((await queue.deadMessages()).map(({ messageId }) => failures.reason(step, messageId))),
  );
  return [...new Set((await Promise.all(reasons)).flat().map((reason) => reason ?? 'no reason recorded'))];
}
