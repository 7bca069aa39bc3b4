import { randomUUID } from 'node:crypto';
import { isRefused, type Mail, type Mailer, SEND_SECONDS } from './aws/mail.ts';
import type { Submissions } from './aws/submissions.ts';
import { log, reasonOf } from './log.ts';

export interface MailingOnce {
  readonly submissions: Pick<Submissions, 'wasDone' | 'markDone' | 'claim' | 'release'>;
  readonly mailer: Mailer;
  readonly now: () => Date;
}

/** Mails each of several, also after one that SES refuses for good; gives why it refused some. */
export async function refusedOf<T>(all: readonly T[], mail: (one: T) => Promise<unknown>): Promise<string[]> {
  const refused: string[] = [];
  for (const one of all)
    try {
      await mail(one);
    } catch (error) {
      if (!isRefused(error)) throw error;
      refused.push(reasonOf(error));
    }
  return refused;
}

/** Longer than a mail may take to be handed over, and shorter than any pause after which a function that died is called again. */
const CLAIM_SECONDS = SEND_SECONDS + 5;

/**
 * Sends a mail unless it went before; tells whether it did. Of two who would send it at the same time one does, and the other fails, to be
 * called again should the first one die. It goes twice only where nobody can know that it went: SES took it but its answer was lost, or
 * the function died before it could note that.
 */
export async function mailOnce(
  id: string,
  compose: () => Mail | Promise<Mail>,
  { submissions, mailer, now }: MailingOnce,
): Promise<boolean> {
  if (await submissions.wasDone(id)) return false;
  const mail = await compose();
  const time = now().getTime();
  const claim = { by: randomUUID(), now: time, until: time + CLAIM_SECONDS * 1000 };
  const claimed = await submissions.claim(id, claim);
  if (claimed === 'done') return false;
  if (claimed === 'taken') throw new Error(`Another function is sending this mail: ${id}`);
  try {
    await mailer.send(mail);
  } catch (error) {
    await submissions.release(id, claim).catch(() => undefined);
    throw error;
  }
  try {
    await submissions.markDone(id, now().toISOString());
  } catch (error) {
    // To fail would have it sent again for certain: so it is only where the message comes again for another reason.
    log('error', 'mail went but was not marked', { id, reason: reasonOf(error) });
  }
  return true;
}
