import type { Mailboxes } from '../aws/mailboxes.ts';
import { log } from '../log.ts';
import { readMailEvent } from '../mail-events.ts';

export interface BouncesDependencies {
  readonly mailboxes: Pick<Mailboxes, 'lost' | 'arrived'>;
}

/** Keeps of an event of SES whether the mail reached its mailbox; the addresses themselves are in no log. */
export async function noteMail(body: string, { mailboxes }: BouncesDependencies): Promise<void> {
  const { news, unnamed } = readMailEvent(body);
  for (const one of news)
    if (one.kind === 'arrived') await mailboxes.arrived(one.mailbox, one.at);
    else await mailboxes.lost(one.mailbox, one);
  const lost = news.flatMap((one) => (one.kind === 'lost' ? [one.why] : []));
  if (lost.length > 0 || unnamed > 0) log('info', 'mail lost', { why: lost.join(), unnamed });
}
