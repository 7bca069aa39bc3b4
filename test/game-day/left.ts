import { z } from 'zod';
import { CANARY_UNIT } from '../../functions/domain/upload/canary.ts';
import { allItems } from '../../infra/local/state-items.ts';
import type { Sent } from '../support/faults/deliver.ts';
import { type Sameness, violations } from '../support/faults/oracle.ts';
import type { Left } from '../support/faults/world.ts';
import type { Machine } from './machine.ts';

/** Passwords are of chance, and are over in a quarter of an hour. */
const OF_CHANCE = /^(PASSWORD#|SECRET)/;
/** They name the plan in use at their hour, which is another where the plan came late. */
const CANARY_RECEIPTS = `receipts/${CANARY_UNIT}/`;
const PASSWORD_MAIL = /^Subject: .*password.*$/im;

const textOf = (item: Record<string, unknown>): string =>
  JSON.stringify(
    Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
    (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  );

/** What the table, the bucket and the mailboxes hold. */
export async function leftOf({ embedded }: Machine): Promise<Left> {
  const items = (await allItems(embedded.environment.TABLE_NAME ?? '')).filter(
    ({ pk }) => !OF_CHANCE.test(pk?.S ?? ''),
  );
  const written = ['receipts/', 'reports/', 'workbooks/']
    .flatMap((prefix) => embedded.objects.under(prefix))
    .filter(({ key }) => !key.startsWith(CANARY_RECEIPTS));
  const mails = (await embedded.readInbox()).map(({ raw, to }): Sent => {
    const text = raw.toString('utf8');
    return { raw: PASSWORD_MAIL.exec(text)?.[0] ?? text, to: to.join(), open: false };
  });
  return {
    ...{ requests: 0, replayed: 0, trace: [], mails },
    table: new Map(items.map((item) => [`${item.pk?.S} ${item.sk?.S}`, textOf(item)])),
    objects: new Map(written.map(({ key, body }) => [key, body.toString('base64')])),
  };
}

const Report = z.object({
  coverage: z.json(),
  indicators: z.array(z.object({ code: z.string(), actual: z.json(), status: z.json(), coverage: z.json() })),
});

/** The figures of every report. */
const figuresOf = ({ objects }: Left): string =>
  JSON.stringify(
    [...objects]
      .filter(([key]) => key.endsWith('/report.json'))
      .map(([key, text]) => [key, Report.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')))]),
  );

/**
 * What is other than a quiet day leaves it; nothing where all is there again. A file that was sent again has another time, and so other
 * receipts; a late reminder says more: then the figures are compared, and that every mail's address got as many.
 */
export function differences(quiet: Left, left: Left, sameness: Sameness | 'sent-again'): string[] {
  if (sameness !== 'sent-again') return violations(quiet, left, sameness);
  const addresses = ({ mails }: Left): string =>
    mails
      .map(({ to }) => to)
      .sort()
      .join();
  return [
    ...(figuresOf(quiet) === figuresOf(left) ? [] : ['figures of a report differ']),
    ...(addresses(quiet) === addresses(left) ? [] : [`mails went to ${addresses(left)}, not ${addresses(quiet)}`]),
  ];
}
