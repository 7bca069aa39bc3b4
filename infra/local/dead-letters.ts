import { createFailures } from '../../functions/aws/failures.ts';
import { createTable } from '../../functions/aws/table.ts';
import type { LocalAws } from './local-aws.ts';
import type { Pump } from './pump.ts';

/** Said where a message failed and nothing tells why. */
export const NO_REASON =
  'none was recorded: the function was ended by its time or memory, was not let run, or the table took no reason';

/** Each dead letter in a line: its step, why it failed, and its beginning. */
export async function deadLetterLines(pump: Pump, embedded: Pick<LocalAws, 'environment'>): Promise<string[]> {
  const failures = createFailures(createTable(embedded.environment.TABLE_NAME ?? ''));
  const letters = await pump.deadLetters();
  return Promise.all(
    letters.map(async ({ step, messageId, body, reason }) => {
      const why = (await failures.reason(step, messageId)) ?? reason ?? `reason: ${NO_REASON}`;
      return `${step}: ${why} — ${body.slice(0, 200)}`;
    }),
  );
}
